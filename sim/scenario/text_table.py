"""A table of texts: a row for each issue, a column for each text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.scenario.fault import BadInput, Fault
from sim.scenario.tabular.table import Columns, file_and_sheet, read_table
from sim.scenario.yaml_file import YamlFile, tree

#: The column that names the issues, and rows that say something about the texts.
ISSUE, ABOUT = "issue", ("title", "date", "source", "base")
#: What separates alternatives in square brackets.
_OR = "/"
_ENDINGS = (".csv", ".tsv", ".xlsx")


def is_table(path: Path) -> bool:
    """Return whether a file is a table, by its name."""
    return file_and_sheet(path)[0].suffix.lower() in _ENDINGS


def read_text_table(path: Path) -> YamlFile:
    """Read a table as the file of texts that says the same; an empty cell leaves an issue out.

    Raises BadInput if it cannot be read, or has no column of issues.
    """
    file = str(path)
    table = read_table(path, Columns(known=ISSUE.__eq__, number=lambda name: False))
    if table.faults:
        raise BadInput(table.faults)
    names = [name for name in table.header if name != ISSUE]
    if table.header.count(ISSUE) != 1 or not names or len(set(names)) < len(names):
        allowed = f"{ISSUE}, and a column for each text under its own name"
        raise BadInput([Fault(file, "must have these columns", table.line, allowed=allowed)])
    texts: dict[str, tuple[int, dict[str, Any]]] = {name: (table.line, {}) for name in names}
    seen: set[str] = set()
    for line, cells in table.rows:
        row = cells[ISSUE].strip()
        if row in seen:
            raise BadInput([Fault(file, "is named twice", line, row)])
        seen.add(row)
        for name in names:
            if cell := cells[name].strip():
                if row in ABOUT:
                    texts[name][1][row] = (line, cell)
                else:
                    rungs = [part.strip() for part in cell.strip("[]").split(_OR)]
                    paragraphs = texts[name][1].setdefault("paragraphs", (table.line, {}))[1]
                    paragraphs[row] = (line, rungs[0] if len(rungs) == 1 else rungs)
    return tree(file, {"texts": (table.line, texts)})
