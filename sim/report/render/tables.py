"""Tables as files: a sheet as CSV, and as Parquet where pandas and pyarrow are installed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from sim.report.column import Sheet
from sim.report.csv_text import as_csv


def csv_file(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: numbers to six digits, yes and no as 1 and 0, nothing as an empty cell."""
    return as_csv(sheet.header, ([cell(value) for value in row] for row in sheet.rows)).encode()


def parquet_files(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return sheets as Parquet, by name: typed columns, numbers in full, texts as they were written."""
    if not all(map(find_spec, ("pandas", "pyarrow"))):
        return {}
    return {f"{sheet.name}.parquet": sheet.frame().to_parquet(index=False) for sheet in sheets}


def cell(value: Any) -> Any:
    """Return a plain value as a cell holds it."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return int(value)
    return f"{value:.6g}" if isinstance(value, float) else value
