"""Stamps: what every row of a study's tables says of the plays that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.report.column import Column, Family
from sim.study.setting import scenario_digest
from sim.version import __version__

#: Meanings of the stamps of a result of one scenario.
_MEANINGS = {
    "seed": ("seed of all chance", "count"),
    "scenario": ("`id` of the scenario", "text"),
    "scenario_hash": ("12 hexadecimal digits that change with the scenario", "text"),
    "version": ("version of the program", "text"),
}


def stamps(seed: Callable[[Any], int]) -> tuple[Family[Any], ...]:
    """Return the columns that end every table of a study of one scenario.

    Parameters
    ----------
    seed : the seed of a result
    """
    values: dict[str, Callable[[Any], object]] = {
        "seed": seed,
        "scenario": lambda result: result.scenario.id,
        "scenario_hash": lambda result: scenario_digest(result.scenario),
        "version": lambda result: __version__,
    }
    return tuple(constant(name, *_MEANINGS[name], values[name]) for name in _MEANINGS)


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
    return (
        Column("schema", "version of this form", "1", lambda result: 1),
        Column("kind", "what it is", kind, lambda result: kind),
        Column("version", "version of the program", "text", lambda result: __version__),
        Column("scenario", "`id` of the scenario", "text", lambda result: result.scenario.id),
        Column("scenario_hash", *_MEANINGS["scenario_hash"], lambda result: scenario_digest(result.scenario)),
        Column(
            "supported",
            "whether the model claims a probability for this kind of body",
            "true or false",
            lambda result: result.scenario.supported,
        ),
    )
