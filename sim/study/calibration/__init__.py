"""Calibration: parameter sets drawn from the priors, and how well each explains the record."""
