"""Scores: how good probabilities were, given what happened."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.negotiation.arrays import Bools, Floats

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


def bootstrap(
    values: Floats, seed: int = 1, draws: int = 4000, of: Callable[..., Floats] = np.mean
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean over processes (Efron 1979)."""
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(values), (draws, len(values)))
    spread = of(values[picks], axis=1)
    low, high = np.quantile(spread, [0.025, 0.975])
    return float(low), float(high)
