"""Sensitivity: which unknowns an outcome depends on, over their ranges."""
