"""Estimates from plays grouped in rooms: plays of one room are alike, so the rooms are the sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Floats
from sim.study.interval import Z95, student, wilson


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; NaN where there is nothing to estimate.

    Parameters
    ----------
    value : the estimate
    low, high : ends of its 95 % interval
    """

    value: float
    low: float
    high: float

    def within(self, low: float, high: float) -> Estimate:
        """Return the estimate with an interval that does not leave the range of what is estimated."""
        return Estimate(self.value, max(self.low, low), min(self.high, high))


NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


def ratio(totals: Floats, counts: Floats) -> Estimate:
    """Estimate a mean over all plays, when the plays come in rooms.

    The ratio of two totals, with the error between rooms (linearised: Cochran
    1977, section 6.3). No interval from fewer than two rooms.

    Parameters
    ----------
    totals : (J,) sum over the plays of each room
    counts : (J,) how many plays that is
    """
    some = counts > 0
    if not some.any():
        return NOTHING
    value = float(totals.sum() / counts.sum())
    error = _error(totals[some], counts[some])
    if error is None:
        return Estimate(value, float("nan"), float("nan"))
    reach = student(int(some.sum()) - 1) * error
    return Estimate(value, value - reach, value + reach)


def share(hits: Floats, counts: Floats, alike: bool = False) -> Estimate:
    """Estimate a share of all plays, when the plays come in rooms.

    Wilson's interval for as many plays as would be worth these if they were
    all of different rooms (Korn & Graubard 1998).

    Parameters
    ----------
    hits : (J,) plays of each room that count
    counts : (J,) plays of each room
    alike : whether all rooms are one and the same, so that every play counts in full
    """
    plays = counts.sum()
    value = float(hits.sum() / plays)
    error = None if alike else _error(hits, counts)
    worth = float(plays)
    if error and 0 < value < 1:
        freedom = len(counts) - 1
        wider = (student(freedom) / Z95) ** 2
        worth = min(worth, max(1.0, value * (1 - value) / error**2 / wider))
    return Estimate(value, *wilson(value * worth, worth))


def _error(totals: Floats, counts: Floats) -> float | None:
    rooms = len(totals)
    if rooms < 2:
        return None
    residual = totals - totals.sum() / counts.sum() * counts
    return float(np.sqrt(rooms / (rooms - 1) * (residual**2).sum()) / counts.sum())


def _shares(hits: Floats, counts: Floats) -> tuple[Floats, float]:
    """Return the shares of rooms, and the variance that the luck of their plays gives them."""
    shares = hits / counts
    return shares, float((shares * (1 - shares) / (counts - 1)).mean())


def beyond_luck(hits: Floats, counts: Floats) -> bool:
    """Return whether rooms differ by more than the luck of their plays would make them, at the 5 % level.

    The variance of their shares against that of the luck, as chi-squared.
    """
    from scipy.special import chdtri

    shares, luck = _shares(hits, counts)
    freedom = len(hits) - 1
    if freedom < 1 or luck <= 0:
        return False
    return bool(shares.var(ddof=1) > luck * chdtri(freedom, 0.05) / freedom)


def between_rooms(hits: Floats, counts: Floats) -> float:
    """Return the standard deviation of rooms' own shares, the luck of their plays taken out.

    Analysis of variance with one factor (Searle, Casella & McCulloch 1992).
    """
    if len(hits) < 2 or (counts < 2).any():
        return 0.0
    shares, luck = _shares(hits, counts)
    return float(np.sqrt(max(0.0, shares.var(ddof=1) - luck)))


def effective_number(same: Floats, pairs: Floats, most: int) -> Estimate:
    """Estimate the effective number of blockers from how often two failures have the same one.

    One over the chance that of two plays without a report, of one room, the same delegation stands in the
    way: the effective number of Laakso & Taagepera (1979), applied to the veto players (Tsebelis 2002) that
    count. Taken over pairs of different plays, since the plain sum of squared shares finds too few where
    failures are few (Simpson 1949).

    Parameters
    ----------
    same : (J,) sum over pairs of plays of each room of the chance that they have a blocker in common
    pairs : (J,) how many pairs that is
    most : number of delegations, which the number cannot exceed
    """
    chance = ratio(same, pairs)

    def number(value: float) -> float:
        return min(float(most), 1 / value) if value > 0 else float(most)

    if np.isnan(chance.value) or chance.value <= 0:  # no two failures have one in common: too few to tell
        return NOTHING
    return Estimate(
        max(1.0, number(chance.value)),
        max(1.0, number(chance.high)) if not np.isnan(chance.high) else chance.high,
        max(1.0, number(chance.low)) if not np.isnan(chance.low) else chance.low,
    )
