"""Scores: how good probabilities were, given what happened."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sim.negotiation.arrays import Bools, Floats, Ints

#: No probability is scored as if it were certain.
FLOOR = 1e-3


def brier(probability: Floats, happened: Bools) -> Floats:
    """Return the squared error of each probability (Brier 1950); 0 is best, 0.25 a coin."""
    return np.asarray((probability - happened) ** 2)


def log_score(probability: Floats, happened: Bools) -> Floats:
    """Return minus the log of the probability of what happened; 0 is best, 0.69 a coin."""
    given = np.where(happened, probability, 1 - probability)
    return np.asarray(-np.log(np.maximum(given, FLOOR)))


def ranking(score: Floats, positive: Bools) -> float:
    """Return how often a positive case ranks above a negative one (area under the ROC curve).

    Ties count half; NaN if all cases are positive, or all negative.
    """
    above, below = score[positive], score[~positive]
    if not len(above) or not len(below):
        return float("nan")
    wins = (above[:, None] > below).sum() + 0.5 * (above[:, None] == below).sum()
    return float(wins / (len(above) * len(below)))


def ranked_probability(shares: Floats, happened: Ints) -> Floats:
    """Return the ranked probability score of each forecast (Epstein 1969); 0 is best, 1 worst.

    The mean squared error of the cumulative shares, so that a miss by one degree costs less than one by two.

    Parameters
    ----------
    shares : (P, D) probability of each degree, in order
    happened : (P,) number of the degree that was reached
    """
    reached = happened[:, None] <= np.arange(shares.shape[1])
    return np.asarray(((shares.cumsum(axis=1) - reached)[:, :-1] ** 2).mean(axis=1))


def calibration_line(probability: Floats, happened: Bools) -> tuple[float, float]:
    """Return intercept and slope of what happened on the log-odds of its probability (Cox 1958).

    By logistic regression: 0 and 1 are those of forecasts that are as sure as they should be; a slope below 1
    is that of forecasts that are too sure. NaN where no line fits best: all ended alike, all were given the
    same, or the probability tells all that happened from all that did not.
    """
    given, ended = np.clip(probability, FLOOR, 1 - FLOOR), np.where(happened, 1.0, -1.0)
    yes, no = given[happened], given[~happened]
    if not len(yes) or not len(no) or yes.min() >= no.max() or no.min() >= yes.max():
        return float("nan"), float("nan")
    from scipy.optimize import minimize  # takes a third of a second to load

    odds = np.log(given / (1 - given))

    def loss(line: Floats) -> float:
        return float(np.logaddexp(0, -ended * (line[0] + line[1] * odds)).mean())

    intercept, slope = minimize(loss, np.array([0.0, 1.0])).x
    return float(intercept), float(slope)


def clustered_error(values: Floats, units: Sequence[str]) -> float:
    """Return the standard error of a mean whose values depend on each other within units; NaN for one."""
    sums, _ = _by_unit(values - values.mean(), units)
    if len(sums) < 2:
        return float("nan")
    return float(np.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / len(values))


def bootstrap(
    values: Floats, units: Sequence[str] | None = None, seed: int = 1, draws: int = 4000
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean (Efron 1979): whole units are drawn, or single values."""
    sums, sizes = _by_unit(values, range(len(values)) if units is None else units)
    picks = np.random.default_rng(seed).integers(0, len(sums), (draws, len(sums)))
    spread = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(spread, [0.025, 0.975])
    return float(low), float(high)


def _by_unit(values: Floats, units: ArrayLike) -> tuple[Floats, Ints]:
    """Return the sum of the values of each unit, and how many there are."""
    _, places = np.unique(np.asarray(units), return_inverse=True)
    sums: Floats = np.bincount(places, values).astype(np.float64)
    sizes: Ints = np.bincount(places)
    return sums, sizes
