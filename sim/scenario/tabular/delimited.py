"""Delimited text: rows of cells, under each separator that may be meant."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

#: Separators of a table, by the names that people give them.
SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
#: The first line that names the separator for Excel.
_SEP = re.compile(r'"?sep=([^\w\s"]|\t)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """The rows of a table that are not blank, each with the line on which it begins.

    Parameters
    ----------
    rows : cells without spaces around
    broken : lines that cannot be read, and why not
    separator : what separates the cells, in words; empty in a workbook
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    broken: tuple[tuple[int, str], ...] = ()
    separator: str = ""


def grids(text: str) -> list[Grid]:
    """Return a text as rows under each separator, or under the one that its first line names."""
    if named := _SEP.match(text):
        return [_grid(text[named.end() :], named[1], 2)]
    return [_grid(text, separator, 1) for separator in SEPARATORS]


def _grid(text: str, separator: str, first: int) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    words = SEPARATORS.get(separator, separator)
    line = first
    try:
        for record in reader:
            cells = tuple(cell.strip() for cell in record)
            if any(cells):
                rows.append((line, cells))
            line = reader.line_num + first
    except csv.Error as error:
        return Grid(tuple(rows), ((line, str(error)),), words)
    return Grid(tuple(rows), (), words)
