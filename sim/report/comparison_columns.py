"""The tables of a comparison, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import compress
from operator import attrgetter, itemgetter
from typing import Any

from sim.negotiation.degree import ADDS, Degree
from sim.report.column import Column, Table
from sim.report.degrees import DEGREE
from sim.report.stamp import SPAN, VERSION, constant, stamps
from sim.report.words.sides import names, notes
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.comparison import Comparison, DelegationContrast, ParagraphContrast, Side
from sim.study.interval import wilson
from sim.study.paired import Contrast, Difference
from sim.study.setting import scenario_digest
from sim.study.setting_differences import SettingDifference, setting_differences

KIND = "compare"
Columns = tuple[Column[Any], ...]


def _difference(of: Callable[[Any], Difference | None], prefix: str = "", suffix: str = "") -> Columns:
    """Return the columns of a difference; all are empty where there is none."""

    def part(name: str, meaning: str, unit: str, which: str) -> Column[Any]:
        return Column(f"{prefix}{name}{suffix}", meaning, unit, lambda row: getattr(of(row), which, None))

    return (
        part("difference", "B minus A", "number", "value"),
        part("low", "lower end of its 95 % interval", "number", "low"),
        part("high", "upper end of its 95 % interval", "number", "high"),
        part("clear", "whether the interval leaves out 0", "true or false", "clear"),
    )


def _contrast(of: Callable[[Any], Contrast], what: str, unit: str, prefix: str = "") -> Columns:
    return (
        Column(f"{prefix}a", f"{what} in A; empty where there is none", unit, lambda row: of(row).a),
        Column(f"{prefix}b", f"{what} in B; empty where there is none", unit, lambda row: of(row).b),
        *_difference(lambda row: of(row).difference, prefix),
    )


def _formulation(letter: str, rung: Rung) -> Column[ParagraphContrast]:
    meaning = f"probability of {rung.word} text in {letter.upper()}, if a report is adopted"
    return Column(f"{rung.word}_{letter}", meaning, "share", lambda p: _shares(p, letter)[rung.word])


def _shares(paragraph: ParagraphContrast, letter: str) -> dict[str, float | None]:
    shares = getattr(paragraph, letter)
    return {rung.word: shares and shares[rung] for rung in Rung}


_DIGITS = "12 hexadecimal digits that change with"
_SIDE: tuple[Column[Side], ...] = (
    Column("source", "name of the scenario, or of the results folder", "text"),
    Column("scenario", "`id` of the scenario", "text", lambda s: s.scenario.id),
    Column("title", "title of the scenario", "text", lambda s: s.scenario.title),
    Column("scenario_hash", f"{_DIGITS} the scenario", "text", lambda s: scenario_digest(s.scenario)),
    Column("setting_hash", f"{_DIGITS} all that is played", "text", lambda s: s.setting.digest[:12]),
    Column("supported", "whether a probability is claimed for it", "true or false",
           lambda s: s.scenario.supported),
    Column("turned", "levers turned in it, as NAME=VALUE", "list"),
    Column("result", "`seed` and `runs` of the result that was given", "object, or null for a scenario",
           lambda s: s.result and dict(zip(("seed", "runs"), s.result, strict=True))),
    Column("parameter_sets_know", "processes whose outcomes the parameter sets have seen",
           "list, or null for the priors", lambda s: s.setting.known),
)  # fmt: skip


def _side(letter: str) -> Columns:
    """Return what is said of one side, for rows that are comparisons."""
    name = Column[Comparison](
        "name", "what the page calls it", "text", lambda c: names(c)["ab".index(letter)]
    )
    return (name, *(column.within(attrgetter(letter)) for column in _SIDE))


_SEED, *_, _VERSION = stamps(attrgetter("seed"))
_STAMPS = (
    _SEED,
    *SPAN,
    *(
        constant(f"{column.name}_{letter}", f"{column.meaning}, of {letter.upper()}", "text", column.cell)
        for letter in "ab"
        for column in _side(letter)
        if column.name in ("scenario", "scenario_hash", "setting_hash")
    ),
    constant("with_b", "levers turned in B, with spaces between", "text", lambda c: tuple(c.b.turned)),
    _VERSION,
)


def _measures(comparison: Comparison) -> list[tuple[str, Contrast]]:
    a, b = (adopted / comparison.runs for adopted in comparison.adopted)
    return [("share_adopted", Contrast(a, b, comparison.difference)), *comparison.measures.items()]


def _plays(comparison: Comparison) -> Iterator[dict[str, Any]]:
    sides = (("a", comparison.a, comparison.played_a), ("b", comparison.b, comparison.played_b))
    for number in range(comparison.runs):
        row: dict[str, Any] = {"replicate": number}
        for letter, side, played in sides:
            codes = side.setting.table.codes
            row[f"adopted_{letter}"] = bool(played.adopted[number])
            row[f"degree_{letter}"] = Degree(played.degrees[number]).word
            row[f"strength_{letter}"] = float(played.text[number].mean()) / 2
            row[f"objectors_{letter}"] = tuple(compress(codes, played.objects[number]))
            row[f"dissociators_{letter}"] = tuple(compress(codes, played.dissociated[number]))
            row[f"readings_{letter}"] = int(played.readings[number])
        yield row


_PLAY = (
    ("adopted", "whether a report is adopted", "0 or 1"),
    (DEGREE.name, DEGREE.meaning, DEGREE.unit),
    ("strength", "mean strength of the last text, adopted or not", "number, 0 to 1"),
    ("objectors", "who objects, with spaces between", "country codes"),
    ("dissociators", "who dissociates from an adopted report, with spaces between", "country codes"),
    ("readings", "last reading at which the draft changed; 0 if it never did", "count"),
)
_OBJECTS = "share of plays in which it objects"
_DISSOCIATES = "share of plays in which a report is adopted and it dissociates"
TABLES: tuple[Table[Comparison], ...] = (
    Table.of(
        "summary",
        "One row for each measure. `share_adopted`: plays that adopt a report. `adds`: plays in which "
        f"{ADDS}. `procedural`, `thin`, `rich`: plays by degree. `strength`: of adopted reports, over the "
        "paragraphs that both have, 0 to 1. `objections`: delegations a play that object. `dissociations`: "
        "delegations that dissociate, an adopted report. `readings`: last reading that changed the draft.",
        _measures,
        Column("measure", "name of the measure", "text", lambda row: row[0]),
        *_contrast(lambda row: row[1], "share or mean", "number"),
        *_STAMPS,
    ),
    Table.of(
        "language",
        "One row for each paragraph that both have, those that differ most first. Left out if there is none.",
        lambda comparison: comparison.language,
        Column("issue", "code of its issue", "code", lambda p: p.issue.code),
        Column("title", "name of its issue", "text", lambda p: p.issue.title),
        *(_formulation(letter, rung) for letter in "ab" for rung in Rung),
        *(
            Column(f"strength_{side}", f"mean strength of reports of {side.upper()}", "number, 0 to 1",
                   attrgetter(f"strength.{side}"))
            for side in "ab"
        ),
        *_difference(lambda p: p.strength.difference),
        *_difference(lambda p: p.in_both, suffix="_where_both_adopt"),
        *_STAMPS,
    ),
    Table.of(
        "delegations",
        "One row for each delegation of either side, those whose objections differ most first. Empty where "
        "it is not in the room.",
        lambda comparison: comparison.delegations,
        Column("state", "who it is", "country code", lambda d: d.code),
        Column("name", "its name", "text", lambda d: name_of(d.code)),
        *_contrast(lambda d: d.objects, _OBJECTS, "share", "objects_"),
        *_contrast(lambda d: d.dissociates, _DISSOCIATES, "share", "dissociates_"),
        *_STAMPS,
    ),
    Table.of(
        "plays", "One row for each play.", _plays,
        Column("replicate", "number of the play, from 0; with `seed` it fixes the luck", "count",
               itemgetter("replicate")),
        *(
            Column(f"{name}_{side}", f"{meaning}, in {side.upper()}", unit, itemgetter(f"{name}_{side}"))
            for name, meaning, unit in _PLAY
            for side in "ab"
        ),
        *_STAMPS,
    ),
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
    Column("a", "probabilities in A, if a report is adopted", "by formulation", lambda p: _shares(p, "a")),
    Column("b", "probabilities in B, if a report is adopted", "by formulation", lambda p: _shares(p, "b")),
    Column("strength", "mean strength of adopted reports, 0 to 1", "object", lambda p: p,
           _contrast(lambda p: p.strength, "mean strength", "number, 0 to 1")),
    Column("where_both_adopt", "difference of strength in the plays that adopt a report in both", "object",
           lambda p: p, _difference(lambda p: p.in_both)),
)  # fmt: skip
_DELEGATION: tuple[Column[DelegationContrast], ...] = (
    Column("objects", _OBJECTS, "object", lambda d: d, _contrast(lambda d: d.objects, "share", "share")),
    Column("dissociates", _DISSOCIATES, "object", lambda d: d,
           _contrast(lambda d: d.dissociates, "share", "share")),
)  # fmt: skip
SUMMARY: tuple[Column[Comparison], ...] = (
    Column("schema", "version of this form", "1", lambda c: 1),
    VERSION,
    Column("a", "one side", "object", lambda c: c, _side("a")),
    Column("b", "the other side", "object", lambda c: c, _side("b")),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of each side", "count"),
    Column("differs", "what differs between the two before the first reading", "list of objects",
           lambda c: setting_differences(c.a.setting, c.b.setting), _DIFFERS),
    Column("share_adopted", "share of plays that adopt a report", "object", lambda c: c, _ADOPTED),
    Column("plays", "how many plays adopt a report in both, in one or in neither", "object",
           lambda c: c, _PLAYS),
    Column("measures", "means over plays, as in `summary.csv`", "objects by measure",
           of=_contrast(lambda contrast: contrast, "mean", "number")),
    Column("language", "every paragraph that both have", "objects by issue",
           lambda c: {p.issue.code: p for p in c.language}, _LANGUAGE),
    Column("delegations", "every delegation of either side", "objects by country code",
           lambda c: {d.code: d for d in c.delegations}, _DELEGATION),
    Column("notes", "how they were compared, and what the figures do not cover", "list",
           lambda c: list(notes(c))),
)  # fmt: skip
