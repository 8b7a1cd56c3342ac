"""Columns: a table is declared once; its file, its JSON and its page in the docs are written from that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

Row = TypeVar("Row")
Result = TypeVar("Result")
#: Floating-point numbers in JSON are given to this many digits after the point.
DIGITS = 6


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table, or one key of a JSON object.

    Parameters
    ----------
    name : its header or key
    meaning : what it tells, for the reference page
    unit : what its values are: code, text, share, count, a list of words that it may be
    value : its value in a row; the row's attribute of that name if not given
    of : where the value is a row or a list of rows, the columns of these
    exact : whether numbers are given to the last digit in JSON
    """

    name: str
    meaning: str
    unit: str
    value: Callable[[Row], Any] | None = None
    of: tuple[Column[Any], ...] = ()
    exact: bool = False

    def cell(self, row: Row) -> Any:
        """Return the value in a row."""
        return getattr(row, self.name) if self.value is None else self.value(row)


@dataclass(frozen=True)
class Family(Generic[Result]):
    """Columns of which there are as many as a result has issues, levers or delegations.

    Parameters
    ----------
    name : what stands for their names on the reference page, such as ISSUE
    meaning, unit : as of a column
    columns : the columns of a result, in order
    """

    name: str
    meaning: str
    unit: str
    columns: Callable[[Result], Iterable[Column[Any]]]


@dataclass(frozen=True)
class Table(Generic[Result]):
    """A table of a result.

    Parameters
    ----------
    name : of its file, without the ending
    meaning : what a row is
    rows : the rows of a result, in order
    columns : its columns, in order
    """

    name: str
    meaning: str
    rows: Callable[[Result], Iterable[Any]]
    columns: tuple[Column[Any] | Family[Result], ...]

    def sheet(self, result: Result) -> Sheet:
        """Return the table of a result."""
        columns = tuple(self._columns(result))
        rows = Rows(columns, lambda: self.rows(result))
        return Sheet(self.name, tuple(column.name for column in columns), rows)

    def _columns(self, result: Result) -> Iterator[Column[Any]]:
        for column in self.columns:
            yield from [column] if isinstance(column, Column) else column.columns(result)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table as plain values, made anew whenever they are read: a million need no memory."""

    columns: Sequence[Column[Any]]
    source: Callable[[], Iterable[Any]]

    def __iter__(self) -> Iterator[list[Any]]:
        """Yield the values of each row."""
        return ([column.cell(row) for column in self.columns] for row in self.source())

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return next(iter(self), None) is not None


@dataclass(frozen=True)
class Sheet:
    """A table filled in: its header, and its rows as plain values."""

    name: str
    header: tuple[str, ...]
    rows: Rows


def record(columns: Iterable[Column[Row]], row: Row) -> dict[str, Any]:
    """Return a row as a JSON object: rounded numbers, null for what is not there."""
    return {column.name: _value(column, column.cell(row)) for column in columns}


def _value(column: Column[Any], value: Any) -> Any:
    if not column.of:
        return value if column.exact else _json(value)
    if value is None or isinstance(value, Mapping):
        return value and {key: record(column.of, one) for key, one in value.items()}
    return (
        [record(column.of, one) for one in value]
        if isinstance(value, list | tuple)
        else record(column.of, value)
    )


def _json(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return round(float(value), DIGITS) if np.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value.item() if isinstance(value, np.generic) else value
