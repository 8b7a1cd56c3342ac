"""What a study of one's own has to say: its answer, and its table."""

from __future__ import annotations

from numbers import Real
from typing import Any

from sim.report.column import Column, record
from sim.report.document import Answer, Cell, Document, Grid, Section, Share, note
from sim.report.own_study import OwnResult
from sim.report.own_study_columns import SUMMARY, tables
from sim.report.provenance import (
    fitted_to,
    given_beyond,
    how_made,
    parameters_fact,
    scenario_fact,
    unclaimed,
)
from sim.report.result import Report
from sim.scenario.family import STUDIES
from sim.study.setting import setting

#: Most rows of a table on a page; the table in the folder has all.
MOST_ROWS = 40


def own_study_report(result: OwnResult, command: str = "") -> Report:
    """Report a study of one's own, and the command that made it."""
    study, work, scenario = result.study, result.work, result.scenario
    known = setting(scenario, behaviour=work.behaviour).known
    plays = f"{work.runs:,} plays a forecast, seed {work.seed}; the same luck in all."
    asides = (f"{plays} {fitted_to(known)}{unclaimed(scenario.supported)}",)
    brought = STUDIES.brought_by(study.name) if STUDIES.is_installed(study) else f"none, but {study.called}"
    facts = (
        scenario_fact(scenario),
        ("plays", f"{work.runs:,} a forecast, seed {work.seed}"),
        parameters_fact(known, given_beyond(dict(work.priors), scenario)),
        ("plug-in", brought),
        ("source", study.source),
    )
    table = _table(result)
    sections = (Section.everywhere("What it shows", *table), how_made(facts, command))
    document = Document(study.name, scenario.title, Answer(result.answer, study.story, asides), sections)
    sheets = tuple(table.sheet(result) for table in tables(result))
    summary = {**record(SUMMARY, result), "headline": result.answer}
    return Report(study.name, document, summary, sheets, {})


def _table(result: OwnResult) -> tuple[Any, ...]:
    """Lay out the rows as a page has them."""
    columns, shown = result.study.columns, result.rows[:MOST_ROWS]
    rows = tuple(tuple(_cell(column, column.cell(row)) for column in columns) for row in shown)
    words = [n for n, column in enumerate(columns) if any(isinstance(column.cell(row), str) for row in shown)]
    grid = Grid(
        result.study.story, tuple(c.name.replace("_", " ") for c in columns), rows, 1 + max(words, default=0)
    )
    if len(shown) == len(result.rows):
        return (grid,)
    return grid, note(
        f"The first {len(shown)} of {len(result.rows):,} rows; {result.study.name}.csv has all."
    )


def _cell(column: Column[Any], value: Any) -> Cell:
    if value is None:
        return "–"
    if isinstance(value, Real) and not isinstance(value, bool):
        if column.unit.startswith("share"):
            return Share(float(value))
        return f"{value:g}" if isinstance(value, int) else f"{float(value):.3g}"
    return str(value)
