"""Reasons: why plays fail, found from the plays themselves."""
