"""Statements: what states and groups of states have documentedly said, and what of it counts for a member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import last_day
from sim.scenario.ict_issues import CODED, written_issues
from sim.scenario.memberships import members_of, spans
from sim.scenario.position_table import Row, narrowness, read_positions, strangers
from sim.scenario.roster import roster
from sim.scenario.schema import Position

#: The statements that ship with the program.
SHIPPED = Path(__file__).parent / "data" / "statements.csv"
#: Column of who spoke.
SPEAKER = "speaker"
_ALLOWED = "ISO 3166 alpha-3 codes of UN members, and groups of memberships.csv"


@dataclass(frozen=True)
class Statement:
    """What a state or a group said on an issue, and the last day on which it may have said it."""

    speaker: str
    issue: str
    position: Position
    day: dt.date


@cache
def statements() -> tuple[Statement, ...]:
    """Return the statements that ship with the program, in the order of their table."""
    return read_statements(SHIPPED)


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Read a table of statements; raise BadInput with all rows that cannot be used, each with its line."""
    rows = read_positions(path, SPEAKER)
    names = frozenset([*roster(), *spans()])
    issues = list(dict.fromkeys([*(issue.code for issue in written_issues()), *CODED]))
    faults = [*strangers(rows, str(path), SPEAKER, names, _ALLOWED, issues), *_misdated(rows, str(path))]
    if faults:
        raise BadInput(sorted(faults, key=lambda fault: fault.line or 0))
    return tuple(Statement(row.whose, row.issue, row.cell, _day(row)) for row in rows)


def speaking_for(code: str) -> Sequence[Statement]:
    """Return the shipped statements that a state made, or a group of which it was a member on that day."""
    return _shipped_by_state().get(code, ())


def that_count(said: Iterable[Statement]) -> dict[str, Position]:
    """Return the position that counts on each issue: a state's own word before its group's, then the later.

    Of two groups that spoke on one day, the one that stands later in the table counts.
    """
    in_order = sorted(said, key=lambda one: (narrowness(one.speaker), one.day))
    return {one.issue: one.position for one in in_order}


def by_state(made: Iterable[Statement]) -> Mapping[str, Sequence[Statement]]:
    """Return for each state what it said, and what groups said to which it belonged that day."""
    found: dict[str, list[Statement]] = {}
    for one in made:
        if one.speaker in roster():
            found.setdefault(one.speaker, []).append(one)
            continue
        through = {"source": f"{one.speaker}, of which it was a member: {one.position.source}"}
        as_member = replace(one, position=one.position.model_copy(update=through))
        for code in members_of(one.speaker, one.day):
            found.setdefault(code, []).append(as_member)
    return found


@cache
def _shipped_by_state() -> Mapping[str, Sequence[Statement]]:
    return by_state(statements())


def _misdated(rows: Sequence[Row], table: str) -> Iterator[Fault]:
    """Find rows of a group that had no members on the day, and rows that say the same twice."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        date = str(row.cell.date)
        if row.whose in spans() and not members_of(row.whose, _day(row)):
            yield Fault(table, f"is a day on which {row.whose} had no members", row.line, "date", date)
        if (one := (row.whose, row.issue, date)) in seen:
            yield Fault(table, "is named twice", row.line, "issue", " ".join(one))
        seen.add(one)


def _day(row: Row) -> dt.date:
    return last_day(str(row.cell.date))
