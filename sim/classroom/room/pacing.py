"""Pacing: what comes next where somebody plays alone, since no teacher leads the room."""

from __future__ import annotations

from typing import NamedTuple

from sim.classroom.room import actions as do
from sim.classroom.room.actions import Action
from sim.classroom.room.lesson import Lesson, Phase

#: Seconds between two seats that open, and in all at most.
BETWEEN_SEATS, ALL_SEATS = 0.7, 15.0


class Step(NamedTuple):
    """What the site does in the teacher's place.

    Attributes
    ----------
    action : of the teacher
    after : seconds to wait
    """

    action: Action
    after: float = 0.0


def next_step(lesson: Lesson) -> Step | None:
    """Return what is due where somebody plays alone; None while they are to act, or in an ordinary class.

    Readings begin and end when everybody present says so, the decision when everybody present has decided.
    The seats then open one after the other. When all is over, the instructions are revealed, and with them
    the debrief.
    """
    if not lesson.solo.alone or lesson.paused is not None:
        return None
    if seat := _waits_for_a_seat(lesson):
        return seat
    present, play = lesson.present, lesson.play
    match lesson.phase:
        case Phase.OVER:
            return None if lesson.revealed else Step(do.Reveal(True))
        case Phase.OPENING:
            return Step(do.OpenSeats(), _between(lesson))
        case Phase.REVISION:
            return Step(do.Advance())
        case Phase.SILENCE:
            done = set(play.decisions)
        case _:
            done = set(play.ready)
    if not present or not set(present) <= done:
        return None
    return Step(do.Begin() if lesson.phase is Phase.GATHERING else do.Advance())


def _between(lesson: Lesson) -> float:
    outcome = lesson.play.outcome
    return min(BETWEEN_SEATS, ALL_SEATS / len(outcome.order)) if outcome else 0.0


def _waits_for_a_seat(lesson: Lesson) -> Step | None:
    """Return who gets the reserved seat, once somebody has come in."""
    reserved = lesson.solo.reserved
    if reserved is None or lesson.sitting(reserved) is not None or lesson.phase is not Phase.GATHERING:
        return None
    here = next((p for p in lesson.players if p.seat is None and not p.removed and not p.away), None)
    return None if here is None else Step(do.Place(here.number, reserved))
