"""The band of a forecast: what a probability plausibly is, once more than the number of plays is in doubt.

On the log-odds scale four variances are added (docs/model.md, "The band"):

1. of the parameters: how far the forecast moves with half of a prior (`leeway`);
2. of the coding: `CODING` squared;
3. of the structure: how far forecasts move when one rule is left out (`structure_variance`);
4. of the model: the error of forecasts on record (`record_variance`), as far as it is larger than these.

The band reaches `PLAUSIBLE` standard deviations to either side, and out to the next five per cent.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, exp, floor, log, sqrt

import numpy as np

from sim.negotiation.arrays import Bools, Ints
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import PARAMETERS
from sim.scenario.names import ONE_OFF
from sim.scenario.schema import Scenario
from sim.study.calibration.foreseen import foreseen
from sim.study.interval import CEILING
from sim.study.references import ended
from sim.study.setting import Setting
from sim.study.source import BehaviourSource
from sim.study.structure import structure_variance

#: 90 % point of the standard normal distribution: four times in five the truth lies between both ends.
PLAUSIBLE = 1.2815515655446004
#: Spread of the log-odds by the coding of positions: the larger of what `gge-sim coding effect` measures for
#: the two groups of experts that failed.
CODING = 0.08
#: A prior may as well be its lower or its upper half: each as likely as the whole.
HALVES = 2 / 3
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


def band_of(
    probability: float, scenario: Scenario, played: Setting, seed: int, replicates: Ints, adopted: Bools
) -> Band:
    """Return the band around a probability that comes from some plays of a scenario.

    Parameters
    ----------
    played : how the scenario was played
    replicates, adopted : (R,) numbers of the plays, and whether they adopt a report
    """
    behaviour = BehaviourSource.PRIORS if played.known is None else BehaviourSource.CALIBRATED
    parameters, record = leeway(played, seed, replicates, adopted), record_variance(behaviour, scenario)
    return band(probability, parameters, record, structure_variance(scenario.body))


def band(probability: float, parameters: float, record: float, structure: float) -> Band:
    """Return the band around a probability.

    Parameters
    ----------
    parameters : variance of a forecast by what the priors are, on the log-odds scale
    record : mean square of the error of forecasts on record, on the same scale
    structure : mean square by which a forecast moves without one of the rules, on the same scale
    """
    p = min(max(probability, 1 - CEILING), CEILING)
    coding = CODING**2
    known = parameters + coding + structure
    model = max(0.0, record - known)
    middle, reach = log(p / (1 - p)), PLAUSIBLE * sqrt(known + model)
    low, high = (1 / (1 + exp(-end)) for end in (middle - reach, middle + reach))
    steps = (STEP * floor(low / STEP), STEP * ceil(high / STEP))
    low, high = (round(min(max(end, 1 - CEILING), CEILING), 2) for end in steps)
    return Band(low, high, parameters, coding, structure, model)


def leeway(setting: Setting, seed: int, replicates: Ints, adopted: Bools) -> float:
    """Return how far the log-odds of a forecast may be off by what the priors are, as a variance.

    Each prior could as well be only its lower or its upper half. How far that would move the forecast shows
    in the plays themselves: those with the smaller and those with the larger values of the parameter. The
    squares add up over the parameters; what the number of plays alone would give is taken off.

    Parameters
    ----------
    replicates, adopted : (R,) numbers of the plays, and whether they adopt a report
    """
    behaviour = draw_behaviour(setting.given, seed, replicates, setting.ensemble)
    whole, found = _odds(adopted), 0.0
    for parameter in PARAMETERS:
        values = getattr(behaviour, parameter.name)
        if values.min() == values.max():
            continue
        order = np.argsort(values, kind="stable")
        for half in np.array_split(adopted[order], 2):
            found += HALVES * ((_odds(half) - whole) ** 2 - _by_chance(adopted)) / 2
    return max(0.0, found)


def _odds(adopted: Bools) -> float:
    """Return the log-odds of adoption, with half a play either way."""
    some = float(adopted.sum())
    return log((some + 0.5) / (len(adopted) - some + 0.5))


def _by_chance(adopted: Bools) -> float:
    """Return the variance of the log-odds of a half against the whole, if the halves do not differ."""
    some = float(adopted.sum())
    return 1 / (some + 0.5) + 1 / (len(adopted) - some + 0.5)


def record_variance(behaviour: BehaviourSource, scenario: Scenario) -> float:
    """Return the mean square of the error of forecasts on record, the outcomes of its own body left out.

    The record is that of bodies that meet for one task, on any subject: what a probability is claimed for.
    """
    outcome = {
        one.id: one.adopted
        for one in ended()
        if one.body in ONE_OFF and not one.is_(scenario) and one.resolution != scenario.mandate.resolution
    }
    given = {name: p for name, p in foreseen(behaviour).items() if name in outcome}
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
