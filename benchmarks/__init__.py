"""Checks and measurements that are too long, or too dependent on other data, for the tests."""
