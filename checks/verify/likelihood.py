"""How likely what was seen is by chance alone, with many tests made at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from checks.verify.finding import Part

#: A sampler without fault is called faulty once in so many runs of a whole check.
FAMILY = 1e-6


def two_sided(z: ArrayLike) -> np.ndarray:
    """Return the probability of a standard normal number as far from 0 as each of these."""
    return np.asarray(2 * stats.norm.sf(np.abs(z)))


def of_share(happened: int, tries: int, probability: float) -> float:
    """Return the probability of a count as unlikely as this one (exact binomial test)."""
    return float(stats.binomtest(happened, tries, probability).pvalue)


def of_counts(counts: ArrayLike, expected: ArrayLike) -> float:
    """Return the probability of counts as far from those expected (chi-squared); small cells are merged."""
    order = np.argsort(expected)
    seen, hoped = np.asarray(counts, float)[order], np.asarray(expected, float)[order]
    cells = np.minimum(np.cumsum(hoped) // 10, np.cumsum(hoped)[-1] // 10 - 1).astype(int)
    seen, hoped = np.bincount(cells, seen), np.bincount(cells, hoped)
    seen, hoped = seen[hoped > 0], hoped[hoped > 0]
    return float(stats.chi2.sf(((seen - hoped) ** 2 / hoped).sum(), max(1, len(hoped) - 1)))


def of_correlations(columns: np.ndarray) -> tuple[float, float, int]:
    """Return the largest correlation of any two columns, its probability among so many, and how many.

    Under independence r times the root of the number of rows is standard normal, near enough
    for columns of thousands.
    """
    rows, wide = columns.shape
    z = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    r = (z.T @ z / rows)[np.triu_indices(wide, 1)]
    largest = float(np.abs(r).max())
    single = float(two_sided(largest * np.sqrt(rows)))
    return largest, float(-np.expm1(len(r) * np.log1p(-min(single, 1 - 1e-16)))), len(r)


def judged(name: str, tested: Sequence[tuple[str, float]], family: int, more: str = "") -> Part:
    """Return what some tests show: each is failed below the family's level, shared out among its tests.

    Parameters
    ----------
    tested : what was tested, and how likely what was seen is
    family : how many tests there are in the whole check
    more : figures to tell beside the p-values
    """
    level = FAMILY / family
    least, what = min((p, what) for what, p in tested)
    faults = tuple(f"{what}: p = {p:.1e}, below {level:.1e}" for what, p in tested if not p >= level)
    seen = f"smallest of {len(tested):,} p-values {least:.1e} ({what})"
    return Part(name, len(tested), f"{seen}{'; ' + more if more else ''}", faults)
