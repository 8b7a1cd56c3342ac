"""What the wide record has to say: how far the rules reach beyond ICT security."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.report import wider_columns
from sim.report.document import Answer, Block, Cell, Document, Grid, Section, Share, note
from sim.report.provenance import how_made
from sim.report.result import Report
from sim.study.interval import CEILING
from sim.study.source import BehaviourSource
from sim.study.wider import Forecast, GroupScore, Wider, families

_BEHAVIOUR = {
    BehaviourSource.PRIORS: "Behaviour is drawn from the priors: no outcome is known to the model.",
    BehaviourSource.CALIBRATED: "Behaviour comes from the ensemble fitted to the ICT processes; each of "
    "these is forecast without its own outcome.",
}


def wider_report(wider: Wider, command: str = "") -> Report:
    """Report the forecasts of the wide record, with the command that made it, as it is typed."""
    answer, given = _answer(wider), tuple(_processes(wider))
    sections = (
        Section.everywhere("Scores, beside the base rate of the other families", *_scores(wider)),
        Section("What each process was given, and how it ended", given),
        how_made([("plays", f"{wider.runs:,} of each process, seed {wider.seed}")], command),
    )
    title = f"The model beyond ICT security: {len(wider.forecasts)} decided processes"
    document = Document(wider_columns.KIND, title, answer, sections)
    return Report.of(wider, wider_columns, document, {}, headline=answer.sentence)


def _answer(wider: Wider) -> Answer:
    parts = [
        f"{score.group} {score.brier:.3f} (base rate {score.base_brier:.3f})"
        for score in wider.scores
        if score.group in ("one-off", "standing", "all")
    ]
    return Answer(
        f"Brier score of the share of plays that adopt a report: {', '.join(parts)}; 0 is best.",
        "How well do the rules forecast decided processes, most of them outside ICT security?",
        (_BEHAVIOUR[wider.behaviour],),
    )


def _scores(wider: Wider) -> Iterator[Block]:
    columns = (
        "group",
        "processes",
        "adopted",
        "Brier",
        "log",
        "ranking",
        "base: Brier",
        "base: log",
        "gain",
        "± s.e.",
    )
    yield Grid("Scores by group", columns, tuple(map(_score, wider.scores)))
    yield note(
        "One-off: groups of experts, open-ended groups and CCW groups; standing: all other bodies. The base "
        "rate is that of the other families, and the standard error goes by families. Nothing was fitted to "
        "other fields, but who coded them knew how they ended, and failures were looked for."
    )


def _score(score: GroupScore) -> tuple[Cell, ...]:
    numbers = (score.brier, score.log, score.ranking, score.base_brier, score.base_log)
    written = ("-" if math.isnan(number) else f"{number:.3f}" for number in numbers)
    error = "-" if math.isnan(score.gain_error) else f"{score.gain_error:.3f}"
    return (score.group, str(score.processes), str(score.adopted), *written, f"{score.gain:+.3f}", error)


def _processes(wider: Wider) -> Iterator[Block]:
    for family in families(wider.forecasts):
        rows = tuple(_process(f) for f in wider.forecasts if f.family == family)
        title = family[0].upper() + family[1:]
        yield Grid(title, ("process", "body", "outcome", "share of plays that adopt"), rows, left=3)
    yield note(
        f"Shares of plays, at most {CEILING:.0%}. They are no probabilities of consensus: those are claimed "
        "for groups of experts and open-ended groups alone."
    )


def _process(forecast: Forecast) -> tuple[Cell, ...]:
    process = forecast.process
    outcome = "adopted" if process.record.adopted else "FAILED"
    return process.id, process.scenario.body, outcome, Share(forecast.share)
