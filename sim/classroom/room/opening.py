"""Opening: after the decision the teacher opens the seats; what a seat decided is secret until then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from sim.classroom.room.lesson import Lesson, Phase
from sim.negotiation.vocabulary import Stance

#: In a room of more seats than this, computers open in groups.
ONE_BY_ONE = 40
#: Seats of a group.
GROUP = 10


@dataclass(frozen=True)
class OpeningView:
    """How far the seats are open.

    Parameters
    ----------
    opened : codes of the open seats, in the order of opening
    total : number of all seats
    latest : codes of those that the last step opened
    """

    opened: tuple[str, ...]
    total: int
    latest: tuple[str, ...]


def order_of_opening(
    stances: Mapping[str, str], people: Collection[str], luck: str
) -> tuple[tuple[str, ...], ...]:
    """Return all seats in the order of opening, in groups that open together.

    Those who join come first, then those who dissociate, then those who object; within each the order is by
    chance. In a large room computers open in groups, before the people with the same stance.

    Parameters
    ----------
    stances : the decision of every seat
    people : seats that people play
    luck : decides the order within a stance; the same gives the same order
    """
    large = len(stances) > ONE_BY_ONE

    def rank(seat: str) -> tuple[int, bool]:
        return int(Stance.named(stances[seat])), large and seat in people

    shuffled = sorted(stances, key=lambda seat: (rank(seat), sha256(f"{luck} {seat}".encode()).digest()))
    steps: list[tuple[str, ...]] = []
    for (_, person), group in groupby(shuffled, rank):
        seats = tuple(group)
        size = GROUP if large and not person else 1
        steps += [seats[start : start + size] for start in range(0, len(seats), size)]
    return tuple(steps)


def seats_opened(lesson: Lesson, everything: bool) -> Lesson:
    """Open the next group of seats, or all; when all are open the class is over."""
    outcome, play = lesson.play.outcome, lesson.play
    assert outcome is not None, "the seats open after the decision"
    last = len(outcome.order)
    opened = last if everything else play.opened + 1
    phase = Phase.OVER if opened == last else Phase.OPENING
    return replace(lesson, play=replace(play, opened=opened, phase=phase), timer=None)


def open_seats(lesson: Lesson) -> tuple[str, ...]:
    """Return the seats whose decision everybody may know, in the order of opening."""
    outcome = lesson.play.outcome
    steps = outcome.order[: lesson.play.opened] if outcome else ()
    return tuple(seat for step in steps for seat in step)


def opening_view(lesson: Lesson) -> OpeningView | None:
    """Return how far the seats are open; None except in that phase."""
    outcome, opened = lesson.play.outcome, lesson.play.opened
    if lesson.phase is not Phase.OPENING or outcome is None:
        return None
    latest = outcome.order[opened - 1] if opened else ()
    return OpeningView(open_seats(lesson), len(outcome.stances), latest)
