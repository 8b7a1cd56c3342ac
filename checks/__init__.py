"""What goes deeper than the tests and takes longer; each part runs by itself, ``python -m checks.NAME``."""
