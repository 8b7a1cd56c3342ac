"""Sensitivity: which unknowns an outcome hangs on, over their ranges."""
