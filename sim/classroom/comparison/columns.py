"""Tables of compared classes: a row for each class, paragraph, reading, and delegation that stood apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.classroom.comparison.compared import ComparedClass, Comparison
from sim.report.column import Column, Table
from sim.report.stamp import opened

KIND = "classes"
_RUNG = "`silent`, `indirect` or `explicit`"
_STAMP: tuple[Column[Any], ...] = (
    Column("label", "how the comparison calls the class", "text"),
    Column(
        "class", "identifies the class; no other has it", "12 hexadecimal digits", lambda row: row["number"]
    ),
    Column("scenario", "what it negotiated", "text"),
)
_CLASS: tuple[Column[ComparedClass], ...] = (
    Column("label", "how the comparison calls the class", "text"),
    Column("class", "identifies the class; no other has it", "12 hexadecimal digits", lambda c: c.number),
    Column("scenario", "what it negotiated", "text"),
    Column("adopted", "whether it adopted a report; empty if it never decided", "0 or 1"),
    Column("people", "delegations that people played in a reading", "count"),
    Column("readings", "readings held", "count", lambda c: len(c.brackets)),
    Column("dissociating", "delegations that dissociated", "count", lambda c: c.count("dissociates")),
    Column("objecting", "delegations that objected", "count", lambda c: c.count("objects")),
    Column("packages_offered", "packages offered", "count", lambda c: c.offered),
    Column("packages_carried_out", "packages that came into the text", "count", lambda c: c.carried),
)  # fmt: skip


def _row(one: ComparedClass, **more: Any) -> dict[str, Any]:
    return {"label": one.label, "number": one.number, "scenario": one.scenario, **more}


def _paragraphs(found: Comparison) -> Iterator[dict[str, Any]]:
    for one in found.classes:
        for number, (issue, title) in enumerate(one.issues, 1):
            real = one.history.language.get(issue, "") if one.history else ""
            odds = one.forecast.language.get(issue, ()) if one.forecast else ()
            yield _row(
                one,
                paragraph=number,
                issue=issue,
                title=title,
                formulation=one.text.get(issue, ""),
                silent=_at(odds, 0),
                indirect=_at(odds, 1),
                explicit=_at(odds, 2),
                history=real,
            )


def _at(odds: tuple[float, ...], place: int) -> float | None:
    return odds[place] if odds else None


def _readings(found: Comparison) -> Iterator[dict[str, Any]]:
    for one in found.classes:
        for reading, brackets in enumerate(one.brackets, 1):
            yield _row(one, reading=reading, brackets=brackets)


def _apart(found: Comparison) -> Iterator[dict[str, Any]]:
    for one in found.classes:
        for s in one.apart:
            told = (
                s.seat,
                s.name,
                s.player,
                s.decided,
                " ".join(s.apart_from),
                s.reason,
                s.instructed,
                s.over,
            )
            names = ("seat", "name", "player", "decided", "apart_from", "reason", "instructed", "over")
            yield _row(one, **dict(zip(names, told, strict=True)))


TABLES: tuple[Table[Comparison], ...] = (
    Table.of("classes", "A class.", lambda found: found.classes, *_CLASS),
    Table.of(
        "paragraphs", "A paragraph in the last text of a class.", _paragraphs,
        *_STAMP,
        Column[Any]("paragraph", "number of the paragraph in the draft, from 1", "count"),
        Column[Any]("issue", "its issue", "code"),
        Column[Any]("title", "its title", "text"),
        Column[Any]("formulation", "what the last text says", _RUNG),
        Column[Any]("silent", "the model's probability of silent text; empty where it gives none", "share"),
        Column[Any]("indirect", "of indirect text", "share"),
        Column[Any]("explicit", "of explicit text", "share"),
        Column[Any]("history", "what the real report says; empty where there is none", _RUNG),
    ),
    Table.of(
        "brackets", "A reading of a class.", _readings,
        *_STAMP,
        Column[Any]("reading", "its number, from 1", "count"),
        Column[Any]("brackets", "paragraphs in brackets at its end", "count"),
    ),
    Table.of(
        "apart", "A delegation that dissociated or objected.", _apart,
        *_STAMP,
        Column[Any]("seat", "delegation", "code"),
        Column[Any]("name", "its name", "text"),
        Column[Any]("player", "name of the person; empty for the computer", "text"),
        Column[Any]("decided", "what it decided", "`dissociates` or `objects`"),
        Column[Any]("apart_from", "paragraphs that do not bind it, if it dissociates; none for all", "codes"),
        Column[Any]("reason", "the reason that a person gave", "text"),
        Column[Any]("instructed", "the decision that follows from its instructions", "word"),
        Column[Any]("over", "what it minds most by its instructions", "text"),
    ),
)  # fmt: skip
SUMMARY: tuple[Column[Comparison], ...] = (
    *opened(KIND),
    Column("classes", "every class", "list of objects", lambda found: found.classes, _CLASS),
)
