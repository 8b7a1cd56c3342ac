"""Intervals for shares of plays."""

from __future__ import annotations

from math import sqrt

#: No probability of consensus above this is shown or scored: five successes of five, in the one setting
#: with many plays of it, do not support more (docs/model.md).
CEILING = 0.97
#: 97.5 % point of the standard normal distribution.
Z95 = 1.959963984540054


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), within 0..1.

    It says how far the share may be off because only so many plays were
    played, and nothing about how right the model is. Neither number need be
    whole: plays that are alike count for less than one each.
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = Z95 * sqrt(share * (1 - share) / trials + Z95**2 / (4 * trials**2))
    middle, scale = share + Z95**2 / (2 * trials), 1 + Z95**2 / trials
    low = (middle - spread) / scale if successes > 0 else 0.0
    high = (middle + spread) / scale if successes < trials else 1.0
    return low, high
