"""The tables of packages, column by column, and their JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from sim.report.column import Column, Table, estimated
from sim.report.stamp import SPAN, headed, stamps
from sim.scenario.ladder import Rung
from sim.study.package.question import Package, PackageStudy

KIND = "package"
Row = dict[str, Any]


def _kept(name: str, meaning: str, unit: str) -> Column[Row]:
    return Column(name, meaning, unit, itemgetter(name))


def _row(study: PackageStudy, name: str, one: Package) -> Row:
    low, high = one.share.interval
    return {
        "name": name,
        "worth": one.worth,
        "plays": one.share.successes,
        "share": one.share.share,
        "low": low,
        "high": high,
        "searched": one.searched,
        "picked": one.picked,
        "paragraphs": {
            code: Rung(rung).word for code, rung in zip(study.setting.table.issues, one.rungs, strict=True)
        },
    }


def _frontier(study: PackageStudy) -> Iterator[Row]:
    for n, one in enumerate(study.frontier):
        yield {**_row(study, f"frontier-{n + 1}", one), "chosen": n == study.chosen}


def _amended(study: PackageStudy) -> Iterator[Row]:
    for n, one in enumerate(study.amended):
        row = {**_row(study, f"amended-{n + 1}", one), "changed": one.changed, "gain": study.gain(one)}
        yield {**row, "carries": one.picked >= study.wish.above, "changes": _changes(study, one)}


def _changes(study: PackageStudy, one: Package) -> str:
    assert study.given is not None
    pairs = zip(study.setting.table.issues, study.given.rungs, one.rungs, strict=True)
    return ", ".join(f"{code} {Rung(after).word}" for code, before, after in pairs if before != after)


def _consents(study: PackageStudy) -> Iterator[Row]:
    for n, one in enumerate(study.amended):
        for code, difference in study.consents(one):
            yield {"name": f"amended-{n + 1}", "state": code, "objects": difference}


def _paragraphs(study: PackageStudy) -> Iterator[Row]:
    for row in (*_frontier(study), *_amended(study)):
        for code, word in row["paragraphs"].items():
            yield {"name": row["name"], "issue": code, "formulation": word}


_NAME: Column[Row] = _kept("name", "name of the text in packages.yaml", "text")
_TEXT: tuple[Column[Row], ...] = (
    _NAME,
    _kept("worth", "weighed strength of the text, 0 to 1; with `--for`, its mean worth to that delegation "
          "against no report", "number"),
    _kept("plays", "plays of the verdict in which it is adopted as it stands", "count"),
    _kept("share", "the same as a share", "share"),
    _kept("low", "lower end of its 95 % interval", "share"),
    _kept("high", "upper end of its 95 % interval", "share"),
    _kept("searched", "the share in the plays of the search, too high since it was chosen by these", "share"),
    _kept("picked", "the share in the plays in which the search chooses among what it has found", "share"),
)  # fmt: skip
_WORDED: Column[Row] = _kept(
    "paragraphs", "formulation by issue", "`silent`, `indirect` or `explicit` by code"
)
_CHOSEN: Column[Row] = _kept(
    "chosen", "whether it is the most ambitious one above the share asked for", "true or false"
)
_AMENDED: tuple[Column[Row], ...] = (
    _kept("changed", "paragraphs that differ from the text", "count"),
    _kept("changes", "these, as they are then", "text"),
    _kept("carries", "whether it is above the share asked for where the search chooses", "true or false"),
)
_GAIN = "how much more often it is adopted than the text as it stands, in the same plays"
_OBJECTS = "how much more often the delegation objects than to the text as it stands, in the same plays"
_STAMPS = (*SPAN, *stamps(lambda study: study.seed))
TABLES: tuple[Table[PackageStudy], ...] = (
    Table(
        "frontier",
        "One row for each text than which none that was found is worth as much and adopted more often, the "
        "most "
        "ambitious first.",
        lambda study: list(_frontier(study)),
        (*_TEXT, _CHOSEN, *_STAMPS),
    ),
    Table(
        "amendments",
        "One row for each amendment, those of the fewest paragraphs first; empty without a text.",
        lambda study: list(_amended(study)),
        (*_TEXT, *_AMENDED, *estimated("gain", _GAIN, "-1 to 1", itemgetter("gain")), *_STAMPS),
    ),
    Table(
        "consents",
        "One row for each amendment and delegation whose objections it clearly changes.",
        lambda study: list(_consents(study)),
        (
            _NAME,
            _kept("state", "the delegation", "country code"),
            *estimated("objects", _OBJECTS, "-1 to 1", itemgetter("objects")),
            *_STAMPS,
        ),
    ),
    Table(
        "wordings",
        "One row for each text of the two tables above and paragraph.",
        lambda study: list(_paragraphs(study)),
        (
            _NAME,
            _kept("issue", "the paragraph", "code"),
            _kept("formulation", "as the text has it", "`silent`, `indirect` or `explicit`"),
            *_STAMPS,
        ),
    ),
)
SUMMARY: tuple[Column[PackageStudy], ...] = (
    *headed(KIND),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of the verdict", "count"),
    Column("held", "readings held before a text is put as it stands", "count"),
    Column("above", "the share of plays in which a text is to be adopted", "share", lambda s: s.wish.above),
    Column("worth_to", "the delegation whose worth counts; null for strength", "country code",
           lambda s: s.wish.state),
    Column("looked", "texts that the search looked at", "count"),
    Column("exact", "whether these were all", "true or false"),
    Column("curse", "mean share of the texts of the frontier in the search, where it chooses, and in the "
           "verdict", "list of shares"),
    Column("frontier", "as in `frontier.csv`", "list of objects", lambda s: list(_frontier(s)),
           (*_TEXT, _CHOSEN, _WORDED)),
    Column("text", "name of the text to be amended; empty if there is none", "text"),
    Column("as_it_stands", "how that text does", "list of one object, or of none",
           lambda s: [_row(s, s.text, s.given)] if s.given else [], (*_TEXT[:6], _WORDED)),
    Column("amendments", "as in `amendments.csv`", "list of objects", lambda s: list(_amended(s)),
           (*_TEXT, *_AMENDED, _WORDED)),
)  # fmt: skip
