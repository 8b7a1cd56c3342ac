"""Fights in words: who resists along the way, how much, and over what."""

from __future__ import annotations

from collections.abc import Mapping

from sim.report.words.numbers import percent
from sim.report.words.stances import complaint
from sim.study.claims import ENOUGH
from sim.study.fights import Fighter
from sim.study.forecast import Forecast

#: At most this many delegations are named, and none that would lose less than this.
MOST_NAMED, MENTIONED = 6, 0.01
NOBODY = f"Nobody would lose more than {MENTIONED:g} by the drafts on the table, as a mean over the readings."


def fighting(forecast: Forecast) -> tuple[Fighter, ...]:
    """Return the delegations that resist along the way, those that resist most first."""
    return tuple(f for f in forecast.fighters[:MOST_NAMED] if f.resistance >= MENTIONED)


def with_numbers(forecast: Forecast) -> bool:
    """Return whether numbers are given: where a probability may be claimed, from enough plays."""
    return forecast.supported and forecast.runs >= ENOUGH


def fought_over(fighter: Fighter, titles: Mapping[str, str], numbers: bool, most: int = 2) -> str:
    """Say over what a delegation fights: its largest complaints along the way, with or without shares.

    Shares are of all that it complains of. Titles of issues are by code.
    """
    return "; ".join(
        complaint(c.kind, titles[c.issue]) + (f" ({percent(c.share)})" if numbers else "")
        for c in fighter.complaints[:most]
    )
