"""Moments of a class on the projector at their worst: many people, long words, everything contested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.browser.crowded_class import case_of, gathered, read
from sim.classroom.room import TEACHER, Lesson, act, projector_view
from sim.classroom.room import actions as do
from sim.classroom.site.lesson.view_changes import sections
from sim.negotiation.vocabulary import StanceWord

_WHY = (
    "Article 51 turns cyberspace into a battlefield. No majority in this room can make us call that peace. "
    * 2
)
#: Seconds on the class's clock: in the middle of a reading, and in its last minute.
MIDDLE, LATE = 20.0, 500.0


class Moment(NamedTuple):
    """A moment: its name, the class, the seconds on its clock, and parts of the room to be replaced."""

    name: str
    lesson: Lesson
    clock: float = MIDDLE
    faked: dict[str, Any] = {}


def moments(seats: int, paragraphs: int, people: int, readings: int = 3) -> Iterator[Moment]:
    """Yield the moments of a class that ends without a report, and the end of one that adopts it.

    Parameters
    ----------
    seats : in the room
    paragraphs : of the draft; all but the last are in brackets
    people : in the class
    readings : of the class
    """
    lobby = gathered(case_of(seats, paragraphs, readings), people)
    yield Moment("lobby, nobody has joined", gathered(case_of(seats, paragraphs, readings), 0))
    yield Moment("lobby", lobby)
    practising = act(lobby, TEACHER, do.Practise())
    yield Moment("practice", practising)
    reading = read(lobby)
    yield Moment("reading", reading)
    yield Moment("one paragraph chosen", act(reading, TEACHER, do.Discuss(f"P{paragraphs - 1}")))
    yield Moment("last minute", reading, LATE)
    yield Moment("paused", act(reading, TEACHER, do.Pause(), MIDDLE))
    yield Moment(
        "no brackets", act(lobby, TEACHER, do.Begin()), faked=_agreed(act(lobby, TEACHER, do.Begin()))
    )
    revision = act(act(reading, TEACHER, do.AppointChair("teacher")), TEACHER, do.Advance())
    yield Moment("revision", revision)
    tabled = act(revision, TEACHER, do.Table({f"P{k}": "explicit" for k in range(1, paragraphs)}))
    yield Moment("second reading", tabled)
    silence = act(reading, TEACHER, do.PutUnderSilence())
    yield Moment("silence", act(silence, TEACHER, do.SetTimer(80), 0.0))
    failing = _decided(silence, {0: "objects", 2: "dissociates"})
    yield Moment("closed seats", failing)
    yield from _opening(failing)
    failed = act(failing, TEACHER, do.OpenSeats(all=True))
    yield Moment("no report", failed)
    yield Moment("no report, revealed", act(failed, TEACHER, do.Reveal(True)))
    split: dict[int, StanceWord] = {n: "dissociates" if n % 2 else "objects" for n in range(people)}
    apart = _decided(silence, split)
    yield Moment("many stand apart", act(apart, TEACHER, do.OpenSeats(all=True)))
    text = act(act(tabled, TEACHER, do.PutUnderSilence()), TEACHER, do.Advance())
    adopting = _decided(text, {0: "joins", 1: "dissociates", 2: "dissociates"})
    adopted = act(adopting, TEACHER, do.OpenSeats(all=True))
    assert adopted.play.outcome is not None
    assert adopted.play.outcome.adopted
    yield Moment("adopted", adopted)
    yield Moment("adopted, revealed", act(adopted, TEACHER, do.Reveal(True)))
    yield Moment("ended", act(reading, TEACHER, do.End()))


def _agreed(lesson: Lesson) -> dict[str, Any]:
    told = sections(projector_view(lesson))["room.paragraphs"]
    assert isinstance(told, list)
    return {"paragraphs": [{**p, "brackets": [], "proposals": {}} for p in told]}


def _decided(silence: Lesson, stances: dict[int, StanceWord]) -> Lesson:
    issues = tuple(issue.code for issue in silence.case.issues)
    for player, stance in stances.items():
        apart = issues if stance == "dissociates" else ()
        silence = act(silence, player, do.Decide(stance, "" if stance == "joins" else _WHY, apart))
    return act(silence, TEACHER, do.Advance())


def _opening(closed: Lesson) -> Iterator[Moment]:
    """Yield the first step, a delegation that dissociates for a reason, and the step before the last."""
    outcome = closed.play.outcome
    assert outcome is not None
    steps = len(outcome.order)
    apart = next(n for n, step in enumerate(outcome.order) if outcome.reasons.get(step[0]))
    for number in sorted({1, apart + 1, steps - 1}):
        opened = closed
        for _ in range(number):
            opened = act(opened, TEACHER, do.OpenSeats())
        yield Moment(f"step {number} of {steps}", opened)
