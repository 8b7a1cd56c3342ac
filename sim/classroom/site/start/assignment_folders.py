"""Assignment folders: the assignments over days in a results folder, one for each story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sim.classroom.alone.assignment import Assignment, read_assignment
from sim.classroom.alone.served import ASSIGNMENT, ServedAssignment, served
from sim.classroom.site.teacher_token import kept_token
from sim.scenario.fault import BadInput, Fault

#: Days that students have, until the teacher says otherwise on the page of the assignment.
DAYS = 7


def _folder(results: Path, story: str) -> Path:
    return results / f"{story}-assignment"


def assigned(results: Path, stories: Iterable[str]) -> list[str]:
    """Return the stories that are assigned already."""
    return [story for story in stories if (_folder(results, story) / ASSIGNMENT).is_file()]


def assigned_again(results: Path, scenario: Path, readings: int) -> ServedAssignment:
    """Open the assignment on a scenario as it is, or begin one that ends in a week, at the end of the day.

    Raises
    ------
    BadInput
        if the folder cannot be read or written
    """
    folder = _folder(results, scenario.stem)
    if (file := folder / ASSIGNMENT).exists():
        made = read_assignment(file)
    else:
        last = datetime.now().replace(hour=23, minute=59, second=59, microsecond=0) + timedelta(days=DAYS)
        made = Assignment.of(scenario, readings=readings, until=last.timestamp())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return served(folder, made, kept_token(folder / "teacher.key"))
    except OSError as error:
        raise BadInput([Fault(str(folder), f"cannot be written: {error.strerror}")]) from None
