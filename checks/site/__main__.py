"""Build the documentation and look at it: ``python -m checks.site``."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["-n", "0", str(Path(__file__).parent), *sys.argv[1:]]))
