"""Comparison: what several classes made of the same room, beside the model's forecast and history."""
