"""Columns of shares of plays: their count, share and interval, or nothing where no probability is claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sim.report.column import Column
from sim.report.column import Row as Held
from sim.study.claims import Counted
from sim.study.forecast import Forecast

One = TypeVar("One")


@dataclass(frozen=True)
class Row(Generic[One]):
    """A row of a table of a forecast, and whether its shares are claimed."""

    one: One
    shown: bool


def rows_of(forecast: Forecast, ones: Iterable[One]) -> Iterator[Row[One]]:
    """Yield a row for each."""
    return (Row(one, forecast.supported) for one in ones)


def number_of(name: str, meaning: str, of: Callable[[Any], Counted | None]) -> Column[Row[Any]]:
    """Return the column of a number of plays."""

    def number(row: Row[Any]) -> int | None:
        found = of(row.one)
        return found.successes if row.shown and found is not None else None

    return Column(name, meaning, "count", number)


def shares_of(
    name: str, meaning: str, of: Callable[[Any], Counted], names: Sequence[str] = ()
) -> Iterator[Column[Row[Any]]]:
    """Yield the columns of a share of plays: their number, the share, the ends of its interval.

    Parameters
    ----------
    meaning : which plays
    of : the share in a row
    names : of the columns; made from `name` if not given
    """

    def rate(end: Callable[[Counted], float]) -> Callable[[Row[Any]], float | None]:
        return lambda row: end(of(row.one)) if row.shown and of(row.one).enough else None

    unit = "number, 0 to 1; empty of fewer than 50 plays"
    number, share, low, high = names or (f"{name}_plays", name, f"{name}_low", f"{name}_high")
    yield number_of(number, f"number of {meaning}", of)
    yield Column(share, "the same as a share", unit, rate(lambda found: found.share))
    yield Column(low, "lower end of its 95 % interval", unit, rate(lambda found: found.interval[0]))
    yield Column(high, "upper end of its 95 % interval", unit, rate(lambda found: found.interval[1]))


@dataclass(frozen=True)
class Claimed(Column[Held]):
    """A key of a JSON object that is not there where no probability is claimed.

    Parameters
    ----------
    instead : what is there in that case, if anything
    """

    instead: Callable[[Held], Any] | None = None


#: The keys of a share of plays.
SHARE: tuple[Column[Counted], ...] = (
    Column("plays", "number of these plays", "count", lambda share: share.successes),
    Column("of", "number of plays in all", "count", lambda share: share.trials),
    Column(
        "share",
        "the same as a share",
        "number, 0 to 1; null of fewer than 50 plays",
        lambda share: share.share if share.enough else None,
    ),
    Column(
        "interval",
        "its 95 % interval (Wilson)",
        "two numbers; null of fewer than 50 plays",
        lambda share: share.interval if share.enough else None,
    ),
)


def counted(name: str, meaning: str, value: Callable[[Any], Any] | None = None) -> Claimed[Any]:
    """Return the key of a share of plays, which is an object."""
    return Claimed(name, meaning, "share of plays", value, SHARE)


def withheld(columns: Iterable[Column[Any]]) -> Iterator[Column[Any]]:
    """Yield the keys that are there where no probability is claimed."""
    for column in columns:
        if not isinstance(column, Claimed):
            yield replace(column, of=tuple(withheld(column.of)))
        elif column.instead:
            yield Column(column.name, column.meaning, column.unit, column.instead)
