"""Weighing plays by the stances that were seen: importance weights, and shares of weighted plays.

A delegation is seen to do what it does in a play with probability 1 - e, and each of the two other things
with e / 2. Sightings are independent of each other, given the play. The weight of a play is proportional to
the probability of all that was seen, if that play were the real negotiation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Rungs
from sim.study.claims import ENOUGH
from sim.study.interval import CEILING, wilson

#: Effective plays below which a result is called thin: the 95 % interval of a half is then 14 points wide.
THIN = 200


def weigh_plays(shown: Rungs, seen: Rungs, error_rate: float) -> Floats:
    """Return the weight of each play (R,), which sum to 1.

    Parameters
    ----------
    shown : (R, O) stance of the play at each place
    seen : (O,) stance that was seen there
    error_rate : probability that a stance seen is not the one taken, between 0 and 1
    """
    right, wrong = np.log(1 - error_rate), np.log(error_rate / 2)
    logs = np.asarray(np.where(shown == seen, right, wrong)).sum(axis=1)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def effective(weights: Floats) -> float:
    """Return how many plays of equal weight would say as much (Kish 1965)."""
    return float(1 / np.square(weights).sum())


@dataclass(frozen=True)
class Weighed:
    """A share of weighted plays.

    Parameters
    ----------
    value : the share
    low, high : ends of its 95 % interval, for the effective number of plays alone
    effective : that number
    """

    value: float
    low: float
    high: float
    effective: float

    @classmethod
    def among(cls, flags: Bools, weights: Floats) -> Weighed:
        """Return the share of plays in which a flag (R,) is set."""
        plays = effective(weights)
        value = min(1.0, float(weights[flags].sum()))
        low, high = wilson(value * plays, plays)
        return cls(value, min(low, value), max(high, value), plays)

    @property
    def probability(self) -> float | None:
        """Probability that is claimed, never above `CEILING`; None of too few effective plays."""
        return min(self.value, CEILING) if self.effective >= ENOUGH else None

    @property
    def thin(self) -> bool:
        """Whether so few plays resemble what was seen that the result rests on little."""
        return self.effective < THIN
