"""Fuzz from the command line: ``python -m checks.fuzz KIND --cases N --seed S``; see `checks.fuzz.attempt`."""  # noqa: E501

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from checks.fuzz.attempt import MB, attempt, prepare
from checks.fuzz.kinds import KINDS, kind_named
from checks.fuzz.tally import Tally, fuzz


def main() -> int:
    """Fuzz, print figures, and return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m checks.fuzz", description=__doc__)
    parser.add_argument("kind", nargs="*", help=f"what is fuzzed: {', '.join(KINDS)}; all if not given")
    parser.add_argument("--cases", type=int, default=2000, help="how many cases of each kind")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop a kind after so long")
    parser.add_argument("--steps", type=int, help="take no more than so many steps of each case")
    parser.add_argument("--case", type=int, help="make this one case again, and show what comes of it")
    parser.add_argument(
        "--keep", type=Path, help="folder for the files of that case, or of cases with a defect"
    )
    parser.add_argument("--messages", type=Path, help="file for one refusal of each kind of message")
    given = parser.parse_args()
    kinds = given.kind or list(KINDS)
    if strange := [kind for kind in kinds if kind not in KINDS]:
        parser.error(f"no kind {strange[0]}; there are {', '.join(KINDS)}")
    prepare()
    if given.case is not None:
        return max(_again(kind, given.seed, given.case, given.keep) for kind in kinds)
    defects = 0
    for kind in kinds:
        tally = fuzz(kind, given.seed, given.first, given.cases, given.seconds, given.keep, given.steps)
        print(tally.report(), flush=True)
        if given.messages:
            _write_messages(tally, given.messages)
        defects += len(tally.defects)
    return 1 if defects else 0


def _again(kind: str, seed: int, number: int, keep: Path | None) -> int:
    case = kind_named(kind)(seed, number)
    with tempfile.TemporaryDirectory() as place:
        folder = keep or Path(place) / "case"
        tried = attempt(case, folder)
        print(f"{kind} {number} of seed {seed}: {case.mutator}; files: {', '.join(case.files)}")
        for one in tried:
            outcome = one.outcome
            print(f"$ gge-sim {' '.join(map(ascii, one.step.words))}")
            ended = outcome.status if outcome.status is not None else f"by signal {outcome.signal}"
            print(f"status {ended}; {outcome.cpu:.2f} s of processor; {outcome.resident // MB} MB")
            print(*(f"  out: {line}" for line in outcome.out.splitlines()[:20]), sep="\n", end="")
            print(*(f"  err: {line}" for line in outcome.err.splitlines()[:40]), sep="\n")
            print(*(f"  DEFECT: {defect}" for defect in one.defects), sep="\n")
    return int(any(one.defects for one in tried))


def _write_messages(tally: Tally, path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        for kind, (many, number, message) in sorted(tally.messages.items(), key=lambda m: -m[1][0]):
            file.write(f"{many}\t{tally.kind} {number}\t{kind}\n{message}\n")


if __name__ == "__main__":
    sys.exit(main())
