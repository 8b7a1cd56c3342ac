"""Workbooks: a sheet of an .xlsx file as rows of cells; openpyxl is imported only where one is read."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sim.scenario.tabular.delimited import Grid

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: What a workbook holds when unpacked, in bytes, and rows and columns of a sheet, at most.
_LARGEST, _MOST_ROWS, _MOST_COLUMNS = 2**24, 20_000, 500
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "save it as .xlsx, or as CSV UTF-8"


def is_workbook(raw: bytes) -> bool:
    """Return whether a file is a spreadsheet's own, of whatever kind, rather than text."""
    return raw.startswith((_ZIP, _OLE))


def sheet_rows(raw: bytes, sheet: str) -> Grid:
    """Return the rows of a sheet that are not blank.

    Raises ValueError if it cannot be read: what is wrong with it, and what to do.
    """
    if raw.startswith(_OLE):
        raise ValueError(f"is an old workbook (.xls), or one with a password; {_SAVE} without a password")
    _refuse_others(raw)
    if not find_spec("openpyxl"):
        raise ValueError(
            'is read with the extra excel: pip install "gge-sim[excel]", or save it as CSV UTF-8'
        )
    results, formulas = (_opened(raw, sheet, stored) for stored in (True, False))
    _refuse_wide(results)
    rows = []
    for row in results.iter_rows():
        cells = tuple(_text(cell, formulas) for cell in row)
        if any(cells):
            rows.append((row[0].row, cells))
    # What a merged cell covers is lost. Above the table, it is a title.
    merged = ((m.max_row, f"the cells {m.coord} are merged; undo that") for m in results.merged_cells.ranges)
    return Grid(tuple(rows), tuple(sorted(merged)))


def _refuse_others(raw: bytes) -> None:
    """Refuse a file that is packed like an .xlsx file but is not one, or is too large when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = packed.namelist()
            size = sum(part.file_size for part in packed.infolist())
            kind = packed.read("mimetype")[:100] if "mimetype" in names and size <= _LARGEST else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise ValueError(f"is a damaged workbook; open it in a spreadsheet and {_SAVE}") from None
    if b"opendocument" in kind:
        raise ValueError(f"is an OpenDocument table (.ods); {_SAVE}")
    if "xl/workbook.xml" not in names:
        raise ValueError(f"is not an .xlsx workbook; {_SAVE}")
    if size > _LARGEST:
        raise ValueError(f"is too large when unpacked ({size / 1e6:.0f} MB); keep the table alone")


def _opened(raw: bytes, name: str, stored: bool) -> Worksheet:
    """Return a sheet with the stored results of its formulas, or with the formulas."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # What it leaves out (drop-down lists, charts) is no part of the table.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), data_only=stored)
    except Exception:  # whatever its parsers say of a damaged file
        raise ValueError(f"is a damaged workbook; open it in a spreadsheet and {_SAVE}") from None
    sheets: dict[str, Worksheet] = {sheet.title: sheet for sheet in book.worksheets}
    if name and name not in sheets:
        raise ValueError(f"has no sheet {name}; its sheets are {', '.join(sheets)}")
    if not sheets:
        raise ValueError("has no sheet with cells")
    return sheets[name] if name else next(iter(sheets.values()))


def _refuse_wide(sheet: Worksheet) -> None:
    rows, columns = int(sheet.max_row), int(sheet.max_column)
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        most = f"{_MOST_ROWS} rows and {_MOST_COLUMNS} columns"
        raise ValueError(f"has cells as far as row {rows}, column {columns}; keep the table within {most}")


def _text(cell: Any, formulas: Worksheet) -> str:
    """Return the value of a cell as in CSV; `=` for a formula whose result is not stored."""
    value = cell.value
    match value:
        case None:
            formula = formulas[cell.coordinate]
            return "=" if formula.data_type == "f" else ""
        case bool():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case dt.datetime() | dt.date():
            return _date(value, str(cell.number_format))
    return str(value).strip()


def _date(value: dt.date, shown: str) -> str:
    """Return a date as far as its cell shows it: a spreadsheet makes the first of the month of 2030-02."""
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown).lower()
    if isinstance(value, dt.datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            return value.isoformat()
        value = value.date()
    if "d" in plain or "y" not in plain:
        return value.isoformat()
    return f"{value:%Y-%m}" if "m" in plain else f"{value:%Y}"
