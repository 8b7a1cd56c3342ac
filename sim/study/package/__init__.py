"""Packages: which text would pass, and which amendments carry one."""
