"""Casting: which seats to fill first, if there are more seats than students."""

from __future__ import annotations

from collections.abc import Mapping

from sim.classroom.kit.instructions import Instructions
from sim.classroom.room.attitude import Attitude
from sim.negotiation.convene import convene
from sim.report.seating import seating
from sim.scenario.schema import Scenario

#: What a seat has to do in class by its attitudes: a red line or an own claim is worth two other quarrels.
_LIVELY = {Attitude.REJECTS: 2, Attitude.INSISTS: 2, Attitude.RESISTS: 1, Attitude.WANTS: 1}


def first_seats(scenario: Scenario, everybody: Mapping[str, Instructions], number: int) -> tuple[str, ...]:
    """Return the seats to fill first: those with most to fight for, by turns from either end of the room.

    Parameters
    ----------
    everybody : instructions of all delegations, by code
    number : how many students there are

    Returns
    -------
    codes, the most needed first; all of them if there are no more than `number`
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
