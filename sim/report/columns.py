"""Columns: the tables of a study as CSV files, and as Parquet too where pyarrow is installed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from sim.report.csv_text import as_csv
from sim.report.render.tables import cell
from sim.scenario.schema import Scenario
from sim.scenario.tabular.formula_guard import unguarded
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
    """Return a table as a file by name, NAME.csv."""
    return {f"{name}.csv": _csv(columns).encode()}


def with_parquet(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with every CSV table among them as Parquet too, where pyarrow is installed."""
    if not find_spec("pyarrow"):
        return dict(files)
    more = {
        name.removesuffix(".csv") + ".parquet": _parquet(content)
        for name, content in files.items()
        if name.endswith(".csv") and name.removesuffix(".csv") + ".parquet" not in files
    }
    return {**files, **more}


def _csv(columns: Columns) -> str:
    written = [_plain(column) for column in columns.values()]
    return as_csv(list(columns), zip(*written, strict=True))


def _plain(column: Sequence[Any] | np.ndarray) -> list[Any]:
    values = column.tolist() if isinstance(column, np.ndarray) else list(column)
    return [cell(value) for value in values]


def _parquet(table: bytes) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as parquet
    from pyarrow import compute, csv

    alone = csv.ReadOptions(use_threads=False)
    # Only an empty cell is missing: a title may be NA.
    empty = csv.ConvertOptions(strings_can_be_null=True, null_values=[""])
    read = csv.read_csv(pa.BufferReader(table), alone, convert_options=empty)
    for n, column in enumerate(read.columns):
        # No spreadsheet computes in it: texts stand as they were written.
        if pa.types.is_string(column.type) and compute.any(compute.match_substring(column, "'")).as_py():
            texts = [text and unguarded(text) for text in column.to_pylist()]
            read = read.set_column(n, read.column_names[n], pa.array(texts, pa.string()))
    buffer = io.BytesIO()
    parquet.write_table(read, buffer)
    return buffer.getvalue()
