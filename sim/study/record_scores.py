"""Scores of the record: the model and simple forecasts, on outcomes, degrees of outcome and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints
from sim.study import baselines
from sim.study.history import Process
from sim.study.judged import Judged, Mode, known_to
from sim.study.scores import bootstrap, brier, clustered_error, log_score, ranked_probability, ranking


@dataclass(frozen=True)
class OutcomeScore:
    """How a predictor did on the outcomes: means, with 95 % bootstrap intervals over bodies."""

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
    bodies = [p.mandate for p in processes]

    def each(rule: Callable[[list[Process], Process], float]) -> Floats:
        return np.array([rule(_known(mode, processes, p), p) for p in processes])

    predictions = {
        "model": np.array([j.probability for j in judged]),
        "base rate": each(lambda known, _: baselines.base_rate(known)),
        f"always {baselines.CONSTANT}": np.full(len(processes), baselines.CONSTANT),
        "number of members": each(baselines.by_size),
        "win-set without readings": np.array(win_set),
    }
    constant = brier(predictions[f"always {baselines.CONSTANT}"], happened)
    return [_outcome_score(name, p, happened, constant, bodies) for name, p in predictions.items()]


def _known(mode: Mode, processes: Sequence[Process], target: Process) -> list[Process]:
    return [processes[n] for n in known_to(mode, processes, target)]


def _outcome_score(
    name: str, probability: Floats, happened: Bools, constant: Floats, bodies: Sequence[str]
) -> OutcomeScore:
    squared, logs = brier(probability, happened), log_score(probability, happened)
    gain = constant - squared
    return OutcomeScore(
        name,
        float(squared.mean()),
        bootstrap(squared, bodies),
        float(logs.mean()),
        bootstrap(logs, bodies),
        ranking(probability, happened),
        float(gain.mean()),
        clustered_error(gain, bodies),
    )


@dataclass(frozen=True)
class DegreeScore:
    """How a predictor did on the degrees of outcome: none, procedural, thin, rich.

    Parameters
    ----------
    rps : ranked probability score, 0 best, with its 95 % bootstrap interval over bodies
    right : share of processes whose degree was the likeliest one
    gain, gain_error : how much lower the score is than that of the climatology; its standard error by bodies
    """

    predictor: str
    rps: float
    rps_interval: tuple[float, float]
    right: float
    gain: float
    gain_error: float


def degree_scores(mode: Mode, processes: Sequence[Process], judged: Sequence[Judged]) -> list[DegreeScore]:
    """Score the model and the climatology of the other bodies on how much each process achieved."""
    reached, bodies = np.array([int(p.degree) for p in processes]), [p.mandate for p in processes]
    usual = np.array([baselines.climatology(_known(mode, processes, p)) for p in processes])
    compared = ranked_probability(usual, reached)

    def score(name: str, shares: Floats) -> DegreeScore:
        rps = ranked_probability(shares, reached)
        gain = compared - rps
        right = float((shares.argmax(axis=1) == reached).mean())
        error = clustered_error(gain, bodies)
        return DegreeScore(name, float(rps.mean()), bootstrap(rps, bodies), right, float(gain.mean()), error)

    return [score("model", np.array([j.degrees for j in judged])), score("climatology", usual)]


class Cells(StrEnum):
    """Which paragraphs of the adopted reports are scored."""

    ALL = "all"
    CONTESTED = "contested"
    CHANGING = "changing"

    def of(self, process: Process) -> dict[int, int]:
        """Return the formulations in its report, by number of the issue."""
        last = baselines.last_text(process)
        chosen = {
            Cells.ALL: np.ones(len(last), dtype=bool),
            Cells.CONTESTED: process.table.contested,
            Cells.CHANGING: np.array([process.language.get(k, last[k]) != last[k] for k in range(len(last))]),
        }[self]
        return {k: int(rung) for k, rung in process.language.items() if chosen[k]}


@dataclass(frozen=True)
class LanguageScore:
    """How a predictor did on the language of the reports: share of cells right, mean distance on 0-1-2, log.

    Parameters
    ----------
    among : which paragraphs are scored
    exact : share right, with its 95 % bootstrap interval over bodies
    gain, gain_error : how much larger that is than for the last text again; its standard error by bodies
    log : mean logarithmic score; NaN where no probabilities are given
    """

    among: Cells
    predictor: str
    cells: int
    exact: float
    exact_interval: tuple[float, float]
    gain: float
    gain_error: float
    distance: float
    log: float


def language_scores(
    mode: Mode, processes: Sequence[Process], judged: Sequence[Judged]
) -> list[LanguageScore]:
    """Score the model and the baselines on how strongly the adopted reports speak, and where they change."""
    return [score for among in Cells for score in _language_scores(among, mode, processes, judged)]


def _language_scores(
    among: Cells, mode: Mode, processes: Sequence[Process], judged: Sequence[Judged]
) -> Iterator[LanguageScore]:
    cells = [(n, k, rung) for n, p in enumerate(processes) for k, rung in among.of(p).items()]
    if not cells:
        return
    reports = sorted({n for n, _, _ in cells})
    last, usual, compromise = (
        {n: rule(_known(mode, processes, processes[n]), processes[n]) for n in reports}
        for rule in (
            lambda _, p: baselines.last_text(p),
            baselines.usual_language,
            baselines.compromise_language,
        )
    )
    texts = {
        "model": {n: judged[n].language.argmax(axis=1) for n in reports},
        "the last text again": last,
        "usual language of the issue": usual,
        "compromise model": compromise,
    }
    logs = {"model": float(np.mean([-np.log(judged[n].language[k, rung]) for n, k, rung in cells]))}
    bodies = [processes[n].mandate for n, _, _ in cells]
    away = {name: _away(of, cells) for name, of in texts.items()}
    for name, off in away.items():
        right, again = (off == 0).astype(float), (away["the last text again"] == 0).astype(float)
        yield LanguageScore(
            among,
            name,
            len(cells),
            float(right.mean()),
            bootstrap(right, bodies),
            float((right - again).mean()),
            clustered_error(right - again, bodies),
            float(off.mean()),
            logs.get(name, float("nan")),
        )


def _away(texts: Mapping[int, Floats | Ints], cells: Sequence[tuple[int, int, int]]) -> Floats:
    """Return how far a text of each report is from what it really says, cell by cell."""
    return np.array([abs(float(texts[n][k]) - rung) for n, k, rung in cells])
