"""Read results in R as the documentation says: ``python -m checks.r``."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["-n", "0", "-rs", str(Path(__file__).parent), *sys.argv[1:]]))
