"""A part of the speed report: a table with a title, and sentences on how to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: What a cell of a table may hold.
Cell = str | int | float


@dataclass(frozen=True)
class Part:
    """One table of the report.

    Parameters
    ----------
    title : what was measured
    columns : names of the columns, with units
    rows : cells by row
    notes : how to read it, and what was left out and why
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the table as text, the first column to the left, the others to the right."""
        lines = [self.columns, *(tuple(map(shown, row)) for row in self.rows)]
        widths = [max(len(line[c]) for line in lines) for c in range(len(self.columns))]
        told = [self.title, "-" * len(self.title)]
        for line in lines if self.rows else []:
            first, *rest = (cell for cell in line)
            cells = [first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))]
            told.append("  ".join(cells).rstrip())
        return "\n".join([*told, *self.notes])

    def record(self) -> dict[str, Any]:
        """Return the same for a JSON file."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "notes": list(self.notes)}


def shown(cell: Cell) -> str:
    """Return a number with three digits that count; words as they are."""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return str(cell)
