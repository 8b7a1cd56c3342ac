"""Mutate the negotiation in a copy of the checkout, judge the mutants by the tests, print what survived.

``python -m tests.mutants`` tries all; ``--share 0.3 room.py`` three in ten of one file. See
docs/explanation/mutation.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants import constants
from tests.mutants.copying import lay
from tests.mutants.judging import read
from tests.mutants.verdicts import KILLED, UNTRIED, Mutant, mutants, survivors, table

#: mutmut's first step: writing the mutants into a copy of the copy.
WRITE = """
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants, setup_source_paths
copy_src_dir()
copy_also_copy_files()
setup_source_paths()
create_mutants(1)
"""


def write(copy: Path) -> None:
    """Let mutmut write the mutants."""
    command = [sys.executable, "-c", WRITE]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"mutmut gave up: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def judge(copy: Path, verdicts: Path, some: list[Mutant], given: argparse.Namespace) -> None:
    """Let the tests judge some mutants."""
    told = {
        "keys": {mutant.name: mutant.key for mutant in some},
        "verdicts": str(verdicts),
        "workers": given.workers,
        "first_round": given.first_round,
    }
    command = [sys.executable, "-m", "tests.mutants.judging"]
    quiet = {"text": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(command, cwd=copy / "mutants", input=json.dumps(told), check=False, **quiet)
    if done.returncode:
        raise SystemExit(f"the tests could not judge: {done.stderr[-4000:]}")


def chosen(found: list[Mutant], files: list[str], share: float, again: bool) -> list[Mutant]:
    """Choose the mutants to judge: a share of each file's at random, the same in every run."""
    some = []
    for file in files or sorted({mutant.file for mutant in found}):
        of_file = sorted((m for m in found if m.file == file), key=lambda mutant: mutant.name)
        random.Random(file).shuffle(of_file)
        of_file = of_file[: max(1, round(share * len(of_file)))]
        some += [m for m in of_file if m.verdict == UNTRIED or (again and m.verdict != KILLED)]
    return some


def main() -> None:
    """Try the mutants and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "files", nargs="*", help="files under sim/negotiation, e.g. chairs/mediator.py; all if none"
    )
    parser.add_argument("--share", type=float, default=1.0, help="share of each file's mutants to try")
    parser.add_argument("--workers", type=int, default=1, help="processes that judge")
    parser.add_argument("--keep", type=Path, help="folder to work in; verdicts found there stand")
    parser.add_argument("--again", action="store_true", help="with --keep: judge again what survived")
    parser.add_argument("--first-round", action="store_true", help="judge by the quickest tests alone")
    parser.add_argument("--only", choices=("functions", "constants"), help="one of the two kinds of mutant")
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        folder = (given.keep or Path(scratch)).resolve()
        copy = lay(folder)
        found: list[Mutant] = []
        if given.only != "constants":
            found += judged_functions(folder, copy, given)
        if given.only != "functions":
            found += constants.judged(copy, given.files, given.share)
    print("\n".join(survivors(found)))
    print()
    print("\n".join(table(found)))
    print(f"{time.monotonic() - started:.0f} seconds")


def judged_functions(folder: Path, copy: Path, given: argparse.Namespace) -> list[Mutant]:
    """Return the mutants of functions, those chosen judged."""
    write(copy)
    verdicts = folder / "verdicts.txt"
    some = chosen(list(mutants(copy, dict(read(verdicts)))), given.files, given.share, given.again)
    if some:
        judge(copy, verdicts, some, given)
    return list(mutants(copy, dict(read(verdicts))))


if __name__ == "__main__":
    main()
