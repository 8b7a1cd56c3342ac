"""CSV text: every table that we write, so that spreadsheets, data frames and databases read it as it is."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

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


def distinct(header: Sequence[str]) -> list[str]:
    """Return names of columns of which no two are equal but for case, as SQLite compares them.

    Of several, one keeps its name: ours, in lower case, before the code of an issue; and the last before
    others, as what a row rests on comes last. The rest get a number.
    """
    order = sorted(range(len(header)), key=lambda n: (header[n] != header[n].lower(), -n))
    taken = {name.casefold() for name in header}
    kept: set[str] = set()
    names = list(header)
    for n in order:
        if header[n].casefold() in kept:
            number = 2
            while f"{header[n]}_{number}".casefold() in taken:
                number += 1
            names[n] = f"{header[n]}_{number}"
            taken.add(names[n].casefold())
        kept.add(header[n].casefold())
    return names
