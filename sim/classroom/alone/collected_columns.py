"""Tables of the result files of students who played alone: `gge-sim collect`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sim.classroom.alone.checking import CheckedResult
from sim.classroom.alone.collected import Collected
from sim.classroom.export.decisions import decisions
from sim.classroom.export.kept import Kept
from sim.report.column import Column, Table
from sim.report.stamp import headed, stamps

KIND = "collect"
_STANCES = "`supports`, `accepts`, `brackets`, `declines`, `joins`, `dissociates` or `objects`"


class _Student(NamedTuple):
    collected: Collected
    result: CheckedResult


def _students(collected: Collected) -> Iterator[_Student]:
    return (_Student(collected, result) for result in collected.results)


def _decisions(collected: Collected) -> Iterator[dict[str, Any]]:
    for result in collected.results:
        for row in decisions(Kept(collected.case, result.teacher, result.deeds)):
            if row["seat"] == result.seat:
                yield {**row, "file": result.file, "student": result.name}


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _own(name: str, meaning: str, unit: str = "count") -> Column[_Student]:
    return Column(name, meaning, unit, lambda row: getattr(row.result.outcome, name))


def _computer(name: str, meaning: str, unit: str = "count") -> Column[_Student]:
    return Column(
        f"computer_{name}",
        f"{meaning}, with computers in all seats",
        unit,
        lambda row: getattr(row.collected.computers[row.result.seat], name),
    )


def _brackets(row: _Student, reading: int) -> int | None:
    counts = row.result.outcome.brackets
    return counts[reading] if counts else None


_STAMPS = stamps(lambda collected: collected.seed)
_FILE = Column[Any]("file", "name of the result file", "text")
TABLES: tuple[Table[Collected], ...] = (
    Table.of(
        "students",
        "One row for each accepted file. `musts` and `red_lines` come from the instructions.",
        _students,
        Column[_Student]("file", "name of the result file", "text", lambda row: row.result.file),
        Column[_Student]("student", "name as the student gave it", "text", lambda row: row.result.name),
        Column[_Student]("seat", "delegation", "code", lambda row: row.result.seat),
        Column[_Student]("seat_name", "its name", "text",
               lambda row: row.collected.case.name(row.result.seat)),
        _own("adopted", "whether there is a report", "0 or 1"),
        _own("decided", "the student's decision", "`joins`, `dissociates` or `objects`"),
        _own(
            "instructed",
            "the decision that follows from the instructions",
            "`joins`, `dissociates` or `objects`",
        ),
        _own("musts", "paragraphs to bring home"),
        _own("reached", "how many of these the last text has"),
        _own("red_lines", "red lines"),
        _own("crossed", "how many of these the last text crosses"),
        Column[_Student]("brackets_first", "paragraphs bracketed at the end of the first reading", "count",
                         lambda row: _brackets(row, 0)),
        Column[_Student]("brackets_last", "paragraphs bracketed at the end of the last reading", "count",
                         lambda row: _brackets(row, -1)),
        _own("packages", "packages offered"),
        _own("carried", "how many of these were carried out"),
        _own("accepted", "packages of others accepted or co-sponsored"),
        _own("hints", "hints asked for"),
        Column[_Student]("began", "first action, in UTC", "date and time",
               lambda row: _time(row.result.deeds[0].at)),
        Column[_Student]("ended", "last action, in UTC", "date and time",
               lambda row: _time(row.result.deeds[-1].at)),
        Column[_Student]("minutes", "between the two", "number", lambda row: round(row.result.minutes, 1)),
        Column[_Student]("late", "whether it ended after the deadline", "0 or 1",
               lambda row: row.result.late),
        Column[_Student]("same_as", "an earlier file with the same actions at the same times; empty if none",
                         "text", lambda row: row.collected.same_as(row.result)),
        _computer("adopted", "whether there is a report", "0 or 1"),
        _computer("decided", "decision of the same seat", "`joins`, `dissociates` or `objects`"),
        _computer("reached", "how much of what the seat is to bring home the last text has"),
        *_STAMPS,
    ),
    Table.of(
        "decisions",
        "One row for each decision: on a paragraph at a reading, on a package, or on the report.",
        _decisions,
        _FILE,
        Column("student", "name as the student gave it", "text"),
        Column("seat", "delegation", "code"),
        Column("reading", "in which it was decided", "count"),
        Column("about", "what was decided on", "`paragraph`, `package` or `report`"),
        Column("paragraph", "number of the paragraph in the draft, from 1", "count"),
        Column("issue", "the paragraph's issue", "code"),
        Column("drafted", "what the draft said", "`silent`, `indirect` or `explicit`"),
        Column("decision", "the decision", _STANCES),
        Column(
            "proposal", "the words that the student proposed instead", "`silent`, `indirect` or `explicit`"
        ),
        Column("package", "number of the package", "count"),
        Column("instructed", "the decision on the report that follows from the instructions", "word"),
        Column("reason", "the reason that the student gave", "text"),
        *_STAMPS,
    ),
    Table.of(
        "refused",
        "One row for each file that was refused.",
        lambda collected: collected.refusals,
        _FILE,
        Column("reason", "why", "text"),
        *_STAMPS,
    ),
)  # fmt: skip
SUMMARY: tuple[Column[Collected], ...] = (
    *headed(KIND),
    Column("students", "files accepted", "count", lambda c: len(c.results)),
    Column("adopted", "students with a report", "count"),
    Column("late", "files that ended after the deadline", "count", lambda c: sum(r.late for r in c.results)),
    Column("refused", "files refused", "count", lambda c: len(c.refusals)),
    Column("computers_adopted", "whether the same play ends with a report with computers in all seats",
           "true or false", lambda c: next(iter(c.computers.values())).adopted),
    Column("probability", "of consensus in the same room; null where the model claims none",
           "number, 0 to 1, or null", lambda c: c.forecast.claim.probability),
)  # fmt: skip
