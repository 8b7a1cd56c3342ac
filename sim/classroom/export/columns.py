"""The tables of a class, column by column. A row of each has the class and the scenario first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sim.classroom.export.decisions import decisions
from sim.classroom.export.journal import journal
from sim.classroom.export.kept import Kept
from sim.classroom.export.package_words import side
from sim.classroom.export.participation import participation
from sim.report.column import Column, Table

KIND = "class"
_STANCES = "`supports`, `accepts`, `brackets`, `declines`, `joins`, `dissociates` or `objects`"
_RUNG = "`silent`, `indirect` or `explicit`"
_READING = Column[Any]("reading", "reading in which it was done; 0 before the first", "count")
_SEAT = Column[Any]("seat", "delegation", "code")
_SEAT_NAME = Column[Any]("seat_name", "its name", "text")
_PLAYER = Column[Any]("player", "name of the person; empty for the computer", "text")
_PARAGRAPH = Column[Any]("paragraph", "number of the paragraph in the draft, from 1", "count")
_ISSUE = Column[Any]("issue", "the paragraph's issue", "code")
_DECISION = Column[Any]("decision", "last decision of the student; empty if none was taken", "word")
_INSTRUCTED = Column[Any](
    "instructed", "the decision on the report that follows from the instructions", "word"
)


def _packages(kept: Kept) -> Iterator[dict[str, Any]]:
    for package in kept.lesson.play.packages:
        yield {
            "package": package.number,
            "reading": package.reading,
            "seat": package.sender,
            "seat_name": kept.case.name(package.sender),
            "player": package.by,
            "to": "everybody" if package.everybody else " ".join(package.to),
            "takes": side(package.takes),
            "asks": side(package.asks),
            "sponsors": " ".join(package.sponsors),
            "accepted": " ".join(package.accepted),
            "declined": " ".join(package.declined),
            "state": package.state.value,
            "answer": package.answer,
        }


def _journal(kept: Kept) -> Iterator[dict[str, Any]]:
    return journal(kept.case, kept.teacher, kept.deeds)


def _table(
    name: str, meaning: str, rows: Callable[[Kept], Iterable[dict[str, Any]]], *columns: Column[Any]
) -> Table[Kept]:
    def stamped(kept: Kept) -> Iterator[dict[str, Any]]:
        return ({"class": kept.id, "scenario": kept.case.scenario.id, **row} for row in rows(kept))

    stamp = (
        Column[Any]("class", "identifies the class; no other has it", "12 hexadecimal digits"),
        Column[Any]("scenario", "what it negotiated", "text"),
    )
    return Table(name, meaning, stamped, (*stamp, *columns))


TABLES: tuple[Table[Kept], ...] = (
    _table(
        "decisions",
        "A decision: a delegation on a paragraph at a reading, on a package, or on the report.",
        decisions,
        _READING,
        _SEAT,
        _SEAT_NAME,
        _PLAYER,
        Column("played", "who decided", "`person` or `computer`"),
        Column("about", "what was decided on", "`paragraph`, `package` or `report`"),
        _PARAGRAPH,
        _ISSUE,
        Column("title", "title of the paragraph", "text"),
        Column("drafted", "what the draft said", _RUNG),
        Column("decision", "the decision", _STANCES),
        Column("proposal", "the words that it proposed instead", _RUNG),
        Column("package", "number of the package", "count"),
        _INSTRUCTED,
        Column("reason", "the reason that a person gave", "text"),
        Column("apart_from", "paragraphs that do not bind it, if it dissociates; empty for all", "codes"),
    ),
    _table(
        "packages",
        "A package offer, and what became of it.",
        _packages,
        Column("package", "its number", "count"),
        _READING,
        Column("seat", "delegation that offered it", "code"),
        _SEAT_NAME,
        _PLAYER,
        Column("to", "who was asked", "codes, or everybody"),
        Column("takes", "what the sender takes", "issue and formulation"),
        Column("asks", "what the others shall take", "issue and formulation"),
        Column("sponsors", "who co-sponsored it", "codes"),
        Column("accepted", "who accepted it", "codes"),
        Column("declined", "who declined it", "codes"),
        Column(
            "state", "where it ended", "`open`, `agreed`, `declined`, `withdrawn`, `expired` or `carried out`"
        ),
        Column("answer", "why the chair did not carry it out, if the chair said so", "text"),
    ),
    _table(
        "participation",
        "A student, for a grade book.",
        participation,
        Column("student", "in the order of coming in, from 1", "count"),
        Column("player", "name of the student", "text"),
        Column("seat", "last delegation of the student", "code"),
        _SEAT_NAME,
        Column("readings", "readings at the end of which the student was there", "count"),
        Column("answers", "answers to paragraphs, changes included", "count"),
        Column("brackets", "answers that bracket", "count"),
        Column("proposals", "words proposed", "count"),
        Column("packages_offered", "packages offered", "count"),
        Column("packages_answered", "packages accepted or declined", "count"),
        Column("packages_sponsored", "packages co-sponsored", "count"),
        Column("packages_carried_out", "own packages that the chair carried out", "count"),
        Column("notes", "notes written, in rooms too", "count"),
        Column("floor_asked", "times that the student asked for the floor", "count"),
        _DECISION,
        _INSTRUCTED,
        Column("removed", "whether the teacher removed the student", "0 or 1"),
    ),
    _table(
        "actions",
        "An action of somebody in the class, or a change that followed from it, in order.",
        _journal,
        Column("number", "of the action, from 1", "count"),
        Column("time", "when, in UTC", "date and time"),
        _READING,
        _SEAT,
        _SEAT_NAME,
        _PLAYER,
        Column("kind", "what was done, such as answer, propose, decide, draft, stance", "word"),
        _PARAGRAPH,
        _ISSUE,
        Column("from", "what it was before: a stance, formulation, seat, number or phase", "depends on kind"),
        Column("to", "what it is then", "depends on kind"),
        Column("text", "what was written", "text"),
    ),
)
