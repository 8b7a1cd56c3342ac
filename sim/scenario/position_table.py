"""Tables of positions, a row a cell with its source: the one beside a scenario file, and our statements."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import Evidence
from sim.scenario.ict_issues import no_ladder
from sim.scenario.roster import roster
from sim.scenario.schema import Position
from sim.scenario.state_names import state_hint
from sim.scenario.tabular.table import Columns, read_table

#: What a table must have beside the column of whose each cell is; other columns are not read.
COLUMNS = ("issue", "value", "source", "date", "evidence")
#: Column of whose each cell is, in a table beside a scenario file.
WHOSE = "iso3"
#: The name that stands for all members.
EVERYBODY = "*"
#: Problem of a name that is not a state's.
NO_STATE = "is not a member state"
_STRONGEST = 3


def narrowness(name: str, others: Collection[str] = ()) -> int:
    """Return how narrow a name is: 0 everybody, 1 a group, 2 a seat; what the narrower says counts.

    Parameters
    ----------
    others : codes of seats that are no member state
    """
    return 0 if name == EVERYBODY else 2 if name in roster() or name in others else 1


@dataclass(frozen=True)
class Row:
    """One cell of a table: whose it is (a state, a group or everybody), on what, and on which line."""

    whose: str
    issue: str
    cell: Position
    line: int


def read_positions(path: Path, whose: str = WHOSE) -> list[Row]:
    """Read a table of positions.

    Raises BadInput if the file cannot be read, lacks a column, or a row cannot be used: all faults with their
    lines.

    Parameters
    ----------
    whose : column of whose each cell is
    """
    file, columns = str(path), (whose, *COLUMNS)
    table = read_table(path, Columns(columns.__contains__, "value".__eq__, columns))
    if wrong := [name for name in columns if table.header.count(name) != 1]:
        allowed = f"{','.join(columns)}, separated by commas, semicolons or tabs"
        problem = "must have each column once"
        raise BadInput([Fault(file, problem, table.line, ", ".join(wrong), allowed=allowed)])
    rows: list[Row] = []
    faults: list[Fault] = [*table.faults]
    for line, given in table.rows:
        wrong_here = [Fault(file, problem, line, *what) for problem, *what in _wrong(given, columns)]
        if wrong_here:
            faults += wrong_here
        else:
            rows.append(Row(given[whose], given["issue"], _position(given), line))
    if faults:
        raise BadInput(sorted(faults, key=lambda fault: fault.line or 0))
    return rows


def strangers(
    rows: Iterable[Row], table: str, whose: str, names: Collection[str], allowed: str, issues: Collection[str]
) -> Iterator[Fault]:
    """Find names and issues of a table that are not known.

    Parameters
    ----------
    whose : column of whose each cell is
    names, allowed : what may stand there; the same in words
    issues : codes of the issues that positions may be on
    """
    for row in rows:
        if row.whose not in names:
            yield Fault(table, NO_STATE, row.line, whose, row.whose, allowed, hint=meant(row.whose, names))
        if row.issue not in issues:
            near = partial(hint, row.issue, issues)
            problem = no_ladder(row.issue, issues)
            yield Fault(table, problem, row.line, "issue", row.issue, ", ".join(issues), hint=near)


def meant(name: str, names: Iterable[str]) -> Callable[[], str]:
    """Return what works out the hint for a name that is neither a state's nor one of some groups'."""
    groups = [known for known in names if known not in roster() and known != EVERYBODY]
    return partial(state_hint, name, groups)


def _wrong(given: Mapping[str, str], columns: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is wrong with a row: the problem, the column, what stands there, what may."""
    empty = [name for name in columns if not given[name]]
    yield from (("is empty", name, "", "") for name in empty)
    value, evidence = given["value"], given["evidence"]
    if value and not _is_number(value):
        yield "is not a number", "value", value, "a number from -3 to 3"
    elif value and not abs(float(value)) <= _STRONGEST:
        yield "is out of range", "value", value, "-3 to 3"
    if evidence and evidence not in list(Evidence):
        yield "is not one of the values allowed", "evidence", evidence, ", ".join(Evidence)
    try:
        Position.model_validate(
            {"value": 0, "source": given["source"] or None, "date": given["date"] or None}
        )
    except ValidationError as error:
        for found in error.errors(include_url=False):
            column = str(found["loc"][0])
            yield found["msg"], column, given[column], str(found.get("ctx", {}).get("allowed", ""))


def _is_number(text: str) -> bool:
    try:
        return not math.isnan(float(text))
    except ValueError:
        return False


def _position(given: Mapping[str, str]) -> Position:
    return Position(
        value=float(given["value"]),
        source=given["source"],
        date=given["date"],
        evidence=Evidence(given["evidence"]),
    )
