"""The registry: dated forecasts of what is open, kept as made, and scored when the record is filled."""
