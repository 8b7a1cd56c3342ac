"""Collected: a folder of result files, each checked, beside what computers do in the same room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.checking import CheckedResult, checked_result, unsigned_result
from sim.classroom.alone.outcome import SeatOutcome, outcome_of
from sim.classroom.alone.played_out import played_out
from sim.classroom.alone.signed_file import LARGEST, Unusable, read
from sim.classroom.room import Lesson
from sim.classroom.room.case import MOST_READINGS, Case
from sim.classroom.room.class_setup import ClassSetup
from sim.scenario.fault import BadInput, Fault
from sim.study.forecast import Forecast
from sim.study.plays import play_many
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

#: Most files that are read from a folder.
MOST_FILES = 2000


@dataclass(frozen=True)
class Refusal:
    """A file that was refused, and why."""

    file: str
    reason: str


@dataclass(frozen=True, eq=False)
class Collected:
    """All students on one scenario.

    Parameters
    ----------
    case : what they negotiated
    assignment : which it was, if any
    results : by name of the file
    refusals : files that were refused
    computers : what each seat achieves with computers in all seats
    forecast : of the same room
    """

    case: Case
    assignment: Assignment | None
    results: tuple[CheckedResult, ...]
    refusals: tuple[Refusal, ...]
    computers: Mapping[str, SeatOutcome]
    forecast: Forecast

    @property
    def scenario(self) -> Scenario:
        """What they negotiated."""
        return self.case.scenario

    @property
    def seed(self) -> int:
        """Seed of the class's draws."""
        return self.case.draws.seed

    @property
    def adopted(self) -> int:
        """Number of students with a report."""
        return sum(result.outcome.adopted is True for result in self.results)

    def same_as(self, result: CheckedResult) -> str:
        """Return the first earlier file with the same actions at the same times; empty if there is none."""
        same = (other for other in self.results if other.trace == result.trace)
        first = next(same)
        return "" if first is result else first.file


def collect(
    folder: Path,
    scenario: Path | None,
    assignment: Assignment | None,
    runs: int,
    extended: Mapping[str, float] | None = None,
) -> Collected:
    """Check all result files in a folder.

    Parameters
    ----------
    folder : result files are those that end in .json; an assignment among them is passed over
    scenario : the scenario's file; None to take the shipped one that the files name, or the assignment's
    assignment : to which the files must belong; None for free practice
    runs : number of plays of the forecast
    extended : later deadlines of some, by file

    Raises
    ------
    BadInput
        if the folder has no result file that can be used, with the reasons
    """
    contents = _contents(folder)
    refusals: list[Refusal] = []
    setup = assignment.setup("") if assignment else _setup(contents, scenario, folder)
    case, _ = setup.scenario()
    results: list[CheckedResult] = []
    for file, content in contents.items():
        try:
            until = (extended or {}).get(file)
            given = replace(assignment, until=until) if assignment and until else assignment
            results.append(checked_result(file, content, case, setup, given))
        except Unusable as reason:
            refusals.append(Refusal(file, str(reason)))
    if not results:
        raise BadInput(_faults(folder, refusals))
    outcomes = play_many(case.setting, runs, seed=1)
    forecast = Forecast(case.scenario, case.setting, 1, BehaviourSource.PRIORS, outcomes)
    return Collected(case, assignment, tuple(results), tuple(refusals), computers_alone(case), forecast)


def computers_alone(case: Case) -> dict[str, SeatOutcome]:
    """Return what each seat achieves with computers in all seats, by seat."""
    lesson = played_out(Lesson.gathering(case, ""))
    return {seat: outcome_of(lesson, seat) for seat in case.seats}


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the content of every result file of a folder, by name."""
    if not folder.is_dir():
        raise BadInput([Fault(str(folder), "no such folder")])
    files = sorted(file for file in folder.glob("*.json") if file.is_file())
    if len(files) > MOST_FILES:
        raise BadInput([Fault(str(folder), f"has more than {MOST_FILES} files")])
    found = {file.name: _read(file) for file in files}
    return {name: content for name, content in found.items() if not _is_assignment(content)}


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _is_assignment(content: bytes) -> bool:
    try:
        return str(read(content).get("format", "")).startswith("gge-sim assignment")
    except Unusable:
        return False


def _setup(contents: Mapping[str, bytes], scenario: Path | None, folder: Path) -> ClassSetup:
    """Return the setup that the first usable file names, on a scenario of this machine."""
    from sim.scenario.shipped import locate

    refusals = []
    for file, content in contents.items():
        try:
            told = unsigned_result(content, None)
            given = told["setup"]
            numbers = (given.get("seed"), given.get("replicate"), given.get("readings") or 1)
            whole = all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers)
            if not whole or numbers[2] > MOST_READINGS or not isinstance(given.get("coded"), bool):
                raise Unusable("It does not say how it was set up.")
        except Unusable as reason:
            refusals.append(Refusal(file, str(reason)))
            continue
        path = scenario or locate(str(told["scenario"].get("name")))
        return ClassSetup.of(
            path, "", given["seed"], given["replicate"], given["readings"], coded=given["coded"]
        )
    raise BadInput(_faults(folder, refusals))


def _faults(folder: Path, refusals: Sequence[Refusal]) -> list[Fault]:
    if not refusals:
        return [Fault(str(folder), "has no result files (.json)")]
    return [Fault(str(folder / one.file), f"was refused: {one.reason}") for one in refusals]
