"""Record: every decided process forecast in three modes, and scored beside simple baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.negotiation.vocabulary import Complaints
from sim.study import baselines
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import Calibrated
from sim.study.fights import Fights, find_fights
from sim.study.forecast_parts import rung_shares
from sim.study.history import Process
from sim.study.in_the_way import Measure, ObjectorScore, objector_scores
from sim.study.interval import CEILING
from sim.study.plays import play_many
from sim.study.scores import bootstrap, brier, log_score, ranking
from sim.study.setting import setting


class Mode(StrEnum):
    """Which outcomes are known when a process is forecast."""

    IN_SAMPLE = "in-sample"
    LEAVE_ONE_OUT = "leave-one-out"
    CHRONOLOGICAL = "chronological"


#: The mode in which delegations are ranked by how far they stand in the way.
RANKED = Mode.LEAVE_ONE_OUT


def known_to(mode: Mode, processes: Sequence[Process], target: Process) -> list[int]:
    """Return the numbers of the processes whose outcomes a mode knows."""
    if mode is Mode.IN_SAMPLE:
        return list(range(len(processes)))
    if mode is Mode.LEAVE_ONE_OUT:
        return [n for n, process in enumerate(processes) if process.id != target.id]
    return [n for n, process in enumerate(processes) if process.known_before(target)]


@dataclass(frozen=True, eq=False)
class Judged:
    """One process forecast in one mode.

    Parameters
    ----------
    probability : of consensus
    language : (K, M) probability of each formulation, if adopted
    apart : (N,) how often each delegation objects or dissociates
    apart_over : (K, N) the same, by the paragraph that is its largest complaint
    fights : who resists along the way, and over what; None in the modes in which nobody is ranked
    effective : effective number of parameter sets behind the forecast
    adds : probability of a report that adds something on a contested issue
    """

    process: Process
    probability: float
    language: Floats
    apart: Floats
    apart_over: Floats
    fights: Fights | None
    effective: float
    adds: float


def judge(
    mode: Mode,
    processes: Sequence[Process],
    calibrated: Calibrated,
    runs: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
) -> list[Judged]:
    """Forecast every process as `forecast` does, from an ensemble that has seen what is known in a mode."""
    judged = []
    for process in processes:
        known = tuple(processes[n].id for n in known_to(mode, processes, process))
        played = replace(setting(process.scenario), known=known, calibration=calibrated)
        outcomes = play_many(played, runs, seed, progress)
        apart = outcomes.objects | outcomes.dissociated
        judged.append(
            Judged(
                process,
                min(float(outcomes.adopted.mean()), CEILING),
                rung_shares(outcomes.reports, process.table.available),
                np.asarray(apart.mean(axis=0)),
                complaints_of(apart, outcomes.complaints, len(process.table.issues)),
                find_fights(played, seed, outcomes) if mode is RANKED else None,
                effective_sets(calibrated.ensemble(known).weights),
                min(float(outcomes.adds.mean()), CEILING),
            )
        )
    return judged


def complaints_of(apart: Bools, complaints: NDArray[np.int16], issues: int) -> Floats:
    """Return how often each delegation stands apart with its largest complaint over each paragraph (K, N)."""
    over = np.where(apart, Complaints(complaints).issue, -1)
    return np.stack([(over == k).mean(axis=0) for k in range(issues)])


@dataclass(frozen=True)
class OutcomeScore:
    """How a predictor did on the outcomes: means over processes, with 95 % bootstrap intervals."""

    predictor: str
    brier: float
    brier_interval: tuple[float, float]
    log: float
    log_interval: tuple[float, float]
    ranking: float
    gain: float
    gain_error: float


def outcome_scores(
    mode: Mode, processes: Sequence[Process], judged: Sequence[Judged], win_set: Sequence[float]
) -> list[OutcomeScore]:
    """Score the model and the baselines on who reached consensus."""
    happened = np.array([p.record.adopted for p in processes])

    def each(rule: Callable[[list[Process], Process], float]) -> Floats:
        return np.array([rule([processes[n] for n in known_to(mode, processes, p)], p) for p in processes])

    predictions = {
        "model": np.array([j.probability for j in judged]),
        "base rate": each(lambda known, _: baselines.base_rate(known)),
        f"always {baselines.CONSTANT}": np.full(len(processes), baselines.CONSTANT),
        "number of members": each(baselines.by_size),
        "win-set without readings": np.array(win_set),
    }
    constant = brier(predictions[f"always {baselines.CONSTANT}"], happened)
    return [_outcome_score(name, p, happened, constant) for name, p in predictions.items()]


def _outcome_score(name: str, probability: Floats, happened: Bools, constant: Floats) -> OutcomeScore:
    squared, logs = brier(probability, happened), log_score(probability, happened)
    gain = constant - squared
    return OutcomeScore(
        name,
        float(squared.mean()),
        bootstrap(squared),
        float(logs.mean()),
        bootstrap(logs),
        ranking(probability, happened),
        float(gain.mean()),
        float(gain.std(ddof=1) / np.sqrt(len(gain))) if len(gain) > 1 else 0.0,
    )


@dataclass(frozen=True)
class LanguageScore:
    """How a predictor did on the language of the reports: cells right, mean distance on 0-1-2, log score."""

    predictor: str
    cells: int
    exact: float
    exact_interval: tuple[float, float]
    distance: float
    log: float


def language_scores(
    mode: Mode, processes: Sequence[Process], judged: Sequence[Judged]
) -> list[LanguageScore]:
    """Score the model and the baselines on how strongly the adopted reports speak."""
    reports = [n for n, p in enumerate(processes) if p.language]
    if not reports:
        return []

    def known(n: int) -> list[Process]:
        return [processes[m] for m in known_to(mode, processes, processes[n])]

    texts = {
        "model": [judged[n].language.argmax(axis=1) for n in reports],
        "the last text again": [baselines.last_text(processes[n]) for n in reports],
        "usual language of the issue": [baselines.usual_language(known(n), processes[n]) for n in reports],
        "compromise model": [baselines.compromise_language(known(n), processes[n]) for n in reports],
    }
    logs = [
        -np.log(judged[n].language[k, rung]) for n in reports for k, rung in processes[n].language.items()
    ]
    return [
        _language_score(
            name, [processes[n] for n in reports], of, float(np.mean(logs)) if name == "model" else np.nan
        )
        for name, of in texts.items()
    ]


def _language_score(
    name: str, processes: Sequence[Process], texts: Sequence[Floats | Ints], log: float
) -> LanguageScore:
    real = [np.array([[k, rung] for k, rung in process.language.items()]).T for process in processes]
    away = [np.abs(text[k] - rung) for text, (k, rung) in zip(texts, real, strict=True)]
    flat, shares = np.concatenate(away), np.array([(a == 0).mean() for a in away])
    return LanguageScore(
        name, len(flat), float((flat == 0).mean()), bootstrap(shares), float(flat.mean()), log
    )


@dataclass(frozen=True, eq=False)
class Verdict:
    """The whole record, judged in every mode.

    Parameters
    ----------
    processes : decided ones, in the order in which they ended
    judged, outcomes, language : the forecasts and their scores, by mode
    objectors : of each process of which it is known who stood in the way
    calibration : that the forecasts rest on
    runs : plays of each process in each mode
    """

    processes: Sequence[Process]
    judged: Mapping[Mode, Sequence[Judged]]
    outcomes: Mapping[Mode, Sequence[OutcomeScore]]
    language: Mapping[Mode, Sequence[LanguageScore]]
    objectors: Sequence[ObjectorScore]
    calibration: Calibrated
    runs: int
    seed: int

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
    """Forecast and score every process in every mode; objectors in the leave-one-out mode."""
    judged = {mode: judge(mode, processes, calibrated, runs, seed, progress) for mode in Mode}
    win_set = [baselines.static_win_set(process) for process in processes]
    return Verdict(
        processes,
        judged,
        {mode: outcome_scores(mode, processes, judged[mode], win_set) for mode in Mode},
        {mode: language_scores(mode, processes, judged[mode]) for mode in Mode},
        objector_scores(judged[RANKED]),
        calibrated,
        runs,
        seed,
    )
