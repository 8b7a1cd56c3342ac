"""Run the tests and say which statements and branches of sim/ they reach: ``python -m checks.coverage``.

With arguments, as for pytest, only those tests run, and the figures are told but not judged.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
#: Share of all branches of sim/ that the tests must take, in per cent.
BRANCHES = 96.0
#: What runs: all tests, the slow ones too, and the checks that drive the server of the classroom.
ALL = ("-m", "", "tests", "checks/browser", "checks/fuzz")


def main(arguments: list[str]) -> int:
    """Run tests under coverage, print what they miss, and return the exit status."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gge-sim.") as home:
        # Processes that work in other folders write their part here too.
        os.environ["COVERAGE_FILE"] = str(Path(home) / "coverage")
        tested = _coverage("run", "-m", "pytest", *(arguments or ALL))
        combined = _coverage("combine", "--quiet")
        figures = Path(home) / "figures.json"
        _coverage("json", "--quiet", "--fail-under=0", "-o", str(figures))
        reported = _coverage("report", "--skip-covered", *(["--fail-under=0"] if arguments else []))
        if combined or not figures.exists():
            print("Nothing was measured.")
            return 1
        totals = json.loads(figures.read_text(encoding="utf-8"))["totals"]
    print(told(totals), f"{time.monotonic() - began:.0f} seconds.")
    return int(bool(tested or reported or not (arguments or enough(totals))))


def told(totals: Mapping[str, Any]) -> str:
    """Say how much of the program was reached, in two sentences."""
    lines, branches = totals["covered_lines"], totals["covered_branches"]
    of_lines, of_branches = totals["num_statements"], totals["num_branches"]
    return (
        f"Statements: {lines:,} of {of_lines:,} ({100 * lines / of_lines:.2f} %). "
        f"Branches: {branches:,} of {of_branches:,} ({_share(totals):.2f} %; at least {BRANCHES:g} %)."
    )


def enough(totals: Mapping[str, Any]) -> bool:
    """Return whether enough branches were taken; statements count nothing towards it."""
    return _share(totals) >= BRANCHES


def _share(totals: Mapping[str, Any]) -> float:
    return 100 * float(totals["covered_branches"]) / float(totals["num_branches"])


def _coverage(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
