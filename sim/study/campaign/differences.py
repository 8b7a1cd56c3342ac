"""Differences between shares or means of plays, one minus other, with 95 % intervals."""

from __future__ import annotations

from math import sqrt

from sim.negotiation.arrays import Floats
from sim.study.claims import Counted
from sim.study.interval import Z95
from sim.study.paired import Difference, paired_mean

#: A difference in strength that a play may well show even if none has: about one paragraph by one rung.
_UNIT = 1 / 32


def apart(one: Counted, other: Counted) -> Difference | None:
    """Return the difference of two shares of different plays (Newcombe 1998, method 10).

    None if one of them rests on no play.
    """
    if not one.trials or not other.trials:
        return None
    value = one.share - other.share
    (low, high), (other_low, other_high) = one.interval, other.interval
    return Difference(
        value,
        value - sqrt((one.share - low) ** 2 + (other_high - other.share) ** 2),
        value + sqrt((high - one.share) ** 2 + (other.share - other_low) ** 2),
    )


def mean_apart(one: Floats, other: Floats) -> Difference | None:
    """Return the difference of two means over different plays (Welch 1947).

    None if one of them rests on fewer than two plays.
    """
    if min(len(one), len(other)) < 2:
        return None
    value = float(one.mean() - other.mean())
    spread = Z95 * sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
    return Difference(value, value - spread, value + spread)


def mean_paired(differences: Floats) -> Difference | None:
    """Return the mean of differences within plays, none larger than 1: see `paired_mean`.

    None if there are no plays.
    """
    return paired_mean(differences, _UNIT, 1.0) if len(differences) else None
