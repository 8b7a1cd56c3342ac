"""Fuzz for longer than a test run: ``python -m checks.fuzz options results --examples 2000 --seed 3``."""

import argparse
import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PARTS = sorted(file.stem.removeprefix("test_") for file in HERE.glob("test_*.py"))


def main() -> int:
    """Run the tests of some parts, or of all, with more examples."""
    parser = argparse.ArgumentParser(prog="python -m checks.fuzz", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"what is fuzzed: {', '.join(PARTS)}; all if not given")
    parser.add_argument("--examples", type=int, default=500, help="examples of each test")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if strange := [part for part in given.part if part not in PARTS]:
        parser.error(f"no part {strange[0]}; there are {', '.join(PARTS)}")
    os.environ["FUZZ_EXAMPLES"] = str(given.examples)
    files = [str(HERE / f"test_{part}.py") for part in given.part or PARTS]
    return int(pytest.main([*files, f"--hypothesis-seed={given.seed}", "--hypothesis-show-statistics"]))


if __name__ == "__main__":
    sys.exit(main())
