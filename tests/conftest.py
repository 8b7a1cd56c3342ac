"""Settings of all tests."""

from hypothesis import settings

# How long an example takes says something of the machine, and nothing of the program.
settings.register_profile("anywhere", deadline=None)
settings.load_profile("anywhere")
