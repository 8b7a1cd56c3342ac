"""Record: every decided process forecast in three modes, and scored beside simple baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sim.negotiation.arrays import Bools, Floats
from sim.study import baselines
from sim.study.calibrated import Calibrated
from sim.study.forecast import rung_shares
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.plays import play_many
from sim.study.scores import bootstrap, brier, log_score, ranking
from sim.study.setting import setting
from sim.study.weighing import effective_sets


class Mode(StrEnum):
    """What may be known when a process is forecast."""

    IN_SAMPLE = "in-sample"
    LEAVE_ONE_OUT = "leave-one-out"
    CHRONOLOGICAL = "chronological"


def known_to(mode: Mode, processes: Sequence[Process], target: Process) -> list[int]:
    """Return the numbers of the processes whose outcome may be known."""
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
    effective : how many parameter sets carry the forecast
    """

    process: Process
    probability: float
    language: Floats
    apart: Floats
    effective: float


def judge(
    mode: Mode,
    processes: Sequence[Process],
    calibrated: Calibrated,
    runs: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
) -> list[Judged]:
    """Forecast every process, as `forecast` does, from an ensemble that knows what a mode allows."""
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
                effective_sets(calibrated.ensemble(known).weights),
            )
        )
    return judged


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

    points = {
        "model": [judged[n].language.argmax(axis=1).astype(float) for n in reports],
        "the last text again": [baselines.last_text(processes[n]) for n in reports],
        "usual language of the issue": [baselines.usual_language(known(n), processes[n]) for n in reports],
        "compromise model": [baselines.compromise_language(known(n), processes[n]) for n in reports],
    }
    scores = []
    for name, texts in points.items():
        right, away, logs = [], [], []
        for n, text in zip(reports, texts, strict=True):
            cells = processes[n].language
            right.append(np.array([text[k] == rung for k, rung in cells.items()], dtype=float))
            away.append(np.array([abs(text[k] - rung) for k, rung in cells.items()]))
            if name == "model":
                logs += [-np.log(judged[n].language[k, rung]) for k, rung in cells.items()]
        flat = np.concatenate(right)
        scores.append(
            LanguageScore(
                name,
                len(flat),
                float(flat.mean()),
                bootstrap(np.array([r.mean() for r in right])),
                float(np.concatenate(away).mean()),
                float(np.mean(logs)) if logs else float("nan"),
            )
        )
    return scores


@dataclass(frozen=True)
class ObjectorScore:
    """How well a process's real objectors rank among its delegations: by the plays, and by extremity."""

    process: str
    named: tuple[str, ...]
    by_plays: float
    by_extremity: float


def objector_scores(judged: Sequence[Judged]) -> list[ObjectorScore]:
    """Rank the delegations that really resisted, insisted, objected or dissociated."""
    scores = []
    for j in judged:
        codes = j.process.table.codes
        named = sorted({code for r in j.process.record.resistance for code in r.states} & set(codes))
        if not named:
            continue
        real = np.array([code in named for code in codes])
        scores.append(
            ObjectorScore(
                j.process.id,
                tuple(named),
                ranking(j.apart, real),
                ranking(baselines.extremity(j.process), real),
            )
        )
    return scores


@dataclass(frozen=True, eq=False)
class Verdict:
    """The whole record, judged in every mode, with so many plays of each process and mode."""

    processes: Sequence[Process]
    judged: Mapping[Mode, Sequence[Judged]]
    outcomes: Mapping[Mode, Sequence[OutcomeScore]]
    language: Mapping[Mode, Sequence[LanguageScore]]
    objectors: Sequence[ObjectorScore]
    sets: int
    runs: int
    seed: int


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
        objector_scores(judged[Mode.LEAVE_ONE_OUT]),
        len(next(iter(calibrated.values.values()))),
        runs,
        seed,
    )
