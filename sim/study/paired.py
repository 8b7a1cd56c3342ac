"""Paired differences between two settings that are played with the same luck.

Every interval is a 95 % interval for the number of plays alone. None has zero width: if no play differs,
others still might. Differences are what the second has more than the first; to swap the two turns every sign
and nothing else.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.study.interval import Z95

#: Halvings of an interval of length 2 until nothing is left between two floating-point numbers.
_HALVINGS = 60


class Difference(NamedTuple):
    """A difference with the ends of its 95 % interval."""

    value: float
    """The difference."""
    low: float
    """Lower end."""
    high: float
    """Upper end."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class Contrast(NamedTuple):
    """A figure in A and in B, None where there is none, and how much larger it is in B."""

    a: float | None
    b: float | None
    difference: Difference | None

    @property
    def size(self) -> float:
        """How far the two lie apart, one that is absent counted as nothing."""
        return abs((self.b or 0.0) - (self.a or 0.0))

    @property
    def larger(self) -> float:
        """The larger of the two, one that is absent counted as nothing."""
        return max(self.a or 0.0, self.b or 0.0)


def paired_difference(only_a: int, only_b: int, plays: int) -> Difference:
    """Return how much larger a share is in B than in A, from the plays in which the two differ.

    The score interval of Tango 1998, Statistics in Medicine 17, 891-908. Raises ValueError if there are no
    plays, or more differ than there are.

    Parameters
    ----------
    only_a, only_b : plays in which it is so in A alone, and in B alone
    plays : all plays, at least 1
    """
    if plays < 1 or min(only_a, only_b) < 0 or only_a + only_b > plays:
        raise ValueError(f"of {plays} plays, {only_a} and {only_b} cannot differ")
    value = (only_b - only_a) / plays
    return Difference(value, -_highest(only_a, only_b, plays), _highest(only_b, only_a, plays))


def _highest(more: int, less: int, plays: int) -> float:
    """Return the largest difference of two shares that these plays do not rule out."""
    low, high = (more - less) / plays, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if plays * middle - (more - less) <= Z95 * sqrt(plays * _variance(middle, more, less, plays)):
            low = middle
        else:
            high = middle
    return low


def _variance(difference: float, more: int, less: int, plays: int) -> float:
    """Return the variance of one play's difference if that were the true one: Tango 1998, equation 9."""
    linear = (2 * plays - more + less) * difference - more - less
    constant = -less * difference * (1 - difference)
    root = sqrt(max(0.0, linear**2 - 8 * plays * constant))
    rarer = (root - linear) / (4 * plays)
    return max(0.0, 2 * rarer + difference * (1 - difference))


def paired_share(a: Bools, b: Bools) -> Difference:
    """Return how much larger the share of plays is in which `b` is so: see `paired_difference`.

    Parameters
    ----------
    a, b : (R,) whether each play is so, in either setting
    """
    plays = _paired(a, b)
    return paired_difference(int((a & ~b).sum()), int((b & ~a).sum()), plays)


def paired_mean(differences: Floats, unit: float = 1.0, bound: float = inf) -> Difference:
    """Return the mean of the differences of plays.

    The interval of the normal distribution, with z² squared units added to the sum of squares: where no play
    differs it is z² units / R wide either way, as Tango's of a share nearly is. It stays centred on the mean;
    one that is drawn towards 0, as Agresti & Coull 1998 have it for shares, misses means that lie many
    standard deviations away. Raises ValueError if there are no plays.

    Parameters
    ----------
    differences : (R,) B minus A in each play; at least one
    unit : a difference that a play may well show even if none has
    bound : the largest difference that there can be
    """
    if not len(differences):
        raise ValueError("no plays")
    value = float(differences.mean())
    squares = float(((differences - value) ** 2).sum()) + (Z95 * unit) ** 2
    reach = Z95 * sqrt(squares) / len(differences)
    return Difference(value, max(-bound, value - reach), min(bound, value + reach))


def paired_means(
    a: Floats | Ints, among_a: Bools, b: Floats | Ints, among_b: Bools, unit: float = 1.0, bound: float = inf
) -> Difference | None:
    """Return how far two means lie apart that are taken over different ones of the same plays.

    So does the strength of adopted reports: one play may end with a report in A alone, in B alone, or in
    both. The error is linearised, play by play (Cochran 1977, section 6.3), so that what the two have in
    common cancels. Returns the mean of b minus mean of a; None where either is taken over no play.

    Parameters
    ----------
    a, b : (R,) a figure of each play, in either setting
    among_a, among_b : (R,) whether the play counts, in either setting
    unit, bound : see `paired_mean`
    """
    plays = _paired(among_a, among_b)
    counted_a, counted_b = int(among_a.sum()), int(among_b.sum())
    if not counted_a or not counted_b:
        return None
    mean_a, mean_b = float(a[among_a].mean()), float(b[among_b].mean())
    from_a = np.where(among_a, a - mean_a, 0.0) * (plays / counted_a)
    from_b = np.where(among_b, b - mean_b, 0.0) * (plays / counted_b)
    scale = plays / min(counted_a, counted_b)
    return paired_mean((mean_b - mean_a) + (from_b - from_a), unit * scale, bound)._replace(
        value=mean_b - mean_a
    )


def contrast_shares(a: Bools | None, b: Bools | None) -> Contrast:
    """Contrast two shares of the same plays; None stands for a side on which there is no such thing."""
    return Contrast(
        None if a is None else float(a.mean()),
        None if b is None else float(b.mean()),
        None if a is None or b is None else paired_share(a, b),
    )


def contrast_means(
    a: Floats | Ints, among_a: Bools, b: Floats | Ints, among_b: Bools, unit: float = 1.0, bound: float = inf
) -> Contrast:
    """Contrast two means: see `paired_means`."""
    return Contrast(
        float(a[among_a].mean()) if among_a.any() else None,
        float(b[among_b].mean()) if among_b.any() else None,
        paired_means(a, among_a, b, among_b, unit, bound),
    )


def _paired(a: Bools, b: Bools) -> int:
    """Return the number of plays, which must be the same on both sides."""
    if a.shape != b.shape:
        raise ValueError(f"plays cannot be paired: {a.shape} and {b.shape}")
    return len(a)
