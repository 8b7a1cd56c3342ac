"""A table of positions beside a scenario file: a row a cell, each with its source."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import Evidence
from sim.scenario.schema import Position
from sim.scenario.tabular.table import Columns, read_table

#: What a table must have; other columns are not read.
COLUMNS = ("iso3", "issue", "value", "source", "date", "evidence")
_KNOWN = Columns(known=COLUMNS.__contains__, number="value".__eq__, needed=COLUMNS)
_STRONGEST = 3


@dataclass(frozen=True)
class Row:
    """One cell of a table: whose it is (a state, a group or everybody), on what, and on which line."""

    whose: str
    issue: str
    cell: Position
    line: int


def read_positions(path: Path) -> list[Row]:
    """Read a table of positions.

    Raises BadInput if the file cannot be read, lacks a column, or a row cannot be used: all faults with their
    lines.
    """
    file = str(path)
    table = read_table(path, _KNOWN)
    if wrong := [name for name in COLUMNS if table.header.count(name) != 1]:
        allowed = f"{','.join(COLUMNS)}, separated by commas, semicolons or tabs"
        problem = "must have each column once"
        raise BadInput([Fault(file, problem, table.line, ", ".join(wrong), allowed=allowed)])
    rows: list[Row] = []
    faults: list[Fault] = [*table.faults]
    for line, given in table.rows:
        wrong_here = [Fault(file, problem, line, *what) for problem, *what in _wrong(given)]
        if wrong_here:
            faults += wrong_here
        else:
            rows.append(Row(given["iso3"], given["issue"], _position(given), line))
    if faults:
        raise BadInput(sorted(faults, key=lambda fault: fault.line or 0))
    return rows


def _wrong(given: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is wrong with a row: the problem, the column, what stands there, what may."""
    empty = [name for name in COLUMNS if not given[name]]
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
