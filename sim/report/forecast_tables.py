"""The tables of a forecast, column by column.

Where no probability is claimed, whatever gives it away is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, OBJECTS
from sim.report.column import Column, Family, Table
from sim.report.counted import Row, rows_of, shares_of
from sim.report.forecast_language import odds
from sim.report.forecast_plays import typical_rows
from sim.report.forecast_reasons_data import TABLE as REASONS
from sim.scenario.ladder import Rung
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.schema import SCALE
from sim.study.forecast import Forecast
from sim.study.forecast_parts import Complaint, DelegationForecast, ParagraphForecast

_WORDS = ", ".join(rung.word for rung in Rung)
#: What kinds of complaint there are.
COMPLAINT = "`harm`: it resists the paragraph and suffers from it; `disappointment`: it wants more of it"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its odds, and how many texts have each formulation of it."""

    found: ParagraphForecast
    odds: tuple[float | None, ...]
    texts: list[int] | None


@dataclass(frozen=True)
class _Play:
    """A play, as plain values."""

    replicate: int
    adopted: bool
    objectors: str
    dissociators: str
    text: list[int]


def paragraphs(forecast: Forecast) -> Iterator[Paragraph]:
    """Yield every paragraph of a forecast."""
    for found, texts in zip(forecast.language, forecast.wordings.tolist(), strict=True):
        yield Paragraph(found, odds(forecast, found), texts if forecast.supported else None)


def _plays(forecast: Forecast) -> Iterator[_Play]:
    plays, codes = forecast.outcomes, forecast.table.codes
    rows = zip(plays.replicates.tolist(), plays.adopted.tolist(), plays.stances, plays.text, strict=True)
    for replicate, adopted, stances, text in rows:
        objectors, dissociators = (
            " ".join(codes[seat] for seat in np.flatnonzero(stances == stance))
            for stance in (OBJECTS, DISSOCIATES)
        )
        yield _Play(replicate, adopted, objectors, dissociators, text.tolist())


def _readings(forecast: Forecast) -> Iterator[tuple[int, str, float, str]]:
    typical = forecast.outcomes.path[typical_rows(forecast)[0][1]]
    for reading, mean in enumerate(forecast.mean_path.tolist()):
        for issue, strength, rung in zip(forecast.table.issues, mean, typical[reading].tolist(), strict=True):
            yield reading, issue, strength, Rung(rung).word


def _as_coded(forecast: Forecast) -> Iterator[Column[Any]]:
    table = forecast.table
    caucuses = [table.caucus_names[number] for number in table.caucuses]
    columns = {"caucus": caucuses, "stake": table.stakes.tolist(), "weight": table.weights.tolist()}
    for name, values in columns.items():
        yield _by_state(name, dict(zip(table.codes, values, strict=True)))


def _by_state(name: str, values: Mapping[str, Any]) -> Column[Any]:
    return Column(name, "", "", lambda row: values[row.one.code])


_Delegation = Row[DelegationForecast]
_Spoken = Row[tuple[DelegationForecast, Complaint]]


def _formulation(rung: Rung) -> Column[Paragraph]:
    meaning = (
        "probability of the formulation, if a report is adopted; the three sum to 1. Half a text is added to "
        "each that exists, so none of those is 0; one that the issue does not have is 0. Rounded to per cent "
        "where no probability is claimed"
    )
    unit = "number, 0 to 1; nothing if fewer than 50 texts are counted"
    return Column(rung.word, meaning, unit, lambda row: row.odds[rung])


def _texts(rung: Rung) -> Column[Paragraph]:
    meaning = "number of reports with the formulation"
    return Column(f"{rung.word}_texts", meaning, "count", lambda row: row.texts and row.texts[rung])


def _issue(forecast: Forecast, k: int) -> Column[_Play]:
    return Column(forecast.table.issues[k], "", "", lambda play: play.text[k])


def _of_cell(name: str, meaning: str, unit: str) -> Column[Any]:
    return Column(name, meaning, unit, lambda row: str(getattr(row[2], name)))


