"""Scores of groups of decided processes, forecast in several ways with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from sim.negotiation.arrays import Bools, Floats
from sim.study.baselines import base_rate
from sim.study.forecast_parts import PSEUDO
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.play_counts import PlayCounts
from sim.study.references import ICT
from sim.study.scores import brier, calibration_line, clustered_error, log_score, ranking
from sim.study.ways import AS_BUILT, Way

#: The forecast that needs no model: how often the others adopted a report.
BASE_RATE = "base rate"
#: It has no calibration: without a process that failed it is higher.
_NONE = (float("nan"), float("nan"))


@dataclass(frozen=True, eq=False)
class Forecast:
    """A decided process, and what was given to it.

    Parameters
    ----------
    shares : of the plays that adopt a report, at most `CEILING`, by way
    right : whether each scored paragraph of its report is worded as the plays make likeliest, by way
    otherwise : the family of a process that names none; those of the record itself are one of their own
    """

    process: Process
    shares: Mapping[str, float]
    right: Mapping[str, Bools]
    otherwise: str = ICT

    @property
    def family(self) -> str:
        """Field of the process."""
        return self.process.record.family or self.otherwise

    @property
    def kind(self) -> str:
        """Kind of body."""
        return self.process.scenario.body


class Units(Enum):
    """What is left out together, and counts once for an error."""

    FAMILIES = "families"
    BODIES = "bodies"

    def of(self, forecast: Forecast) -> str:
        """Return the unit that a process belongs to."""
        return forecast.family if self is Units.FAMILIES else forecast.process.mandate


@dataclass(frozen=True)
class GroupScore:
    """How well a group of processes was forecast in one way; NaN for what cannot be computed.

    Parameters
    ----------
    group : one-off, standing, all, a kind of body, or a family
    forecast : the way, or the base rate of the other families
    processes, adopted : how many, and how many of them adopted a report
    brier, log, ranking : scores of the shares
    intercept, slope : of what happened on the log-odds of the shares
    exact : share of the scored paragraphs that are right, if those of all reports are coded
    gain, gain_error : how much lower the Brier score is than that of the base rate, and its standard error
    over_built, over_built_error : the same against the rules as built
    over_full, over_full_error : the same against all rules that are switched on
    """

    group: str
    forecast: str
    processes: int
    adopted: int
    brier: float
    log: float
    ranking: float
    intercept: float
    slope: float
    exact: float
    gain: float
    gain_error: float
    over_built: float
    over_built_error: float
    over_full: float
    over_full_error: float


def forecasts_of(
    processes: Sequence[Process], ways: Sequence[Way], counts: Sequence[Sequence[PlayCounts]]
) -> list[Forecast]:
    """Return what was given to each process, from its plays in each way."""
    return [
        Forecast(
            process,
            {way.name: min(found.share, CEILING) for way, found in zip(ways, those, strict=True)},
            {way.name: _right(process, found) for way, found in zip(ways, those, strict=True)},
        )
        for process, those in zip(processes, counts, strict=True)
    ]


def _right(process: Process, found: PlayCounts) -> Bools:
    if not process.record.language:  # of another field: only outcomes are coded
        return np.array([], dtype=bool)
    likeliest = np.where(process.table.available, found.rungs + PSEUDO, 0.0).argmax(axis=1)
    return np.array([likeliest[k] == rung for k, rung in process.language.items()], dtype=bool)


def base_rates(group: Sequence[Forecast], among: Sequence[Forecast]) -> list[float]:
    """Return the base rate of each process of a group, counted without its family.

    Where there is but one family, it is counted without its body.
    """
    apart = Units.BODIES if len({f.family for f in among}) == 1 else Units.FAMILIES
    return [base_rate([o.process for o in among if apart.of(o) != apart.of(f)]) for f in group]


def scores_of(
    name: str, group: Sequence[Forecast], among: Sequence[Forecast], full: str, units: Units
) -> Iterator[GroupScore]:
    """Yield the scores of a group in every way, the base rate first.

    Parameters
    ----------
    among : the processes in which the base rate is counted: see `base_rates`
    full : the way in which all rules are on that are switched on
    units : what counts once for a standard error
    """
    happened = np.array([f.process.record.adopted for f in group])
    given = {BASE_RATE: np.array(base_rates(group, among))}
    given |= {way: np.array([f.shares[way] for f in group]) for way in group[0].shares}
    losses = {way: brier(p, happened) for way, p in given.items()}
    of = [units.of(f) for f in group]
    coded = all(f.process.record.language or not f.process.record.adopted for f in group)
    for way, p in given.items():
        worded = coded and way in group[0].right
        cells = np.concatenate([f.right[way] for f in group]) if worded else np.array([])
        yield GroupScore(
            name,
            way,
            len(group),
            int(happened.sum()),
            float(losses[way].mean()),
            float(log_score(p, happened).mean()),
            ranking(p, happened),
            *(_NONE if way == BASE_RATE else calibration_line(p, happened)),
            float(cells.mean()) if len(cells) else float("nan"),
            *_gain(losses[BASE_RATE], losses[way], of),
            *(_gain(losses[AS_BUILT], losses[way], of) if AS_BUILT in losses else _NONE),
            *_gain(losses[full], losses[way], of),
        )


def _gain(other: Floats, own: Floats, units: Sequence[str]) -> tuple[float, float]:
    """Return by how much a loss is lower than another on average, and the standard error of that."""
    gains = other - own
    return float(gains.mean()), clustered_error(gains, units)
