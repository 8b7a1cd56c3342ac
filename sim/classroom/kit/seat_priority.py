"""Seat priority: which seats to fill first, if there are more seats than students."""

from __future__ import annotations

from collections.abc import Mapping

from sim.classroom.kit.instructions import Instructions
from sim.classroom.room.attitude import Attitude
from sim.negotiation.convene import convene
from sim.report.horseshoe import seating
from sim.scenario.schema import Scenario

#: How much a seat has to fight for, by attitude: a red line or a firm claim counts as two other disputes.
_LIVELY = {Attitude.REJECTS: 2, Attitude.INSISTS: 2, Attitude.RESISTS: 1, Attitude.WANTS: 1}


def first_seats(scenario: Scenario, everybody: Mapping[str, Instructions], number: int) -> tuple[str, ...]:
    """Return the seats to fill first: those with most to fight for, alternating between the ends of the room.

    Parameters
    ----------
    everybody : instructions of all delegations, by code
    number : of students

    Returns
    -------
    codes, the most needed first; all of them if there are at most `number`
    """
    table = convene(scenario)
    order = [table.codes[seat] for seat in seating(table)]
    half = (len(order) + 1) // 2
    ends = [sorted(part, key=lambda c: (-lively(everybody[c]), c)) for part in (order[:half], order[half:])]
    found: list[str] = []
    for place in range(half):
        found += [end[place] for end in ends if place < len(end)]
    return tuple(found[:number])


def lively(own: Instructions) -> int:
    """Return how much a seat has to fight for."""
    return sum(_LIVELY.get(wish.attitude, 0) for wish in own.wishes)
