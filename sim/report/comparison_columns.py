"""The tables of a comparison, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sim.negotiation.arrays import Bools
from sim.report.column import DIGITS, Column, Family, Table
from sim.report.stamp import SPAN, constant
from sim.report.words.sides import names, notes
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, DelegationContrast, ParagraphContrast, Played, Side
from sim.study.interval import wilson
from sim.study.paired import Contrast, Difference
from sim.study.setting import scenario_digest
from sim.study.setting_differences import SettingDifference, setting_differences
from sim.version import __version__

KIND = "compare"


@dataclass(frozen=True, eq=False)
class _Named:
    """A side and its name."""

    name: str
    side: Side


@dataclass(frozen=True, eq=False)
class _Play:
    """A play of both sides."""

    of: Comparison
    replicate: int


def _difference(
    of: Callable[[Any], Difference | None], prefix: str = "", suffix: str = ""
) -> tuple[Column[Any], ...]:
    """Return the columns of a difference; all are empty where there is none."""

    def part(name: str, meaning: str, unit: str, which: str) -> Column[Any]:
        return Column(f"{prefix}{name}{suffix}", meaning, unit, lambda row: getattr(of(row), which, None))

    return (
        part("difference", "B minus A", "number", "value"),
        part("low", "lower end of its 95 % interval", "number", "low"),
        part("high", "upper end of its 95 % interval", "number", "high"),
        part("clear", "whether the interval leaves out 0", "true or false", "clear"),
    )


def _contrast(
    of: Callable[[Any], Contrast], what: str, unit: str, prefix: str = ""
) -> tuple[Column[Any], ...]:
    """Return the columns of a figure in A and in B, and of their difference."""
    return (
        Column(f"{prefix}a", f"{what} in A; empty where there is none", unit, lambda row: of(row).a),
        Column(f"{prefix}b", f"{what} in B; empty where there is none", unit, lambda row: of(row).b),
        *_difference(lambda row: of(row).difference, prefix),
    )


def _formulations(letter: str) -> Iterator[Column[ParagraphContrast]]:
    def column(rung: Rung) -> Column[ParagraphContrast]:
        meaning = f"probability of {rung.word} text in {letter.upper()}, if a report is adopted"
        return Column(f"{rung.word}_{letter}", meaning, "share", lambda p: _share(getattr(p, letter), rung))

    return map(column, Rung)


def _share(shares: tuple[float, ...] | None, rung: Rung) -> float | None:
    return shares[rung] if shares else None


def _in_either(
    name: str, meaning: str, unit: str, of: Callable[[Played, int, tuple[str, ...]], object]
) -> Iterator[Column[_Play]]:
    """Return what a play shows in A and in B, from the plays of a side, its number and the delegations."""

    def column(letter: str) -> Column[_Play]:
        def value(play: _Play) -> object:
            side: Side = getattr(play.of, letter)
            return of(getattr(play.of, f"played_{letter}"), play.replicate, side.setting.table.codes)

        return Column(f"{name}_{letter}", f"{meaning}, in {letter.upper()}", unit, value)

    return map(column, "ab")


def _named(flags: Bools, codes: tuple[str, ...]) -> str:
    return " ".join(code for code, flag in zip(codes, flags, strict=True) if flag)


def _as_in_json(column: Column[Any]) -> Column[Any]:
    """Return a column whose numbers have as many decimals as in the JSON object."""

    def value(row: Any) -> object:
        cell = column.cell(row)
        return str(round(cell, DIGITS) + 0.0) if isinstance(cell, float) else cell

    return Column(column.name, column.meaning, column.unit, value)


def _table(
    name: str, meaning: str, rows: Callable[[Comparison], Any], *columns: Column[Any]
) -> Table[Comparison]:
    return Table(name, meaning, rows, (*map(_as_in_json, columns), *_STAMPS))


def _played(letter: str) -> Iterator[Family[Comparison]]:
    """Return what every row says of what was played on a side."""

    def column(name: str, meaning: str, of: Callable[[Side], str]) -> Family[Comparison]:
        of_side = f"{meaning} {letter.upper()}"
        return constant(f"{name}_{letter}", of_side, "text", lambda c: of(getattr(c, letter)))

    digits = "12 hexadecimal digits that change with"
    yield column("scenario", "`id` of the scenario of", lambda side: side.scenario.id)
    yield column("scenario_hash", f"{digits} the scenario of", lambda side: scenario_digest(side.scenario))
    all_that = "all that is played, scenario, levers and parameters, in"
    yield column("setting_hash", f"{digits} {all_that}", lambda side: side.setting.digest[:12])


_STAMPS = (
    constant("seed", "seed of all chance", "count", lambda c: c.seed),
    *SPAN,
    *_played("a"),
    *_played("b"),
    constant(
        "with_b",
        "levers turned in B, as NAME=VALUE, with spaces between",
        "text",
        lambda c: " ".join(c.b.turned),
    ),
    constant("version", "version of the program", "text", lambda c: __version__),
)


def _measures(comparison: Comparison) -> list[tuple[str, Contrast]]:
    shares = (adopted / comparison.runs for adopted in comparison.adopted)
    return [("share_adopted", Contrast(*shares, comparison.difference)), *comparison.measures.items()]


TABLES: tuple[Table[Comparison], ...] = (
    _table(
        "summary",
        "One row for each measure.",
        _measures,
        Column(
            "measure",
            "`share_adopted`: plays that adopt a report. `strength`: of adopted reports, over the paragraphs "
            "that both have, 0 to 1. `objections`: delegations a play that object. `dissociations`: "
            "delegations that dissociate, an adopted report. `readings`: last reading at which the draft "
            "changed",
            "text",
            lambda row: row[0],
        ),
        *_contrast(lambda row: row[1], "share or mean", "number"),
    ),
    _table(
        "language",
        "One row for each paragraph that both have, those that differ most first. Left out if they share none.",
        lambda comparison: comparison.language,
        Column[ParagraphContrast]("issue", "code of its issue", "code", lambda p: p.issue.code),
        Column[ParagraphContrast]("title", "name of its issue", "text", lambda p: p.issue.title),
        *_formulations("a"),
        *_formulations("b"),
        Column[ParagraphContrast](
            "strength_a", "mean strength in adopted reports of A", "number, 0 to 1", lambda p: p.strength.a
        ),
        Column[ParagraphContrast](
            "strength_b", "mean strength in adopted reports of B", "number, 0 to 1", lambda p: p.strength.b
        ),
        *_difference(lambda p: p.strength.difference),
        *_difference(lambda p: p.in_both, suffix="_where_both_adopt"),
    ),
    _table(
        "delegations",
        "One row for each delegation of either side, those whose objections differ most first. Empty where it "
        "is not in the room.",
        lambda comparison: comparison.delegations,
        Column[DelegationContrast]("state", "who it is", "country code", lambda d: d.code),
        Column[DelegationContrast]("name", "its name", "text", lambda d: roster()[d.code].name),
        *_contrast(lambda d: d.objects, "share of plays in which it objects", "share", "objects_"),
        *_contrast(
            lambda d: d.dissociates,
            "share of plays in which a report is adopted and it dissociates",
            "share",
            "dissociates_",
        ),
    ),
    _table(
        "plays",
        "One row for each play.",
        lambda comparison: (_Play(comparison, number) for number in range(comparison.runs)),
        Column("replicate", "number of the play, from 0; with `seed` it fixes the luck", "count"),
        *_in_either("adopted", "whether a report is adopted", "0 or 1", lambda p, n, _: bool(p.adopted[n])),
        *_in_either(
            "strength",
            "mean strength of the last text, adopted or not",
            "number, 0 to 1",
            lambda p, n, _: float(p.text[n].mean()) / 2,
        ),
        *_in_either(
            "objectors", "who objects, with spaces between", "country codes",
            lambda p, n, codes: _named(p.objects[n], codes),
        ),
        *_in_either(
            "dissociators", "who dissociates from an adopted report, with spaces between", "country codes",
            lambda p, n, codes: _named(p.dissociated[n], codes),
        ),
        *_in_either(
            "readings", "last reading at which the draft changed; 0 if it never did", "count",
            lambda p, n, _: int(p.readings[n]),
        ),
    ),
)  # fmt: skip

_SIDE: tuple[Column[_Named], ...] = (
    Column("name", "what the page calls it", "text"),
    Column("source", "name of the scenario, or of the results folder", "text", lambda s: s.side.source),
    Column("scenario", "`id` of the scenario", "text", lambda s: s.side.scenario.id),
    Column("title", "title of the scenario", "text", lambda s: s.side.scenario.title),
    Column("scenario_hash", "as in the tables", "text", lambda s: scenario_digest(s.side.scenario)),
    Column("setting_hash", "as in the tables", "text", lambda s: s.side.setting.digest[:12]),
    Column("supported", "whether the model claims a probability for this kind of body", "true or false",
           lambda s: s.side.scenario.supported),
    Column("turned", "levers turned in it, as NAME=VALUE", "list", lambda s: s.side.turned),
    Column("result", "`seed` and `runs` of the result that was given; null for a scenario", "object or null",
           lambda s: s.side.result and dict(zip(("seed", "runs"), s.side.result, strict=True))),
    Column("parameter_sets_know", "processes whose outcomes the parameter sets have seen",
           "list, or null for the priors", lambda s: s.side.setting.known),
)  # fmt: skip
_DIFFERS: tuple[Column[SettingDifference], ...] = (
    Column("what", "what differs", "text"),
    Column("a", "its value in A; of many cells, in the one that differs most", "text"),
    Column("b", "its value in B, likewise", "text"),
    Column("cells", "how many cells differ; 0 where there is only one value", "count"),
    Column("of", "of how many", "count"),
    Column("most", "the cell that differs most", "text"),
)
_ADOPTED: tuple[Column[Comparison], ...] = (
    Column("a", "share of plays of A that adopt a report", "share", lambda c: c.adopted[0] / c.runs),
    Column("a_interval", "its 95 % interval", "list", lambda c: wilson(c.adopted[0], c.runs)),
    Column("b", "share of plays of B that adopt a report", "share", lambda c: c.adopted[1] / c.runs),
    Column("b_interval", "its 95 % interval", "list", lambda c: wilson(c.adopted[1], c.runs)),
    *_difference(lambda c: c.difference),
)
_PLAYS: tuple[Column[Comparison], ...] = (
    Column("both", "plays that adopt a report in both", "count", lambda c: c.counts["both"]),
    Column("only_a", "in A alone", "count", lambda c: c.counts["only_a"]),
    Column("only_b", "in B alone", "count", lambda c: c.counts["only_b"]),
    Column("neither", "in neither", "count", lambda c: c.counts["neither"]),
    Column("same_text", "in both, with the same text on every issue that both have", "count"),
)
_LANGUAGE: tuple[Column[ParagraphContrast], ...] = (
    Column("a", "probability of each formulation in A, if a report is adopted", "share by formulation",
           lambda p: {rung.word: _share(p.a, rung) for rung in Rung}),
    Column("b", "probability of each formulation in B, if a report is adopted", "share by formulation",
           lambda p: {rung.word: _share(p.b, rung) for rung in Rung}),
    Column("strength", "mean strength of adopted reports, 0 to 1", "object", lambda p: p,
           _contrast(lambda p: p.strength, "mean strength", "number, 0 to 1")),
    Column("where_both_adopt", "difference of strength in the plays that adopt a report in both", "object",
           lambda p: p, _difference(lambda p: p.in_both)),
)  # fmt: skip
_DELEGATION: tuple[Column[DelegationContrast], ...] = (
    Column("objects", "share of plays in which it objects", "object", lambda d: d,
           _contrast(lambda d: d.objects, "share", "share")),
    Column("dissociates", "share of plays in which a report is adopted and it dissociates", "object",
           lambda d: d, _contrast(lambda d: d.dissociates, "share", "share")),
)  # fmt: skip
SUMMARY: tuple[Column[Comparison], ...] = (
    Column("schema", "version of this form", "1", lambda c: 1),
    Column("version", "version of the program", "text", lambda c: __version__),
    Column("a", "one side", "object", lambda c: _Named(names(c)[0], c.a), _SIDE),
    Column("b", "the other side", "object", lambda c: _Named(names(c)[1], c.b), _SIDE),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of each side", "count"),
    Column("differs", "what differs between the two before the first reading", "list of objects",
           lambda c: setting_differences(c.a.setting, c.b.setting), _DIFFERS),
    Column("share_adopted", "share of plays that adopt a report", "object", lambda c: c, _ADOPTED),
    Column("plays", "how many plays adopt a report in both, in one, in neither", "object", lambda c: c, _PLAYS),
    Column("measures", "means over plays, as in `summary.csv`", "object by measure",
           of=_contrast(lambda contrast: contrast, "mean", "number")),
    Column("language", "every paragraph that both have", "object by issue",
           lambda c: {p.issue.code: p for p in c.language}, _LANGUAGE),
    Column("delegations", "every delegation of either side", "object by country code",
           lambda c: {d.code: d for d in c.delegations}, _DELEGATION),
    Column("notes", "how they were compared, and what the figures do not cover", "list", notes),
)  # fmt: skip
