"""The band of a forecast: what a probability plausibly is, once more than the number of plays is in doubt.

On the log-odds scale four variances are added (docs/model.md, "The band"):

1. of the parameters: how far parameter sets differ in the share of plays that adopt (`likeness`);
2. of the coding: `CODING` squared;
3. of the structure: how far forecasts move when one rule is left out (`structure_variance`);
4. of the model: the error of forecasts on record (`record_variance`), as far as it is larger than these.

The band reaches `PLAUSIBLE` standard deviations to either side, and out to the next five per cent.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil, exp, floor, log, pi, sqrt

import numpy as np

from sim.negotiation.arrays import Bools, Ints
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.play import play
from sim.scenario.schema import Scenario
from sim.study.calibration.foreseen import foreseen
from sim.study.calibration.result import calibrated
from sim.study.interval import CEILING
from sim.study.references import ended
from sim.study.setting import Setting
from sim.study.source import BehaviourSource

#: 90 % point of the standard normal distribution: four times in five the truth lies between both ends.
PLAUSIBLE = 1.2815515655446004
#: Spread of the log-odds by the coding of positions: the larger of what `gge-sim coding effect` measures for
#: the two groups of experts that failed (0.15 and 0.08).
CODING = 0.15
#: Variance of luck on the log-odds scale: that of the logistic distribution.
LUCK = pi**2 / 3
#: Plays that are played a second time, with the same parameters but other luck.
AGAIN = 1000
#: Two plays are never taken to be more alike than this.
ALIKE = 0.95
#: Ends of the band are given in steps of this.
STEP = 0.05
#: Standard deviation of the weak normal prior on what all log-odds of the model are off by.
WEAK = 2.5


@dataclass(frozen=True)
class Band:
    """What a probability of consensus plausibly is.

    Parameters
    ----------
    low, high : its ends, 0.03 to 0.97, around the probability
    parameters, coding, structure, model : the variances that it is made from, on the log-odds scale
    """

    low: float
    high: float
    parameters: float
    coding: float
    structure: float
    model: float

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high

    @property
    def is_open(self) -> bool:
        """Whether a half lies within, so that neither end is the likelier one."""
        return self.low < 0.5 < self.high

    @property
    def least(self) -> float:
        """The end that is nearer to a half: what may be said without doubt of the other side."""
        return min(self.ends, key=lambda end: abs(end - 0.5))


def band(probability: float, alike: float, record: float, structure: float) -> Band:
    """Return the band around a probability.

    Parameters
    ----------
    alike : correlation of two plays with the same parameters, 0 to less than 1
    record : mean square of the error of forecasts on record, on the log-odds scale
    structure : mean square by which a forecast moves without one of the rules, on the same scale
    """
    p = min(max(probability, 1 - CEILING), CEILING)
    parameters, coding = LUCK * alike / (1 - alike), CODING**2
    known = parameters + coding + structure
    model = max(0.0, record - known)
    middle, reach = log(p / (1 - p)), PLAUSIBLE * sqrt(known + model)
    low, high = (1 / (1 + exp(-end)) for end in (middle - reach, middle + reach))
    steps = (STEP * floor(low / STEP), STEP * ceil(high / STEP))
    low, high = (round(min(max(end, 1 - CEILING), CEILING), 2) for end in steps)
    return Band(low, high, parameters, coding, structure, model)


def likeness(setting: Setting, seed: int, replicates: Ints, adopted: Bools) -> float:
    """Return the correlation between how two plays with the same parameters, but other luck, end.

    It is the part of the variance of outcomes that lies between parameter sets: 0 if they do not matter, 1 if
    they decide alone. Of at most `AGAIN` plays, each played a second time; never above `ALIKE`.

    Parameters
    ----------
    replicates, adopted : (R,) numbers of the plays, and whether they adopt a report
    """
    some, first = replicates[:AGAIN], adopted[:AGAIN].astype(float)
    behaviour = draw_behaviour(setting.given, seed, some, setting.ensemble)
    other = setting.draws(seed + 1, some)
    again = play(setting.table, replace(other, behaviour=behaviour), setting.chair).adopted
    mean = (first.mean() + again.mean()) / 2
    if not 0 < mean < 1:
        return 0.0
    together = float(((first - mean) * (again - mean)).mean() / (mean * (1 - mean)))
    return min(max(0.0, together), ALIKE)


def record_variance(behaviour: BehaviourSource, scenario: Scenario) -> float:
    """Return the mean square of the error of forecasts on record, the outcomes of its own body left out."""
    own = calibrated().same_body(scenario)
    outcome = {one.id: one.adopted for one in ended()}
    given = {name: p for name, p in foreseen(behaviour).items() if name not in own}
    return error_variance(given.values(), [outcome[name] for name in given])


def error_variance(given: Collection[float], happened: Collection[bool]) -> float:
    """Return how far the log-odds of forecasts may all be off, as a mean square.

    The posterior mean square of a shift that is the same for all, from a normal prior around 0 with a
    standard deviation of `WEAK`; computed on a grid.

    Parameters
    ----------
    given : probabilities, each forecast without its own outcome
    happened : whether each came true
    """
    shift = np.linspace(-4 * WEAK, 4 * WEAK, 2001)
    support = -(shift**2) / (2 * WEAK**2)
    for p, true in zip(given, happened, strict=True):
        odds = log(p / (1 - p)) + shift
        support -= np.logaddexp(0, -odds if true else odds)
    weight = np.exp(support - support.max())
    return float(weight @ shift**2 / weight.sum())
