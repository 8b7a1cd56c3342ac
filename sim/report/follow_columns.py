"""The tables of a followed process, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sim.negotiation.vocabulary import ParagraphStance
from sim.report.column import Column, Table
from sim.report.stamp import SPAN, headed, stamps
from sim.report.unit import PARTIAL_DATE
from sim.report.words.happened import happened
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.follow.history import Link, continued
from sim.study.follow.question import FollowStudy, Step

KIND = "follow"
Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Chained:
    """A study with its history.

    Parameters
    ----------
    links : every forecast as it was first made
    """

    study: FollowStudy
    links: tuple[Link, ...]

    def __getattr__(self, name: str) -> Any:
        """Return what the study has of that name, for columns that all studies share."""
        return getattr(self.study, name)


def of_study(study: FollowStudy) -> Chained:
    """Return a study with the history that begins with it."""
    return Chained(study, continued((), study))


def _step(result: Chained, step: Step) -> Row:
    before = result.study.steps[step.number - 1] if step.number else None
    logged, share = step.logged, step.adopted
    low, high = band.ends if (band := result.study.band(step)) else (None, None)
    return {
        "entry": step.number,
        "date": logged.entry.date if logged else result.study.scenario.starts,
        "happening": logged.kind if logged else "",
        "what": happened(logged, step.scenario) if logged else "",
        "source": logged.entry.source if logged else "",
        "adopted_before": before.adopted.value if before else None,
        "adopted": share.value,
        "low": share.low,
        "high": share.high,
        "probability": result.study.claimed(step),
        "plausible_low": low,
        "plausible_high": high,
        "effective": share.effective,
        "thin": share.thin,
    }


def _steps(result: Chained) -> Iterator[Row]:
    return (_step(result, step) for step in result.study.steps)


def _moves(result: Chained) -> Iterator[Row]:
    for step in result.study.steps[1:]:
        for move in result.study.moves(step.number):
            yield {
                "entry": step.number,
                "moved": move.kind,
                "code": move.code,
                "formulation": Rung(move.rung).word if move.rung >= 0 else "",
                "before": move.before,
                "after": move.after,
                "change": move.change,
            }


def sighted(study: FollowStudy) -> Iterator[Row]:
    """Yield each stance that was seen, with how far it was expected."""
    last, table = study.steps[-1], study.setting.table
    for n, one in enumerate(last.sightings):
        number, paragraph, seat = one.place
        before, then = study.steps[one.entry - 1], study.steps[one.entry]
        yield {
            "entry": one.entry,
            "reading": number,
            "issue": table.issues[paragraph],
            "state": table.codes[seat],
            "name": name_of(table.codes[seat]),
            "stance": ParagraphStance(one.stance).word,
            "expected": before.expected(n, one.stance),
            "after": then.expected(n, one.stance),
        }


def _forecasts(result: Chained) -> Iterator[Row]:
    record = result.study.followed.record
    for link in result.links:
        scores = link.scores(record) if record else None
        yield {
            **vars(link),
            "brier": scores[0] if scores else None,
            "log_score": scores[1] if scores else None,
        }


def _kept(name: str, meaning: str, unit: str) -> Column[Row]:
    return Column(name, meaning, unit, itemgetter(name))


_ENTRY = _kept("entry", "number of the entry, from 1; 0 before any", "count")
_STEP: tuple[Column[Row], ...] = (
    _ENTRY,
    _kept("date", "its date; the first meeting before any", PARTIAL_DATE),
    _kept("happening", "kind of entry",
          "`statement`, `withdrawal`, `draft`, `stances`, `chair`, `deadline`, or empty"),
    _kept("what", "what happened", "text"),
    _kept("source", "where it can be read", "text"),
    _kept("adopted_before", "weighed share of plays with a report, before the entry",
          "share, empty before any"),
    _kept("adopted", "the same after it", "share"),
    _kept("low", "lower end of its 95 % interval, for the effective number of plays", "share"),
    _kept("high", "upper end of its 95 % interval", "share"),
    _kept("probability", "probability of consensus that is claimed", "share, empty where none is"),
    _kept("plausible_low", "lower end of what it plausibly is, all known doubts counted",
          "share, empty where none is"),
    _kept("plausible_high", "upper end of what it plausibly is, all known doubts counted",
          "share, empty where none is"),
    _kept("effective", "plays of equal weight that would say as much", "number"),
    _kept("thin", "whether that is fewer than 200", "true or false"),
)  # fmt: skip
_MOVE: tuple[Column[Row], ...] = (
    _ENTRY,
    _kept("moved", "what moved", "`paragraph` or `objector`"),
    _kept("code", "the issue, or the delegation", "code"),
    _kept("formulation", "formulation whose share moved most",
          "`silent`, `indirect`, `explicit`, or empty of an objector"),
    _kept("before", "weighed share of plays in which the text put under silence has it, or the delegation "
          "objects, before the entry", "share"),
    _kept("after", "the same after it", "share"),
    _kept("change", "after minus before", "-1 to 1"),
)  # fmt: skip
_SIGHTING: tuple[Column[Row], ...] = (
    _ENTRY,
    _kept("reading", "number of the reading, from 1", "count"),
    _kept("issue", "the paragraph", "code"),
    _kept("state", "the delegation", "country code"),
    _kept("name", "its name", "text"),
    _kept("stance", "what it was seen to do", "`supports`, `accepts` or `brackets`"),
    _kept("expected", "weighed share of plays in which it does so, before the entry",
          "share, empty if there was no such reading then"),
    _kept("after", "the same after the entry", "share"),
)  # fmt: skip
_LINK: tuple[Column[Row], ...] = (
    _kept("number", "number of the entry, from 1; 0 before any", "count"),
    _kept("date", "its date; the first meeting before any", PARTIAL_DATE),
    _kept("adopted", "weighed share of plays with a report, as first forecast", "share"),
    _kept("low", "lower end of its 95 % interval", "share"),
    _kept("high", "upper end of its 95 % interval", "share"),
    _kept("effective", "effective number of plays", "number"),
    _kept("probability", "probability of consensus that was claimed", "share, empty where none was"),
    _kept("brier", "Brier score of that probability", "number, empty without an outcome on record"),
    _kept("log_score", "logarithmic score of that probability", "number, empty without an outcome on record"),
    _kept("runs", "plays of the forecast", "count"),
    _kept("error_rate", "error rate of the forecast", "share"),
    _kept("entry", "digest of the entry", "text"),
    _kept("previous", "digest of the line before", "text"),
    _kept("hash", "digest of this line", "text"),
)  # fmt: skip
_STAMPS = (*SPAN, *stamps(lambda result: result.seed))
TABLES: tuple[Table[Chained], ...] = (
    Table("steps", "One row before anything happened, and one for each entry.", _steps, (*_STEP, *_STAMPS)),
    Table(
        "moves",
        "One row for each entry, and each paragraph and delegation; of each entry, the largest moves first.",
        _moves,
        (*_MOVE, *_STAMPS),
    ),
    Table(
        "sightings",
        "One row for each stance that was seen.",
        lambda result: sighted(result.study),
        (*_SIGHTING, *_STAMPS),
    ),
    Table(
        "forecasts",
        "One row for each forecast of the history, as it was first made, with its scores.",
        _forecasts,
        (*_LINK, *stamps(lambda result: result.seed)),
    ),
)


def _record(result: Chained) -> bool | None:
    record = result.study.followed.record
    return record.adopted if record else None


SUMMARY: tuple[Column[Chained], ...] = (
    *headed(KIND),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of each step", "count"),
    Column("until", "date up to which entries count", "date, or null", lambda result: result.study.until),
    Column("error_rate", "how often a stance seen is not the one taken", "share",
           lambda result: result.study.followed.error_rate),
    Column("happened", "whether a report was really adopted", "true, false or null", _record),
    Column("steps", "as in `steps.csv`", "list of objects", lambda result: list(_steps(result)), _STEP),
    Column("moves", "as in `moves.csv`", "list of objects", lambda result: list(_moves(result)), _MOVE),
    Column("sightings", "as in `sightings.csv`", "list of objects",
           lambda result: list(sighted(result.study)), _SIGHTING),
    Column("forecasts", "the history, as in `forecasts.csv`", "list of objects",
           lambda result: list(_forecasts(result)), _LINK),
)  # fmt: skip
