"""Record: every decided process forecast in three modes, and scored beside simple baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.study import baselines
from sim.study.calibration.result import Calibrated
from sim.study.group_scores import GroupScore, Units, forecasts_of, scores_of
from sim.study.history import Process
from sim.study.in_the_way import Measure, ObjectorScore, objector_scores
from sim.study.judged import SHIPPED, Judged, Mode, judge
from sim.study.record_scores import (
    DegreeScore,
    LanguageScore,
    OutcomeScore,
    degree_scores,
    language_scores,
    outcome_scores,
)
from sim.study.source import BehaviourSource
from sim.study.ways import Way, ablations, played

#: The way to forecast with all rules that are switched on.
MODEL = "model"


@dataclass(frozen=True, eq=False)
class Verdict:
    """The whole record, judged in every mode.

    Parameters
    ----------
    processes : decided ones, in the order in which they ended
    judged, outcomes, degrees, language : the forecasts and their scores, by mode
    objectors : of each process of which it is known who stood in the way
    calibration : that the forecasts rest on
    runs : plays of each process in each mode
    ablations : scores with all rules, and without those that were left out
    """

    processes: Sequence[Process]
    judged: Mapping[Mode, Sequence[Judged]]
    outcomes: Mapping[Mode, Sequence[OutcomeScore]]
    degrees: Mapping[Mode, Sequence[DegreeScore]]
    language: Mapping[Mode, Sequence[LanguageScore]]
    objectors: Sequence[ObjectorScore]
    calibration: Calibrated
    runs: int
    seed: int
    ablations: Sequence[GroupScore] = ()

    @property
    def sets(self) -> int:
        """Number of parameter sets."""
        return len(next(iter(self.calibration.values.values())))

    @property
    def mean_rankings(self) -> dict[Measure, float]:
        """How well the real objectors rank on average, by measure."""
        return {m: float(np.mean([s.rankings[m] for s in self.objectors])) for m in Measure}

    @property
    def mean_right(self) -> dict[Measure, float]:
        """Mean share of the real objectors whose paragraph is right, by measure."""
        return {m: float(np.mean([s.right[m] / len(s.named) for s in self.objectors])) for m in Measure}


def judge_record(
    processes: Sequence[Process],
    calibrated: Calibrated,
    runs: int = 2000,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Verdict:
    """Forecast and score every process in every mode; objectors in the mode that ships."""
    judged = {mode: judge(mode, processes, calibrated, runs, seed, progress) for mode in Mode}
    win_set = [baselines.static_win_set(process) for process in processes]
    return Verdict(
        processes,
        judged,
        {mode: outcome_scores(mode, processes, judged[mode], win_set) for mode in Mode},
        {mode: degree_scores(mode, processes, judged[mode]) for mode in Mode},
        {mode: language_scores(mode, processes, judged[mode]) for mode in Mode},
        objector_scores(judged[SHIPPED]),
        calibrated,
        runs,
        seed,
    )


def ways_of_record(without: Iterable[str]) -> list[Way]:
    """Return the ways in which `judge_without` plays the record; see `sim.study.ways.ablations`."""
    return [Way(MODEL, BehaviourSource.PRIORS), *ablations(without, BehaviourSource.PRIORS)]


def judge_without(
    verdict: Verdict,
    ways: Sequence[Way],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verdict:
    """Return a verdict with the scores without some rules.

    Parameters
    ----------
    ways : see `ways_of_record`
    folder, executor, progress : see `sim.study.tasks.as_completed`
    """
    counts = played(verdict.processes, ways, verdict.runs, verdict.seed, folder, executor, progress)
    given = forecasts_of(verdict.processes, ways, counts)
    return replace(verdict, ablations=list(scores_of("all", given, given, MODEL, Units.BODIES)))
