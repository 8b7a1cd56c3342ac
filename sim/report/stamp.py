"""Stamps: what every row of a study's tables says of the plays that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.report.column import Column, Family
from sim.study.setting import scenario_digest
from sim.version import __version__

_SCENARIO: tuple[Column[Any], ...] = (
    Column("scenario", "`id` of the scenario", "text", lambda result: result.scenario.id),
    Column("scenario_hash", "12 hexadecimal digits that change with the scenario", "text",
           lambda result: scenario_digest(result.scenario)),
)  # fmt: skip
VERSION = Column[Any]("version", "version of the program", "text", lambda result: __version__)


def stamps(seed: Callable[[Any], int]) -> tuple[Family[Any], ...]:
    """Return the columns that end every table of a study of one scenario, from the seed of a result."""
    columns = (Column("seed", "seed of all chance", "count", seed), *_SCENARIO, VERSION)
    return tuple(constant(c.name, c.meaning, c.unit, c.cell) for c in columns)


def constant(name: str, meaning: str, unit: str, of: Callable[[Any], object]) -> Family[Any]:
    """Return a column with the same value of a result in every row."""

    def columns(result: Any) -> list[Column[Any]]:
        value = of(result)
        return [Column(name, meaning, unit, lambda row: value)]

    return Family(name, meaning, unit, columns)


#: The columns of a table whose every row rests on all plays of a result.
SPAN = (
    constant("first", "number of the first play", "count", lambda result: 0),
    constant("last", "number of the last play", "count", lambda result: result.runs - 1),
)


def headed(kind: str) -> tuple[Column[Any], ...]:
    """Return the keys that begin the JSON object of a study of one scenario."""
    claimed = "whether the model claims a probability for this kind of body"
    supported = Column[Any]("supported", claimed, "true or false", lambda result: result.scenario.supported)
    return (*opened(kind), *_SCENARIO, supported)


def opened(kind: str) -> tuple[Column[Any], ...]:
    """Return the keys that begin the JSON object of any study."""
    return (
        Column("schema", "version of this form", "1", lambda result: 1),
        Column("kind", "what it is", kind, lambda result: kind),
        VERSION,
    )