#: What is said of the language of a paragraph.
LANGUAGE: tuple[Column[Paragraph], ...] = (
    Column(
        "most_likely",
        "the formulation with the highest probability",
        _WORDS,
        lambda row: row.found.likely.word,
    ),
    *map(_formulation, Rung),
)
TABLES: tuple[Table[Forecast], ...] = (
    Table(
        "language",
        "One row for each issue, in the order of the scenario; of last drafts, if no play adopts a report.",
        paragraphs,
        (
            Column[Paragraph]("issue", "code of the issue", "code", lambda row: row.found.issue.code),
            Column[Paragraph]("title", "its name", "text", lambda row: row.found.issue.title),
            *LANGUAGE,
            *map(_texts, Rung),
        ),
    ),
    Table(
        "delegations",
        "One row for each delegation: first those that most often object, then those that most often "
        "dissociate.",
        lambda forecast: rows_of(forecast, forecast.delegations),
        (
            Column[_Delegation]("state", "ISO 3166 alpha-3 code", "code", lambda row: row.one.code),
            Column[_Delegation]("name", "short name", "text", lambda row: row.one.name),
            Family("caucus, stake, weight", "as the file or the rule has them", "text, numbers", _as_coded),
            *shares_of("objects", "plays in which it objects, of all", lambda d: d.objects),
            *shares_of("of_failures", "plays without a report in which it objects", lambda d: d.of_failures),
            *shares_of("alone", "plays without a report in which nobody else objects", lambda d: d.alone),
            *shares_of(
                "dissociates", "plays that adopt a report from which it dissociates", lambda d: d.dissociates
            ),
            Column[_Delegation](
                "inferred",
                "whether all its coded positions are inferred, with no statement located",
                "1 or 0",
                lambda row: row.one.inferred,
            ),
        ),
    ),
    Table(
        "complaints",
        "One row for each delegation and largest complaint, over the plays in which the delegation stands "
        "apart: objects, or dissociates from an adopted report.",
        lambda forecast: rows_of(forecast, ((d, c) for d in forecast.delegations for c in d.complaints)),
        (
            Column[_Spoken]("state", "ISO 3166 alpha-3 code", "code", lambda row: row.one[0].code),
            Column[_Spoken](
                "issue",
                "the paragraph's",
                "code; empty if there is no complaint",
                lambda row: row.one[1].issue,
            ),
            Column[_Spoken](
                "complaint",
                f"{COMPLAINT}; `none`: worse off by its mood alone",
                "harm, disappointment, none",
                lambda row: row.one[1].kind,
            ),
            *shares_of(
                "share_of_plays_apart",
                "of those plays; for each delegation the shares sum to 1",
                lambda spoken: spoken[1].share,
                ("plays", "share_of_plays_apart", "low", "high"),
            ),
        ),
    ),
    Table(
        "readings",
        "One row for each reading and issue. Reading 0 is the zero draft.",
        _readings,
        (
            Column[Any]("reading", "number of the reading", "count", lambda row: row[0]),
            Column[Any]("issue", "code of the issue", "code", lambda row: row[1]),
            Column[Any]("mean_strength", "mean over all plays", "0 silent to 1 explicit", lambda row: row[2]),
            Column[Any]("typical_play", "formulation in the most typical play", _WORDS, lambda row: row[3]),
        ),
    ),
    REASONS,
    Table(
        "plays",
        "One row for each play; not there where no probability is claimed.",
        _plays,
        (
            Family(
                "seed",
                "seed of all chance",
                "count",
                lambda forecast: [Column("seed", "", "", lambda row: forecast.seed)],
            ),
            Column("replicate", "number of the play, from 0", "count"),
            Column("adopted", "whether a report is adopted", "1 or 0"),
            Column("objectors", "who objects, with spaces between", "codes"),
            Column(
                "dissociators",
                "who dissociates, or would if others did not object, with spaces between",
                "codes",
            ),
            Family(
                "ISSUE",
                "the text put under silence, after repairs",
                "0 silent, 1 indirect, 2 explicit",
                lambda forecast: (_issue(forecast, k) for k in range(len(forecast.table.issues))),
            ),
        ),
    ),
    Table(
        "positions",
        "One row for each delegation and issue.",
        lambda forecast: (
            (code, issue, cell)
            for code, row in cells(forecast.scenario).items()
            for issue, cell in row.items()
        ),
        (
            Column[Any]("state", "ISO 3166 alpha-3 code", "code", lambda row: row[0]),
            Column[Any]("name", "short name", "text", lambda row: roster()[row[0]].name),
            Column[Any]("issue", "code of the issue", "code", lambda row: row[1]),
            Column[Any](
                "value", "coded or derived position", "number, -3 to 3", lambda row: row[2].value * SCALE
            ),
            Column[Any]("spread", "its standard deviation", "number", lambda row: row[2].spread * SCALE),
            _of_cell(
                "evidence",
                "grade of the coded cell, or the weakest of those that the rule rests on",
                "document, literature, recalled, proxy",
            ),
            _of_cell("date", "of the coded cell, or the latest of those that the rule rests on", "date"),
            _of_cell(
                "source", "of the coded cell, or of the weakest of those that the rule rests on", "text"
            ),
            _of_cell("rule", "the rule in words", "text; empty if the cell was coded"),
        ),
    ),
)
