"""Columns: the tables of a study as files, CSV always and Parquet where pyarrow is installed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from sim.report.tables import as_csv
from sim.scenario.schema import Scenario
from sim.study.setting import scenario_digest
from sim.version import __version__

#: A column is an array, or a sequence of plain values; all of one table are as long.
Columns = Mapping[str, Sequence[Any] | np.ndarray]


def stamped(columns: Columns, scenario: Scenario, seed: int) -> dict[str, Any]:
    """Add to every row what it was computed from: seed, scenario, its hash, and our version."""
    rows = len(next(iter(columns.values())))
    stamp = {
        "seed": seed,
        "scenario": scenario.id,
        "scenario_hash": scenario_digest(scenario),
        "version": __version__,
    }
    return {**columns, **{name: [value] * rows for name, value in stamp.items()}}


def table_files(name: str, columns: Columns) -> dict[str, bytes]:
    """Return a table as files by name: NAME.csv, and NAME.parquet where pyarrow is installed."""
    files = {f"{name}.csv": _csv(columns).encode()}
    if find_spec("pyarrow"):
        files[f"{name}.parquet"] = _parquet(columns)
    return files


def _csv(columns: Columns) -> str:
    written = [_plain(column) for column in columns.values()]
    return as_csv(list(columns), zip(*written, strict=True))


def _plain(column: Sequence[Any] | np.ndarray) -> list[Any]:
    values = column.tolist() if isinstance(column, np.ndarray) else list(column)
    return [_cell(value) for value in values]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.6g}"
    return "" if value is None else value


def _parquet(columns: Columns) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    buffer = io.BytesIO()
    parquet.write_table(pa.table({name: pa.array(_arrow(c)) for name, c in columns.items()}), buffer)
    return buffer.getvalue()


def _arrow(column: Sequence[Any] | np.ndarray) -> Any:
    """Return a column of one type: a lever may be a number at one point and a word at another."""
    if isinstance(column, np.ndarray):
        return column
    kinds = {type(value) for value in column if value is not None}
    return list(column) if len(kinds) <= 1 else [None if v is None else str(_cell(v)) for v in column]
