"""The dictionary of a result: what every column of its tables means, and what a program should read it as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from sim.report.column import Sheet, distinct
from sim.report.file_names import DICTIONARY
from sim.report.render.tables import as_csv
from sim.report.unit import Unit

HEADER = ("file", "column", "type", "words", "unit", "meaning")


def dictionary_file(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return the dictionary of some tables, by its name: a row for each column, as `HEADER` says.

    Types are those of `Unit`; booleans are 1 and 0. Words stand in their order, with semicolons between;
    behind their numbers if those stand in the table.
    """
    return {DICTIONARY: as_csv(HEADER, _rows(sheets)).encode()}


def _rows(sheets: Iterable[Sheet]) -> Iterator[tuple[str, ...]]:
    for sheet in sheets:
        columns = zip_longest(distinct(sheet.header), sheet.units, sheet.meanings, fillvalue="")
        for name, unit, meaning in columns:
            told = Unit.of(unit)
            words = (word if value == word else f"{value} {word}" for value, word in told.words.items())
            yield f"{sheet.name}.csv", name, told.type, "; ".join(words), unit, meaning
