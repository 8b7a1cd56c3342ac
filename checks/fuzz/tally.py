"""Many cases of a kind, one after the other, and the figures of them."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from checks.fuzz.attempt import MB, Case, Tried, attempt
from checks.fuzz.cell import Cell
from checks.fuzz.judge import PREFIX
from checks.fuzz.kinds import kind_named
from checks.fuzz.shrink import shrunk

#: So many messages and defects are listed.
LISTED = 12


@dataclass
class Tally:
    """Figures of many cases.

    Parameters
    ----------
    ends : cases by mutator and by how they ended
    uses : steps that were taken, by command and exit status
    messages : of each kind of message: how many, the first case, and that message
    defects : number of the case, what is wrong, by which command
    """

    kind: str
    seed: int
    cases: int = 0
    seconds: float = 0
    cpu: float = 0
    ends: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    uses: Counter[str] = field(default_factory=Counter)
    messages: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    defects: list[tuple[int, str, str]] = field(default_factory=list)
    slowest: tuple[float, int, str] = (0, 0, "")
    largest: tuple[int, int, str] = (0, 0, "")
    grown: tuple[int, int, str] = (0, 0, "")

    def add(self, number: int, case: Case, tried: list[Tried]) -> None:
        """Count a case."""
        self.cases += 1
        first = tried[0].outcome
        wrong = [(number, defect, " ".join(one.step.words)) for one in tried for defect in one.defects]
        self.defects += wrong
        end = "defect" if wrong else "accepted" if first.status == 0 else "refused"
        self.ends[case.mutator][end] += 1
        for one in tried:
            outcome, words = one.outcome, " ".join(one.step.words)
            self.cpu += outcome.cpu
            self.uses[f"{one.step.words[0]} {outcome.status}"] += 1
            self.slowest = max(self.slowest, (outcome.cpu, number, words))
            self.largest = max(self.largest, (outcome.resident, number, words))
            self.grown = max(self.grown, (outcome.grown, number, words))
            if outcome.status == 2:
                for line in outcome.err.splitlines():
                    kind = kind_of(line)
                    many, where, message = self.messages.get(kind, (0, number, line))
                    self.messages[kind] = (many + 1, where, message)

    def report(self) -> str:
        """Return the figures as text."""
        ends = sum(self.ends.values(), Counter())
        lines = [
            f"{self.kind}, seed {self.seed}: {self.cases} cases in {self.seconds:.0f} s "
            f"({self.cpu:.0f} s of processor): "
            f"{ends['accepted']} accepted, {ends['refused']} refused, {ends['defect']} with a defect",
            *(
                f"  {name:<16} {sum(found.values()):>6} cases {found['accepted']:>6} accepted "
                f"{found['refused']:>6} refused {found['defect']:>4} with a defect"
                for name, found in sorted(self.ends.items())
            ),
            f"  steps by exit status: {', '.join(f'{name}: {n}' for name, n in sorted(self.uses.items()))}",
            f"  slowest {self.slowest[0]:.1f} s of processor: case {self.slowest[1]}, {self.slowest[2][:60]}",
            f"  largest {self.largest[0] // MB} MB resident: case {self.largest[1]}, {self.largest[2][:60]}; "
            f"grown by {self.grown[0] // MB} MB: case {self.grown[1]}, {self.grown[2][:60]}",
            f"  {len(self.messages)} kinds of message; the most frequent:",
        ]
        often = sorted(self.messages.items(), key=lambda item: -item[1][0])[:LISTED]
        lines += [f"    {many:>6} {kind[:120]}" for kind, (many, _, _) in often]
        by_kind: defaultdict[str, list[int]] = defaultdict(list)
        for number, defect, words in self.defects:
            by_kind[f"{words.split(' ')[0][:20]}: {re.sub('[0-9]+', 'N', defect)[:150]}"].append(number)
        for told, numbers in sorted(by_kind.items(), key=lambda item: -len(item[1])):
            lines.append(f"  DEFECT {len(numbers):>5} {told}: cases {', '.join(map(str, numbers[:8]))}")
        return "\n".join(lines)


def kind_of(line: str) -> str:
    """Return what a message says, without where and of what."""
    parts = line.removeprefix(PREFIX).split(": ")
    told = parts[2:] if len(parts) > 2 else parts[1:]
    text = ": ".join(told) or line
    text = re.sub(r"; did you mean .*?\?", "; did you mean …?", text)
    return re.sub(r"[0-9]+", "N", re.sub(r"(allowed: ).*", r"\1…", text))[:90]


def fuzz(
    kind: str,
    seed: int,
    first: int,
    cases: int,
    seconds: float = float("inf"),
    keep: Path | None = None,
    steps: int | None = None,
) -> Tally:
    """Try cases of a kind.

    Parameters
    ----------
    first, cases : numbers of the cases
    seconds : after which no further case is begun
    keep : folder for the files of cases with a defect, shrunk where that is cheap
    steps : of each case no more than so many

    Returns
    -------
    the figures, of what was tried until then if it was interrupted
    """
    made, tally = kind_named(kind), Tally(kind, seed)
    began = time.monotonic()
    cell = Cell()
    with tempfile.TemporaryDirectory() as place, closing(cell), suppress(KeyboardInterrupt):
        for number in range(first, first + cases):
            if time.monotonic() - began > seconds:
                break
            case = made(seed, number)
            case = replace(case, steps=case.steps[:steps])
            tried = attempt(case, Path(place) / "case", cell)
            if tried[0].defects:
                tried = attempt(case, Path(place) / "case")
            tally.add(number, case, tried)
            if keep and any(one.defects for one in tried):
                _keep(keep / f"{kind}-{seed}-{number}", shrunk(case, tried, Path(place) / "case"), tried)
        tally.seconds = time.monotonic() - began
    return tally


def _keep(folder: Path, case: Case, tried: list[Tried]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in case.files.items():
        (folder / name.replace("/", "_")).write_bytes(content)
    told = [f"$ gge-sim {' '.join(one.step.words)!a}\n{one.outcome.err}\n{one.defects}\n" for one in tried]
    (folder / "told.txt").write_text("".join(told), encoding="utf-8", errors="backslashreplace")
