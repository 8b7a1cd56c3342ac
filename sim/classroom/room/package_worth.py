"""What a package is worth to the capitals, by the arithmetic of the negotiation and no other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from sim.classroom.room.case import ROW, Case, DraftText, as_array
from sim.classroom.room.package import Package, with_package
from sim.negotiation.arrays import INDIFFERENCE
from sim.negotiation.reading import net


def gains(case: Case, draft: DraftText, package: Package, number: int) -> Mapping[str, float]:
    """Return what a package adds to the worth of a draft for each capital, by seat.

    Red lines and concessions count, as in every trade of the negotiation.

    Parameters
    ----------
    number : of the reading, from 1
    """
    return _gains(case, draft, with_package(draft, case.paragraph, package), number)


@lru_cache(maxsize=256)
def _gains(case: Case, draft: DraftText, changed: DraftText, number: int) -> Mapping[str, float]:
    reading = case.reading(number)
    before, after = (net(reading, as_array(text), ROW)[0] for text in (draft, changed))
    return MappingProxyType(dict(zip(case.seats, (after - before).tolist(), strict=True)))


def acceptable(case: Case, draft: DraftText, package: Package, number: int) -> dict[str, bool]:
    """Return which computers accept a package, by seat: those that lose nothing, as with a paragraph."""
    told = gains(case, draft, package, number)
    return {seat: gain >= -INDIFFERENCE for seat, gain in told.items()}
