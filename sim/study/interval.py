"""Intervals for shares of plays."""

from __future__ import annotations

from math import sqrt

#: No probability of consensus above this is shown or scored: five successes of five, in the one setting
#: with many plays of it, do not support more (docs/model.md).
CEILING = 0.97
#: 97.5 % point of the standard normal distribution.
Z95 = 1.959963984540054


#: 97.5 % points of Student's t distribution for few degrees of freedom; beyond, the expansion in `student`.
_FEW = {1: 12.7062, 2: 4.30265, 3: 3.18245, 4: 2.77645, 5: 2.57058}


def wilson(successes: float, trials: float, z: float = Z95) -> tuple[float, float]:
    """Return the interval of a share (Wilson 1927), within 0..1.

    It covers the sampling error of a limited number of plays, not errors of the model. Neither number need be
    whole: plays that are alike count for less than one each.

    Parameters
    ----------
    successes : 0 or more
    trials : at least as many
    z : point of the standard normal distribution; that of a 95 % interval if not given
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    spread = z * sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    middle, scale = share + z**2 / (2 * trials), 1 + z**2 / trials
    low = (middle - spread) / scale if successes > 0 else 0.0
    high = (middle + spread) / scale if successes < trials else 1.0
    return low, high


def student(freedom: float, z: float = Z95) -> float:
    """Return the point of Student's t distribution (Fisher & Cornish 1960) for that of the normal one.

    To about four digits. SciPy has it to all, and takes longer to import than a forecast has to wait.

    Parameters
    ----------
    freedom : degrees of freedom, 1 or more; 6 or more at another point than that of a 95 % interval
    z : point of the standard normal distribution
    """
    if z == Z95 and freedom in _FEW:
        return _FEW[int(freedom)]
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
