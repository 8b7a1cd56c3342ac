"""Table: the header and the rows of a user's table, whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.fault import BadInput, Fault
from sim.scenario.tabular.decoding import decoded
from sim.scenario.tabular.delimited import Grid, grids
from sim.scenario.tabular.formula_guard import unguarded
from sim.scenario.tabular.numbers import has_decimal_commas, with_point
from sim.scenario.tabular.workbook import is_workbook, sheet_rows
from sim.scenario.text import read_raw

#: Rows at the top among which the header is searched.
_TOP = 20
#: What a spreadsheet writes where it cannot compute.
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """What is known of a table before it is read.

    Parameters
    ----------
    known : whether a column may have a name; the header is found by this
    number : whether the cells of a column are numbers
    needed : columns that must be there; others are not read. None: all are read, and must be known
    may_be_empty : columns whose cells may be empty, and so be left out at the end of a row
    """

    known: Callable[[str], bool]
    number: Callable[[str], bool]
    needed: tuple[str, ...] | None = None
    may_be_empty: Collection[str] = ()

    def read(self, name: str) -> bool:
        """Return whether a column is read."""
        return self.needed is None or name in self.needed


@dataclass(frozen=True)
class Table:
    """A table as read.

    Parameters
    ----------
    line : of the header
    header : names of the columns, without nameless ones
    rows : each with its line, and its cells by column
    faults : what is wrong with rows that are left out
    """

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...] = ()
    faults: tuple[Fault, ...] = ()


def file_and_sheet(path: Path) -> tuple[Path, str]:
    """Return a file, and the sheet named behind it as in ``positions.xlsx#Sheet2``; empty if none is."""
    name, _, sheet = path.name.rpartition("#")
    return (path.with_name(name), sheet) if name.lower().endswith(".xlsx") and sheet else (path, "")


def read_table(path: Path, columns: Columns) -> Table:
    """Read a table: CSV with commas, semicolons or tabs, or a sheet of an .xlsx workbook.

    Raises BadInput if the file or a line of it cannot be read.
    """
    place = str(path)
    file, sheet = file_and_sheet(path)
    raw = read_raw(file, place)
    if is_workbook(raw):
        try:
            found = [sheet_rows(raw, sheet)]
        except ValueError as error:
            raise BadInput([Fault(place, str(error))]) from None
    else:
        found = grids(decoded(raw, place))
    grid, at = _header(found, columns)
    line, names = grid.rows[at] if grid.rows else (1, ())
    if broken := [(n, problem) for n, problem in grid.broken if n >= line]:
        raise BadInput([Fault(place, f"is not a table that can be read: {why}", n) for n, why in broken])
    rows, faults = [], [*_above(place, grid, at)]
    for number, cells, wrong in _rows(names, grid, at, columns):
        faults += [Fault(place, problem, number, *what) for problem, *what in wrong]
        if not wrong:
            rows.append((number, cells))
    return Table(line, tuple(filter(None, names)), tuple(rows), tuple(faults))


def _header(found: list[Grid], columns: Columns) -> tuple[Grid, int]:
    """Return the grid and the number of the row that look most like the header that is known."""

    def likeness(grid: Grid, at: int) -> tuple[bool, int]:
        names = {name for name in grid.rows[at][1] if name}
        known = {name for name in names if columns.known(name)}
        whole = known == names if columns.needed is None else known >= {*columns.needed}
        return whole and bool(known), len(known)

    # Of several as good, the first: a comma before other separators, a row before those below it.
    places = [(grid, at) for grid in found for at in range(min(len(grid.rows), _TOP))]
    best = max(places, key=lambda place: likeness(*place), default=(found[0], 0))
    return best if not places or likeness(*best)[1] else (best[0], 0)


def _above(place: str, grid: Grid, at: int) -> Iterator[Fault]:
    """Yield rows above the header that are no title."""
    width = sum(map(bool, grid.rows[at][1])) if grid.rows else 0
    for number, cells in grid.rows[:at]:
        if sum(map(bool, cells)) >= max(2, width):
            yield Fault(place, "is above the column names and is not a title", number)


#: What is wrong with a row: the problem, the column, what stands there, what may.
_Wrong = tuple[str, str, str, str]


def _rows(
    names: tuple[str, ...], grid: Grid, at: int, columns: Columns
) -> Iterator[tuple[int, dict[str, str], list[_Wrong]]]:
    """Yield each row below the header: its line, its cells by column, and what is wrong with it."""
    body = grid.rows[at + 1 :]
    numbers = [n for n, name in enumerate(names) if name and columns.number(name)]
    commas = has_decimal_commas(cells[n] for _, cells in body for n in numbers if n < len(cells))
    quotes = f"text that contains {grid.separator} in quotes" if grid.separator else ""
    for line, cells in body:
        wrong = [*_shape(names, cells, columns, quotes)]
        given: dict[str, str] = {}
        for n, name in enumerate(names):
            text = cells[n] if n < len(cells) else ""
            given[name] = unguarded(text)
            if wrong or not columns.read(name):
                continue
            if problem := _uncomputed(text):
                wrong.append((problem, name, text, ""))
            elif n in numbers:
                try:
                    given[name] = with_point(text, commas)
                except ValueError as error:
                    wrong.append((str(error), name, text, "a decimal point, no thousands separator"))
        given.pop("", None)
        yield line, given, wrong


def _uncomputed(text: str) -> str:
    if _ERROR.fullmatch(text):
        return "is a spreadsheet error"
    formula = text.startswith("=")
    return (
        "is a formula whose result is not stored; open the file in a spreadsheet and save it"
        if formula
        else ""
    )


def _shape(names: tuple[str, ...], cells: tuple[str, ...], columns: Columns, quotes: str) -> Iterator[_Wrong]:
    """Yield what is wrong with the cells of a row against the names of the columns."""
    missing = [name for name in names[len(cells) :] if name and columns.read(name)]
    if any(cells[len(names) :]) or {*missing} - {*columns.may_be_empty}:
        yield f"has {len(cells)} columns where the header has {len(names)}", "", "", quotes
        return
    for name, cell in zip(names, cells, strict=False):
        if cell and not name:
            allowed = f"a name above each column{'; ' if quotes else ''}{quotes}"
            yield "is in a column without a name", "", cell, allowed
            return
