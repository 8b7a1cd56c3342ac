"""Tables as files: CSV that every spreadsheet and data frame reads as it is, and Parquet where possible."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from sim.report.column import Sheet, distinct
from sim.scenario.tabular.formula_guard import guarded

Rows = Iterable[Sequence[Any]]
#: The byte order mark: without it, a spreadsheet takes UTF-8 for the machine's own encoding.
MARK = "\ufeff"


def as_csv(header: Sequence[str], rows: Rows) -> str:
    """Write a table as CSV text (RFC 4180, with plain line ends), to be encoded as UTF-8.

    What a spreadsheet would take for a formula stands behind an apostrophe: a title or a source is
    whatever the author of a scenario wrote. The text begins with `MARK` where it is not plain ASCII.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    # The writer of some versions of Python leaves a carriage return without quotation marks.
    quoting = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in itertools.chain([distinct(header)], rows):
        cells = [guarded(cell) if isinstance(cell, str) else cell for cell in row]
        returns = any("\r" in cell for cell in cells if isinstance(cell, str))
        (quoting if returns else writer).writerow(cells)
    text = out.getvalue()
    return text if text.isascii() else MARK + text


def csv_file(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: numbers to six digits, yes and no as 1 and 0, lists with spaces between."""
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
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return f"{value:.6g}" if isinstance(value, float) else value
