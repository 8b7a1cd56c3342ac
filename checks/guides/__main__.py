"""Do the guides that change the program, step by step: ``python -m checks.guides``."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["-n", "0", str(Path(__file__).parent), *sys.argv[1:]]))
