"""Wider: how far the rules reach beyond ICT security, by forecasts of decided processes of other fields.

Nothing is fitted to those fields. What the model gives is the share of plays that adopt a report, of every
kind of body. It is scored beside the base rate of the other families, so that no family is judged by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.names import ONE_OFF
from sim.study.baselines import base_rate
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.plays import Plays, counted_plays
from sim.study.references import ICT
from sim.study.scores import brier, log_score, ranking
from sim.study.setting import setting
from sim.study.source import BehaviourSource


@dataclass(frozen=True, eq=False)
class Forecast:
    """A decided process, and what was given to it.

    Parameters
    ----------
    share : of the plays that adopt a report, at most `CEILING`
    """

    process: Process
    share: float

    @property
    def family(self) -> str:
        """Field of the process; the processes of the record itself are a family of their own."""
        return self.process.record.family or ICT

    @property
    def one_off(self) -> bool:
        """Whether its body met for one task: a GGE, an OEWG or a CCW group."""
        return self.process.scenario.body in ONE_OFF


@dataclass(frozen=True)
class GroupScore:
    """How well a group of processes was forecast.

    Parameters
    ----------
    group : one-off, standing, all, or a family
    processes, adopted : how many, and how many of them adopted a report
    brier, log, ranking : of the model; ranking is not a number if all ended alike
    base_brier, base_log : of the base rate in the other families: that of one-off or of standing bodies for
        these groups, else that of all
    gain, gain_error : Brier score of the base rate less that of the model, and its standard error by
        families; not a number for a single family
    """

    group: str
    processes: int
    adopted: int
    brier: float
    log: float
    ranking: float
    base_brier: float
    base_log: float
    gain: float
    gain_error: float


@dataclass(frozen=True, eq=False)
class Wider:
    """The wide record, forecast and scored.

    Parameters
    ----------
    runs, seed : plays of each process, and the seed of all chance
    behaviour : whether behaviour comes from the fitted ensemble or from the priors alone
    """

    forecasts: Sequence[Forecast]
    scores: Sequence[GroupScore]
    runs: int
    seed: int
    behaviour: BehaviourSource


def forecast_wider(
    processes: Sequence[Process],
    runs: int = 2000,
    seed: int = 1,
    behaviour: BehaviourSource = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Wider:
    """Play every process and score the shares of plays that adopt a report; a task for each process.

    Parameters
    ----------
    folder, executor, progress : see `sim.study.tasks.as_completed`
    """
    tasks = [Plays(setting(p.scenario, behaviour=behaviour), seed, 0, runs) for p in processes]
    counts = counted_plays(tasks, folder, executor, progress)
    forecasts = [Forecast(p, min(count.share, CEILING)) for p, count in zip(processes, counts, strict=True)]
    return Wider(forecasts, list(_scores(forecasts)), runs, seed, BehaviourSource(behaviour))


def families(forecasts: Sequence[Forecast]) -> list[str]:
    """Return the families in the order of a page: the record's own first, then by name."""
    return sorted({f.family for f in forecasts}, key=lambda name: (name != ICT, name.lower()))


def _scores(forecasts: Sequence[Forecast]) -> Iterator[GroupScore]:
    for name, chosen in (("one-off", True), ("standing", False)):
        group = [f for f in forecasts if f.one_off is chosen]
        if group:
            yield _score(name, group, group)
    yield _score("all", forecasts, forecasts)
    for family in families(forecasts):
        yield _score(family, [f for f in forecasts if f.family == family], forecasts)


def _score(name: str, group: Sequence[Forecast], among: Sequence[Forecast]) -> GroupScore:
    happened = np.array([f.process.record.adopted for f in group])
    given = np.array([f.share for f in group])
    base = np.array([base_rate([o.process for o in among if o.family != f.family]) for f in group])
    gains = brier(base, happened) - brier(given, happened)
    return GroupScore(
        name,
        len(group),
        int(happened.sum()),
        float(brier(given, happened).mean()),
        float(log_score(given, happened).mean()),
        ranking(given, happened),
        float(brier(base, happened).mean()),
        float(log_score(base, happened).mean()),
        float(gains.mean()),
        _error(gains, [f.family for f in group]),
    )


def _error(gains: Floats, families: Sequence[str]) -> float:
    """Return the standard error of a mean whose values hang together within families (clustered)."""
    names = sorted(set(families))
    if len(names) < 2:
        return float("nan")
    off = gains - gains.mean()
    sums = np.array([off[np.array(families) == name].sum() for name in names])
    return float(np.sqrt((sums**2).sum() * len(names) / (len(names) - 1)) / len(gains))
