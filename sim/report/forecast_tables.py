"""The tables of a forecast, column by column; without a claim, what gives the probability away is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, OBJECTS
from sim.negotiation.degree import Degree
from sim.report.claimed import Claimed, share_columns
from sim.report.column import Column, Family, Table
from sim.report.degrees import DEGREE
from sim.report.degrees import TABLE as DEGREES
from sim.report.forecast_language import odds
from sim.report.forecast_plays import typical_rows
from sim.report.forecast_reasons_data import TABLE as REASONS
from sim.report.forecast_references import TABLES as REFERENCES
from sim.report.stamp import constant
from sim.report.unit import PARTIAL_DATE, one_of
from sim.scenario.ladder import Rung
from sim.scenario.positions import cells
from sim.scenario.roster import name_of
from sim.scenario.schema import SCALE
from sim.study.fights import Fighter, Fought
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast, ParagraphForecast

Columns = tuple[Column[Any] | Family[Forecast], ...]
_WORDS = one_of(Rung.words())
#: What kinds of complaint there are.
COMPLAINT = "`harm`: it resists the paragraph and suffers from it; `disappointment`: it wants more of it"


class Paragraph(NamedTuple):
    """A paragraph with its odds, and how many texts have each formulation of it."""

    found: ParagraphForecast
    odds: tuple[float | None, ...]
    texts: list[int]


def paragraphs(forecast: Forecast) -> Iterator[Paragraph]:
    """Yield every paragraph of a forecast."""
    for found, texts in zip(forecast.language, forecast.wordings.tolist(), strict=True):
        yield Paragraph(found, odds(forecast, found), texts)


def _plays(forecast: Forecast) -> Iterator[dict[str, Any]]:
    plays, table = forecast.outcomes, forecast.table
    numbers = (plays.replicates.tolist(), plays.adopted.tolist(), plays.degrees.tolist())
    for replicate, adopted, degree, stances, text in zip(*numbers, plays.stances, plays.text, strict=True):
        objectors, dissociators = (
            tuple(table.codes[seat] for seat in np.flatnonzero(stances == stance))
            for stance in (OBJECTS, DISSOCIATES)
        )
        play = {"replicate": replicate, "adopted": adopted, "degree": Degree(degree).word}
        play |= {"objectors": objectors, "dissociators": dissociators}
        yield play | dict(zip(table.issues, text.tolist(), strict=True))


def _readings(forecast: Forecast) -> Iterator[dict[str, Any]]:
    typical = forecast.outcomes.path[typical_rows(forecast)[0][1]]
    for reading, mean in enumerate(forecast.mean_path.tolist()):
        for issue, strength, rung in zip(forecast.table.issues, mean, typical[reading].tolist(), strict=True):
            moved = {"mean_strength": strength, "typical_play": Rung(rung).word}
            yield {"reading": reading, "issue": issue, **moved}


def _positions(forecast: Forecast) -> Iterator[dict[str, Any]]:
    for code, row in cells(forecast.scenario).items():
        for issue, cell in row.items():
            coded = {"value": cell.value * SCALE, "spread": cell.spread * SCALE}
            basis = {name: str(getattr(cell, name)) for name in ("evidence", "date", "source", "rule")}
            yield {"state": code, "name": name_of(code), "issue": issue, **coded, **basis}


def _as_coded(forecast: Forecast) -> list[Column[DelegationForecast]]:
    table = forecast.table
    caucuses = [table.caucus_names[number] for number in table.caucuses]

    def column(name: str, unit: str, values: Sequence[Any]) -> Column[DelegationForecast]:
        return Column(name, "", unit, lambda delegation: values[table.codes.index(delegation.code)])

    stakes, weights = table.stakes.tolist(), table.weights.tolist()
    columns = (("caucus", "text", caucuses), ("stake", "number", stakes), ("weight", "number", weights))
    return [column(*each) for each in columns]


def _shares(name: str, meaning: str) -> tuple[Claimed[DelegationForecast], ...]:
    return share_columns(meaning, attrgetter(name), (f"{name}_plays", name, f"{name}_low", f"{name}_high"))


def _at(name: str, rung: Rung) -> Callable[[Paragraph], Any]:
    return lambda row: getattr(row, name)[rung]


_ALPHA, _RESTS = "ISO 3166 alpha-3 code", "the rule rests on"
_PROBABILITY = (
    "probability of the formulation, if a report is adopted; the three sum to 1. Half a text is added to "
    "each that exists, so none of those is 0; one that the issue does not have is 0. Rounded to per cent "
    "where no probability is claimed"
)
_ODDS = "number, 0 to 1; nothing if fewer than 50 texts are counted"
_TEXTS = "number of reports with the formulation"
_GRADES, _KINDS = "`document`, `literature`, `recalled` or `proxy`", "`harm`, `disappointment` or `none`"
_DISSOCIATES = "who dissociates, or would if others did not object, with spaces between"
_STATE: Column[Any] = Column("state", _ALPHA, "code")
_NAME: Column[Any] = Column("name", "short name", "text")
_ISSUE: Column[Any] = Column("issue", "code of the issue", "code")
#: What is said of the language of a paragraph.
LANGUAGE: tuple[Column[Paragraph], ...] = (
    Column("most_likely", "the formulation with the highest probability", _WORDS,
           attrgetter("found.likely.word")),
    *(Column(rung.word, _PROBABILITY, _ODDS, _at("odds", rung)) for rung in Rung),
)  # fmt: skip
_LANGUAGE: Columns = (
    Column("issue", "code of the issue", "code", attrgetter("found.issue.code")),
    Column("title", "its name", "text", attrgetter("found.issue.title")),
    *LANGUAGE,
    *(Claimed(f"{rung.word}_texts", _TEXTS, "count", _at("texts", rung)) for rung in Rung),
)
_DELEGATIONS: Columns = (
    Column("state", _ALPHA, "code", attrgetter("code")),
    _NAME,
    Family("caucus, stake, weight", "as the file or the rule has them", "text, numbers", _as_coded),
    *_shares("objects", "plays in which it objects, of all"),
    *_shares("of_failures", "plays without a report in which it objects"),
    *_shares("alone", "plays without a report in which nobody else objects"),
    *_shares("dissociates", "plays that adopt a report from which it dissociates"),
    Column("inferred", "whether all its coded positions are inferred, with no statement located", "0 or 1"),
)
_AMOUNT = "units of worth (docs/model.md)"
#: How much a delegation resists along the way.
RESISTANCE: tuple[Column[Fighter], ...] = (
    Claimed("resistance", "what adopting the draft on the table would cost the delegation against having no "
            "report, 0 if nothing; mean over plays and readings, each with the draft that it opens with",
            _AMOUNT),
    Claimed("zero_draft", "share of that at the first reading, which opens with the zero draft", "0 to 1"),
)  # fmt: skip
#: What it complains of along the way.
FOUGHT: tuple[Column[Any], ...] = (
    _ISSUE,
    Column("complaint", COMPLAINT, "`harm` or `disappointment`", attrgetter("kind")),
    Claimed(
        "amount", "how large that complaint is, after concessions; mean over readings and plays", _AMOUNT
    ),
    Claimed(
        "of_complaints",
        "the same as a share of all that the delegation complains of",
        "0 to 1",
        attrgetter("share"),
    ),
)


def _fights(forecast: Forecast) -> Iterator[tuple[Fighter, Fought]]:
    return ((one, fought) for one in forecast.fighters for fought in one.complaints)


def _of(place: int, column: Column[Any]) -> Column[Any]:
    """Return a column that takes its values from one part of a row."""
    return replace(column, value=lambda row: column.cell(row[place]))


_FIGHTS: Columns = tuple(
    _of(place, column)
    for place, some in ((0, (Column("state", _ALPHA, "code", attrgetter("code")), *RESISTANCE)), (1, FOUGHT))
    for column in some
)
_SHARE = "those plays; for each delegation the shares sum to 1"
_COMPLAINTS: Columns = (
    Column("state", _ALPHA, "code", lambda row: row[0].code),
    Column("issue", "the paragraph's", "code; empty if there is no complaint", lambda row: row[1].issue),
    Column("complaint", f"{COMPLAINT}; `none`: worse off by its mood alone", _KINDS, lambda row: row[1].kind),
    *share_columns(_SHARE, lambda row: row[1].share, ("plays", "share_of_plays_apart", "low", "high")),
)
_READINGS: Columns = (
    Column("reading", "number of the reading", "count"),
    _ISSUE,
    Column("mean_strength", "mean over all plays", "0 silent to 1 explicit"),
    Column("typical_play", "formulation in the most typical play", _WORDS),
)
_PLAYS: Columns = (
    constant("seed", "seed of all chance", "count", attrgetter("seed")),
    Column("replicate", "number of the play, from 0", "count"),
    Column("adopted", "whether a report is adopted", "0 or 1"),
    DEGREE,
    Column("objectors", "who objects, with spaces between", "codes"),
    Column("dissociators", _DISSOCIATES, "codes"),
    Family("ISSUE", "the text put under silence, after repairs", "0 silent, 1 indirect, 2 explicit",
           lambda f: [Column(issue, "", "") for issue in f.table.issues]),
)  # fmt: skip
_POSITIONS: Columns = (
    _STATE,
    _NAME,
    _ISSUE,
    Column("value", "coded or derived position", "number, -3 to 3"),
    Column("spread", "its standard deviation", "number"),
    Column("evidence", f"grade of the coded cell, or the weakest of those that {_RESTS}", _GRADES),
    Column("date", f"of the coded cell, or the latest of those that {_RESTS}", PARTIAL_DATE),
    Column("source", f"of the coded cell, or of the weakest of those that {_RESTS}", "text"),
    Column("rule", "the rule in words", "text; empty if the cell was coded"),
)
_IN_ORDER = "One row for each delegation: those that object most often first, then those that dissociate."
_ON_LANGUAGE = "One row for each issue, in the scenario's order; of last drafts, if no play adopts a report."
_ON_COMPLAINTS = (
    "One row for each delegation and largest complaint, over the plays in which the delegation stands "
    "apart: objects, or dissociates from an adopted report."
)
_ON_FIGHTS = (
    "One row for each delegation and complaint along the way: delegations that resist most first, and their "
    "largest complaints first. Of the first 2,000 plays, if there are more."
)
_ON_READINGS = "One row for each reading and issue. Reading 0 is the zero draft."
#: Tables that are not there where no probability is claimed.
WITHHELD = frozenset({"degrees", "plays"})
TABLES: tuple[Table[Forecast], ...] = (
    DEGREES,
    *REFERENCES,
    Table("language", _ON_LANGUAGE, paragraphs, _LANGUAGE),
    Table("fights", _ON_FIGHTS, _fights, _FIGHTS),
    Table("delegations", _IN_ORDER, attrgetter("delegations"), _DELEGATIONS),
    Table("complaints", _ON_COMPLAINTS,
          lambda f: ((d, complaint) for d in f.delegations for complaint in d.complaints), _COMPLAINTS),
    Table("readings", _ON_READINGS, _readings, _READINGS),
    REASONS,
    Table("plays", "One row for each play; not there where no probability is claimed.", _plays, _PLAYS),
    Table("positions", "One row for each delegation and issue.", _positions, _POSITIONS),
)  # fmt: skip
