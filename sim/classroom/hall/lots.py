"""Lots: who goes to which room, so that rooms are even, and to which seat, so that sides are balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random


def rooms_by_lot(count: int, people: Sequence[int], places: Sequence[int], seed: int) -> tuple[int, ...]:
    """Return a room for each newcomer; the same numbers give the same rooms.

    The next one always goes to the room with the fewest people that still has a place, and to the room with
    the fewest people if none has. Between equal rooms the lot decides, and also who comes next.

    Parameters
    ----------
    count : number of newcomers
    people, places : people in each room, and free places in its seats
    seed : of the lot

    Returns
    -------
    rooms : number of the room of each newcomer, from 0
    """
    lot, there, free = Random(seed), list(people), list(places)
    drawn = []
    for _ in range(count):
        best = min(range(len(there)), key=lambda room: (free[room] < 1, there[room], lot.random()))
        drawn.append(best)
        there[best] += 1
        free[best] -= 1
    lot.shuffle(drawn)
    return tuple(drawn)


def balanced_seat(order: Sequence[str], places: Mapping[str, int]) -> str | None:
    """Return the next seat on the side with fewer people, an empty one first; None if no seat is open.

    Parameters
    ----------
    order : all seats, by turns from either side: see `sim.classroom.room.case.Case.giving_order`
    places : how many more people can take each seat that is open
    """
    if not places:
        return None
    most = max(places.values())
    sides = order[::2], order[1::2]
    # Seats that are full have no number of places: they count as filled.
    filled = [sum(most - places.get(seat, 0) for seat in side) for side in sides]
    emptiest = [seat for seat in order if places.get(seat, 0) == most]
    lighter = [seat for seat in emptiest if seat in sides[filled[1] < filled[0]]]
    return (lighter or emptiest)[0]
