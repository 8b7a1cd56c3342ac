"""Try the distributions and the generated pages: ``python -m checks.packaging``."""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["-n", "0", str(Path(__file__).parent), *sys.argv[1:]]))
