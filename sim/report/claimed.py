"""Columns of shares of plays: nothing stands in them where no probability is claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sim.report.column import Column, Row, Table
from sim.scenario.schema import Scenario
from sim.study.claims import Counted

Result = TypeVar("Result")
#: Said beside a probability where the issues are not those of ICT security.
ANOTHER_FIELD = (
    "The rules were written for ICT security; this process has issues of its own, and what is coded of it is "
    "its author's."
)


@dataclass(frozen=True)
class Claimed(Column[Row]):
    """A column that is empty, or a key that is left out, where no probability is claimed; or `instead`."""

    instead: Callable[[Row], Any] | None = None


def of_another_field(scenario: Scenario) -> str:
    """Say what a probability rests on where the issues are not those of ICT security; else nothing."""
    return ANOTHER_FIELD if scenario.own_issues else ""


def without_claim(table: Table[Result]) -> Table[Result]:
    """Return a table as it is where no probability is claimed."""
    columns = (
        replace(one, value=one.instead or (lambda row: None)) if isinstance(one, Claimed) else one
        for one in table.columns
    )
    return replace(table, columns=tuple(columns))


def withheld(columns: Iterable[Column[Any]]) -> Iterator[Column[Any]]:
    """Yield the keys that are there where no probability is claimed."""
    for column in columns:
        if not isinstance(column, Claimed):
            yield replace(column, of=tuple(withheld(column.of)))
        elif column.instead:
            yield Column(column.name, column.meaning, column.unit, column.instead)


def count_column(name: str, meaning: str, of: Callable[[Any], Counted | None]) -> Claimed[Any]:
    """Return the column of a number of plays."""
    return Claimed(name, meaning, "count", lambda row: getattr(of(row), "successes", None))


def share_columns(
    meaning: str, of: Callable[[Any], Counted], names: Sequence[str]
) -> tuple[Claimed[Any], ...]:
    """Return the four columns of a share of plays: their number, the share, the ends of its interval."""
    unit = "number, 0 to 1; empty of fewer than 50 plays"
    number, share, low, high = names

    def rate(name: str, meaning: str, value: Callable[[Counted], float]) -> Claimed[Any]:
        return Claimed(name, meaning, unit, lambda row: value(of(row)) if of(row).enough else None)

    return (
        count_column(number, f"number of {meaning}", of),
        rate(share, "the same as a share", lambda found: found.share),
        rate(low, "lower end of its 95 % interval", lambda found: found.interval[0]),
        rate(high, "upper end of its 95 % interval", lambda found: found.interval[1]),
    )


_ENDS, _RATE = "its 95 % interval (Wilson)", "null of fewer than 50 plays"
#: The keys of a share of plays.
SHARE: tuple[Column[Counted], ...] = (
    Column("plays", "number of these plays", "count", lambda share: share.successes),
    Column("of", "number of plays in all", "count", lambda share: share.trials),
    Column(
        "share", "the same as a share", f"number, 0 to 1; {_RATE}", lambda s: s.share if s.enough else None
    ),
    Column("interval", _ENDS, f"two numbers; {_RATE}", lambda s: s.interval if s.enough else None),
)


def share_key(name: str, meaning: str, value: Callable[[Any], Any] | None = None) -> Claimed[Any]:
    """Return the key of a share of plays, which is an object."""
    return Claimed(name, meaning, "share of plays", value, SHARE)
