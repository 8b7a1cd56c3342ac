"""Weather: the events between two delegations that bring them together or set them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import Floats


class Happening(NamedTuple):
    """An event between two states."""

    id: str
    """Its name."""
    one: str
    """Code of one of the two."""
    other: str
    """Code of the other."""
    sign: int
    """1 for good, -1 for bad."""


def weather_of(codes: Sequence[str], events: Iterable[Happening]) -> Floats:
    """Return the weather that each delegation meets (N,), -1 to 1 (docs/model.md, equation 8).

    The signs of its events with others in the room, added up; no worse than one bad event, and no better than
    one good one, however many there are.

    Parameters
    ----------
    codes : N codes of the delegations
    events : what happened between two states, in any order
    """
    seats = {code: seat for seat, code in enumerate(codes)}
    total = np.zeros(len(codes))
    for event in events:
        if event.one in seats and event.other in seats:
            total[[seats[event.one], seats[event.other]]] += event.sign
    return np.clip(total, -1.0, 1.0)
