"""Columns: a table is declared once; its file, its JSON and its page in the docs are written from that."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import isnan
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from sim.report.unit import Unit

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row")
Result = TypeVar("Result")
#: Floating-point numbers in JSON are given to this many digits after the point.
DIGITS = 6
#: Types of columns of a data frame by what their units say.
_KINDS = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table, or one key of a JSON object.

    Parameters
    ----------
    name : its header or key
    meaning : what it means, for the reference page
    unit : what its values are: code, text, share, count, a list of words that it may be
    value : its value in a row; the row's attribute or key of that name if not given
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
        if self.value is not None:
            return self.value(row)
        return row[self.name] if isinstance(row, dict) else getattr(row, self.name)

    def within(self, of: Callable[[Any], Row]) -> Column[Any]:
        """Return the same column of rows that each hold a row of this kind."""
        return replace(self, value=lambda row: self.cell(of(row)))


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

    @classmethod
    def of(
        cls,
        name: str,
        meaning: str,
        rows: Callable[[Result], Iterable[Any]],
        *columns: Column[Any] | Family[Result],
    ) -> Table[Result]:
        """Return a table of some columns."""
        return cls(name, meaning, rows, columns)

    def sheet(self, result: Result) -> Sheet:
        """Return the table of a result."""
        columns = tuple(self._columns(result))
        rows = Rows(columns, lambda: self.rows(result))
        units, meanings = (tuple(getattr(c, about) for c in columns) for about in ("unit", "meaning"))
        return Sheet(self.name, tuple(column.name for column in columns), rows, units, meanings)

    def _columns(self, result: Result) -> Iterator[Column[Any]]:
        for column in self.columns:
            if isinstance(column, Column):
                yield column
            else:
                for one in column.columns(result):
                    yield replace(one, unit=one.unit or column.unit, meaning=one.meaning or column.meaning)


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
    """A table filled in: its header, its rows as plain values, and what its columns are, if declared."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    units: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """Return the table as a data frame with typed columns, nulls where there is nothing.

        Words of a short list are an ordered category, as are numbers that stand for them; lists stay lists.
        Raises ImportError if pandas is not installed.
        """
        import pandas as pd

        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.header)
        series = {}
        for name, unit, values in zip_longest(distinct(self.header), self.units, columns):
            if words := _words(values, unit or ""):
                shown = [words.get(one) for one in values]
                series[name] = pd.Series(pd.Categorical(shown, list(words.values()), ordered=True))
                continue
            values = _as_numbers(values, unit or "")
            kind = _kind(values, unit or "")
            shown = [None if _missing(one) else str(one) if kind == "string" else one for one in values]
            series[name] = pd.Series(shown, dtype=kind)
        return pd.DataFrame(series)


def distinct(header: Sequence[str]) -> list[str]:
    """Return names of columns of which no two are equal but for case, as SQLite compares them.

    Of several, one keeps its name: ours, in lower case, before the code of an issue; and the last before
    others, as what a row rests on comes last. The rest get a number.
    """
    order = sorted(range(len(header)), key=lambda n: (header[n] != header[n].lower(), -n))
    taken = {name.casefold() for name in header}
    kept: set[str] = set()
    names = list(header)
    for n in order:
        if header[n].casefold() in kept:
            number = 2
            while f"{header[n]}_{number}".casefold() in taken:
                number += 1
            names[n] = f"{header[n]}_{number}"
            taken.add(names[n].casefold())
        kept.add(header[n].casefold())
    return names


def interval_of(meaning: str, unit: str) -> tuple[Column[Any], ...]:
    """Return the keys of an estimate, which has a `value`, and the ends `low` and `high` of its interval."""
    return (
        Column("value", meaning, unit),
        Column("low", "lower end of its 95 % interval", unit),
        Column("high", "upper end of its 95 % interval", unit),
    )


def estimated(name: str, meaning: str, unit: str, of: Callable[[Any], Any]) -> tuple[Column[Any], ...]:
    """Return the columns of an estimate: its value, and the ends of its 95 % interval.

    Parameters
    ----------
    of : a row's estimate, with its `value`, `low` and `high`
    """
    names = (name, f"{name}_low", f"{name}_high")
    keys = zip(names, interval_of(meaning, unit), strict=True)
    return tuple(replace(key.within(of), name=called) for called, key in keys)


def record(columns: Iterable[Column[Row]], row: Row) -> dict[str, Any]:
    """Return a row as a JSON object: rounded numbers, null for what is not there."""
    return {column.name: _value(column, column.cell(row)) for column in columns}


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def _words(values: Iterable[Any], unit: str) -> Mapping[Any, str]:
    """Return the words of a column that is declared as a short list of them, by the values that they have."""
    words = Unit.of(unit).words
    fits = all(isinstance(value, Hashable) and value in words for value in values if not _missing(value))
    return words if fits and not any(isinstance(value, bool | np.bool_) for value in values) else {}


def _as_numbers(values: Sequence[Any], unit: str) -> Sequence[Any]:
    """Return the values of a column; numbers that were written with more digits than others as numbers."""
    written = [isinstance(value, str) for value in values if not _missing(value)]
    if Unit.of(unit).type != "number" or not written or not all(written):
        return values
    return [value if _missing(value) else float(value) for value in values]


def _kind(values: Iterable[Any], unit: str) -> str:
    """Return the type of a column: that of its values, or of its unit where they leave it open."""
    declared = _KINDS.get(Unit.of(unit).type)
    there = [value for value in values if not _missing(value)]
    if not there:
        return declared or "string"
    if all(isinstance(value, bool | np.bool_) for value in there):
        return "boolean"
    if all(isinstance(value, tuple | list) for value in there):
        return "object"
    if not all(isinstance(value, Real) for value in there):
        return "string"
    if declared == "Float64" or not all(isinstance(value, Integral) for value in there):
        return "Float64"
    # A seed may be larger than what 64 bits hold.
    return "Int64" if all(abs(int(value)) < 2**63 for value in there) else "string"


def _value(column: Column[Any], value: Any) -> Any:
    if not column.of:
        return value if column.exact else _json(value)
    if value is None or isinstance(value, Mapping):
        return value and {key: record(column.of, one) for key, one in value.items()}
    return (
        [record(column.of, one) for one in value]
        if type(value) in (list, tuple)  # a named tuple is a row
        else record(column.of, value)
    )


def _json(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return round(float(value), DIGITS) + 0.0 if np.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value.item() if isinstance(value, np.generic) else value
