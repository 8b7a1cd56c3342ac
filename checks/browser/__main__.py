"""Look at every page in a real browser: ``python -m checks.browser``."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["-n", "0", str(Path(__file__).parent), *sys.argv[1:]]))
