"""Progress: how far a student is with an assignment, for the teacher's page and the grade book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from sim.classroom.alone.outcome import SeatOutcome, outcome_of
from sim.classroom.alone.result_file import who_plays
from sim.classroom.room import Lesson, Phase
from sim.classroom.store import StoredAction

#: Seconds without an action after which a student counts as doing something else.
PAUSE = 900.0
#: Columns of the table for the grade book.
COLUMNS = (
    "name", "contact", "seat", "stage", "began", "last", "minutes", "report", "decision", "instructed",
    "musts", "reached", "red_lines", "crossed", "brackets_first", "brackets_last", "packages", "accepted",
    "hints", "deadline", "file",
)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How far a student is.

    Parameters
    ----------
    seat, seat_name : of the delegation; empty while they have none
    phase, number, readings : where the play stands
    began, last : the student's first and last action, in seconds since the epoch
    minutes : minutes at it; pauses of over a quarter of an hour do not count
    outcome : what they have achieved; None before the decision
    """

    seat: str
    seat_name: str
    phase: Phase
    number: int
    readings: int
    began: float
    last: float
    minutes: float
    outcome: SeatOutcome | None

    @property
    def stage(self) -> str:
        """Where the play stands, in words of the table."""
        if self.outcome is not None:
            return "finished"
        return f"reading {self.number} of {self.readings}" if self.phase is Phase.READING else {
            Phase.GATHERING: "before reading 1", Phase.REVISION: "revision", Phase.SILENCE: "decision",
        }.get(self.phase, "finished")  # fmt: skip


def progress_of(lesson: Lesson, deeds: Iterable[StoredAction]) -> Progress | None:
    """Return how far the student is in a play; None before they have come in.

    Parameters
    ----------
    lesson : the play as it stands
    deeds : all that was done in it
    """
    # Coming in is an action of nobody yet; after it, only the student and the site act.
    times = [deed.at for deed in deeds if deed.who != "teacher"]
    if not times:
        return None
    player = who_plays(lesson)
    seat = player.seat if player and player.seat else ""
    return Progress(
        seat=seat,
        seat_name=lesson.case.name(seat) if seat else "",
        phase=lesson.phase,
        number=lesson.play.number,
        readings=lesson.case.last,
        began=times[0],
        last=times[-1],
        minutes=sum(b - a for a, b in pairwise(times) if 0 <= b - a <= PAUSE) / 60,
        outcome=outcome_of(lesson, seat) if seat and lesson.play.outcome else None,
    )


def graded(
    name: str, contact: str, until: float | None, file: str, progress: Progress | None
) -> list[str | int | float]:
    """Return a student's row for the grade book, in the order of `COLUMNS`; empty where nothing is known yet.

    Parameters
    ----------
    name, contact : of the student
    until : their deadline
    file : name of their result file, once there is one
    progress : how far they are
    """
    done = progress.outcome if progress else None
    row: dict[str, str | int | float] = {"name": name, "contact": contact, "stage": "not begun"}
    row |= {"deadline": _time(until), "file": file if done else ""}
    if progress:
        row |= {"seat": progress.seat, "stage": progress.stage, "began": _time(progress.began)}
        row |= {"last": _time(progress.last), "minutes": round(progress.minutes, 1)}
    if done:
        row |= {"report": "yes" if done.adopted else "no", "decision": done.decided}
        row |= {name: getattr(done, name) for name in COLUMNS if hasattr(done, name)}
        if done.brackets:
            row |= {"brackets_first": done.brackets[0], "brackets_last": done.brackets[-1]}
    return [row.get(column, "") for column in COLUMNS]


def _time(at: float | None) -> str:
    """Return a moment as this machine's time with its offset, as spreadsheets and programs read it."""
    if at is None:
        return ""
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(" ", "seconds")
