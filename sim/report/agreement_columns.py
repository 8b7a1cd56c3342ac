"""The tables of the agreement of two coders, and its JSON object."""

from __future__ import annotations

from typing import Any

from sim.report.column import Column, Table, estimated, interval_of
from sim.study.agreement import Agreement, Disagreement, KindAgreement

KIND = "agreement"
_SAME = "share of codes that are the same; positions within half a step"
_KAPPA = "Cohen's kappa; of numbers, weighted by squared distance"
_ALPHA = "Krippendorff's alpha; nominal for words, by interval for numbers"
_UNIT = "share, 1 for perfect agreement, 0 for as much as by chance, or less"
_HEAD: tuple[Column[KindAgreement], ...] = (
    Column(
        "kind", "kind of code; `all` for their mean, weighted by codes", "text", lambda k: k.kind or "all"
    ),
    Column("codes", "codes that both have", "count"),
    Column("same", _SAME, "share, 0 to 1"),
)
_ROWS: tuple[Column[Disagreement], ...] = (
    Column("process", "`id` of the scenario", "text", lambda d: d.key.process),
    Column("kind", "kind of code", "text", lambda d: d.key.kind.value),
    Column("delegation", "whose code it is", "country code", lambda d: d.key.delegation),
    Column("matter", "what it is about", "text", lambda d: d.key.matter),
    Column("a", "code of the first coder", "word or number"),
    Column("b", "code of the second coder", "word or number"),
    Column("apart", "distance of the two; 1 for words", "number"),
    Column("note_a", "why, in the words of the first coder", "text"),
    Column("note_b", "the same of the second", "text"),
)


def _kinds(result: Agreement) -> tuple[KindAgreement, ...]:
    return (*result.kinds, result.overall)


TABLES: tuple[Table[Agreement], ...] = (
    Table(
        "agreement",
        "One row for each kind of code, and one for all.",
        _kinds,
        (
            *_HEAD,
            *estimated("kappa", _KAPPA, _UNIT, lambda k: k.kappa),
            *estimated("alpha", _ALPHA, _UNIT, lambda k: k.alpha),
        ),
    ),
    Table(
        "disagreements",
        "One row for each code on which the two differ, by kind, the widest first.",
        lambda result: result.disagreements,
        _ROWS,
    ),
)
_BOTH: tuple[Column[Any], ...] = (
    *_HEAD,
    Column("kappa", _KAPPA, "object", None, interval_of(_KAPPA, _UNIT)),
    Column("alpha", _ALPHA, "object", None, interval_of(_ALPHA, _UNIT)),
)
SUMMARY: tuple[Column[Agreement], ...] = (
    Column("schema", "version of this object", "number", lambda _: 1),
    Column("kinds", "one object for each kind of code, and one for all", "list of objects", _kinds, _BOTH),
    Column("only_a", "codes that the first coder alone has", "count", lambda r: len(r.only_a)),
    Column("only_b", "codes that the second coder alone has", "count", lambda r: len(r.only_b)),
    Column("disagreements", "codes on which the two differ", "list of objects", None, _ROWS),
    Column("resamples", "resamples of the bootstrap", "count"),
    Column("seed", "seed of the bootstrap", "number"),
)
