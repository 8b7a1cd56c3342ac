"""The columns of the tables, and the keys of the JSON objects, as `sim.report` declares them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from itertools import groupby
from types import ModuleType

import sim.report
from sim.report.column import Column, Family, Table

HEAD = "| column | unit | meaning |\n|---|---|---|\n"


def declared() -> Iterator[tuple[str, ModuleType]]:
    """Yield every kind of result that declares its columns, with the module that does."""
    for found in sorted(pkgutil.iter_modules(sim.report.__path__), key=lambda module: module.name):
        name = found.name.removesuffix("_columns")
        if name != found.name:
            module = import_module(f"sim.report.{found.name}")
            yield getattr(module, "KIND", name.replace("_", "-")), module
    classroom = import_module("sim.classroom.export.columns")
    yield classroom.KIND, classroom
    alone = import_module("sim.classroom.alone.collected_columns")
    yield alone.KIND, alone
    compared = import_module("sim.classroom.comparison.columns")
    yield compared.KIND, compared
    quiz = import_module("sim.classroom.quiz.columns")
    yield quiz.KIND, quiz


def tables_part(stamps: Collection[str]) -> str:
    """Return a section for each kind of result.

    Parameters
    ----------
    stamps : columns that the page describes once for all tables
    """
    return "\n\n".join(
        "\n\n".join([f"## {kind}", _first(module), *(_table(table, stamps) for table in module.TABLES)])
        for kind, module in declared()
    )


def json_part() -> str:
    """Return the keys of the JSON object of each kind of result."""
    return "\n\n".join(
        f"### {kind}.json\n\n{HEAD.replace('column', 'key')}" + "\n".join(_rows(_keys(module.SUMMARY)))
        for kind, module in declared()
        if hasattr(module, "SUMMARY")
    )


def _first(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def _table(table: Table, stamps: Collection[str]) -> str:
    own = [column for column in table.columns if column.name not in stamps]
    stamped = ", ".join(f"`{column.name}`" for column in table.columns if column.name in stamps)
    rows = [*_rows((c.name, c) for c in own), *([f"| {stamped} | | [stamps](#stamps) |"] if stamped else [])]
    return f"### {table.name}.csv\n\n{table.meaning}\n\n{HEAD}" + "\n".join(rows)


def _keys(columns: Iterable[Column], above: str = "") -> Iterator[tuple[str, Column]]:
    for column in columns:
        yield above + column.name, column
        yield from _keys(column.of, f"{above}{column.name}.")


def _rows(columns: Iterable[tuple[str, Column | Family]]) -> Iterator[str]:
    """Yield a row for each column; those that follow each other and mean the same share one."""
    for (unit, meaning), alike in groupby(columns, key=lambda named: (named[1].unit, named[1].meaning)):
        yield f"| {', '.join(_name(*one) for one in alike)} | {unit} | {meaning} |".replace("|  |", "| |")


def _name(name: str, column: Column | Family) -> str:
    # A word in capitals stands for names that a result has: of its issues, its levers.
    many = isinstance(column, Family) and re.search(r"(^|_)[A-Z]{3,}", name)
    return f"a column for each *{name}*" if many else f"`{name}`"
