"""Wider: how far the rules reach beyond ICT security, by forecasts of decided processes of other fields.

Nothing is fitted to those fields. What the model gives is the share of plays that adopt a report, for every
kind of body: from the priors, from the fitted ensemble, with the rules as built, without single rules.
Each is scored beside the base rate of the other families, so that no family is judged by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.names import BODIES, ONE_OFF
from sim.study.group_scores import Forecast, GroupScore, Units, forecasts_of, scores_of
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.references import ICT
from sim.study.source import BehaviourSource
from sim.study.structure import Spread
from sim.study.ways import Way, ablations, played

#: Plays of each process in each way.
RUNS = 400
#: The model as it ships, and with the fitted ensemble: every rule that is switched on.
PRIORS, FITTED = "priors", "fitted"


@dataclass(frozen=True, eq=False)
class Wider:
    """The wide record, forecast and scored.

    Parameters
    ----------
    forecasts : every process, with the share of plays that adopt a report in each way
    scores : every group in every way, the base rate first
    ways : in which the processes are played
    spreads : how far each rule moves the forecasts, by kind of body
    runs, seed : plays of each process in each way, and the seed of all chance
    behaviour : where behaviour comes from when a rule is off
    """

    forecasts: Sequence[Forecast]
    scores: Sequence[GroupScore]
    ways: Sequence[Way]
    spreads: Sequence[Spread]
    runs: int
    seed: int
    behaviour: BehaviourSource


def forecast_wider(
    processes: Sequence[Process],
    runs: int = RUNS,
    seed: int = 1,
    behaviour: BehaviourSource = BehaviourSource.PRIORS,
    without: Iterable[str] = (),
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Wider:
    """Play every process in every way, and score the shares of plays that adopt a report.

    Raises BadInput if there is no rule of a name.

    Parameters
    ----------
    behaviour : where behaviour comes from with the rules as built, and without a rule
    without : rules that are left out one by one: see `sim.study.ways.ablations`
    folder, executor, progress : see `sim.study.tasks.as_completed`
    """
    behaviour = BehaviourSource(behaviour)
    ways = ways_of_wider(without, behaviour)
    counts = played(processes, ways, runs, seed, folder, executor, progress)
    forecasts = forecasts_of(processes, ways, counts)
    full = PRIORS if behaviour is BehaviourSource.PRIORS else FITTED
    scores = [
        score
        for name, group, among, units in _groups(forecasts)
        for score in scores_of(name, group, among, full, units)
    ]
    return Wider(forecasts, scores, ways, spreads(forecasts, full, ways), runs, seed, behaviour)


def ways_of_wider(without: Iterable[str], behaviour: BehaviourSource) -> list[Way]:
    """Return the ways in which the wide record is played; see `forecast_wider`."""
    whole = [Way(PRIORS, BehaviourSource.PRIORS), Way(FITTED, BehaviourSource.CALIBRATED)]
    return [*whole, *ablations(without, behaviour)]


def families(forecasts: Iterable[Forecast]) -> list[str]:
    """Return the families in the order of a page: the record's own first, then by name."""
    return sorted({f.family for f in forecasts}, key=lambda name: (name != ICT, name.lower()))


def kinds(forecasts: Iterable[Forecast]) -> list[str]:
    """Return the kinds of bodies, one-off ones first."""
    there = {f.kind for f in forecasts}
    return [kind for kind in BODIES if kind in there]


def _groups(
    forecasts: Sequence[Forecast],
) -> Iterable[tuple[str, Sequence[Forecast], Sequence[Forecast], Units]]:
    """Yield each group's name, its processes, those of its base rate, and what counts once for an error."""
    sides = {kept: [f for f in forecasts if (f.kind in ONE_OFF) is kept] for kept in (True, False)}
    for name, kept in (("one-off", True), ("standing", False)):
        if sides[kept]:
            yield name, sides[kept], sides[kept], Units.FAMILIES
    yield "all", forecasts, forecasts, Units.FAMILIES
    for kind in kinds(forecasts):
        group = [f for f in forecasts if f.kind == kind]
        yield kind, group, sides[kind in ONE_OFF], Units.FAMILIES
    for family in families(forecasts):
        units = Units.BODIES if family == ICT else Units.FAMILIES
        yield family, [f for f in forecasts if f.family == family], forecasts, units


def spreads(forecasts: Sequence[Forecast], full: str, ways: Sequence[Way]) -> list[Spread]:
    """Return how far the forecasts move without each single rule that was left out.

    Parameters
    ----------
    full : the way with all rules
    """
    return [
        Spread(kind, way.off[0], len(moved), float(moved.mean()), float((moved**2).mean()))
        for kind in BODIES
        for way in ways
        if len(way.off) == 1
        and len(moved := _moved([f for f in forecasts if f.kind == kind], full, way.name))
    ]


def _moved(group: Sequence[Forecast], full: str, way: str) -> Floats:
    return np.array([_odds(f.shares[way]) - _odds(f.shares[full]) for f in group])


def _odds(share: float) -> float:
    p = min(max(share, 1 - CEILING), CEILING)
    return float(np.log(p / (1 - p)))
