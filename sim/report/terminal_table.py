"""Grid: tables on a terminal of which nothing is cut, however narrow it is."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

#: A column that may be wrapped is no narrower than its longest word, or this: longer words are folded.
_WORD = 12


class Grid(Table):
    """A table whose columns with `no_wrap` keep every cell on one line, and whose others wrap.

    Where they have no room beside each other, each row is a paragraph. If `keys` is set, the table is cut
    into parts instead, one below the other, each with that number of first columns.
    """

    keys = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table if it fits, else its parts if they fit, else its rows as paragraphs."""
        for column in self.columns:
            column.overflow = "fold"
        whole = self.columns
        parts = self._parts(options.max_width) if self.show_header else [whole]
        if not parts:
            yield from self._paragraphs()
        for number, self.columns in enumerate(parts):
            if number:
                yield ""
            yield from super().__rich_console__(console, options)
        self.columns = whole

    def _parts(self, width: int) -> list[list[Column]]:
        """Return the columns of the fewest parts that fit, about equally many in each; none if none fit."""
        first, others = self.columns[: self.keys], self.columns[self.keys :]
        for number in range(1, len(others) + 1 if self.keys else 2):
            size = -(-len(others) // number)
            parts = [first + others[start : start + size] for start in range(0, len(others), size)]
            if all(self._needed(part) <= width for part in parts):
                return parts
        return []

    def _needed(self, columns: list[Column]) -> int:
        """Return the least width at which nothing that must stay on one line is cut."""
        _, right, _, left = self.padding
        needed = sum(_narrowest(column) + left + right for column in columns)
        return needed if self.pad_edge else needed - left - right

    def _paragraphs(self) -> Iterator[RenderableType]:
        """Yield each row: its first cell, then the others behind their headers."""
        if self.title:
            yield self.title
        first, *others = self.columns
        for name, *values in zip(first.cells, *(column.cells for column in others), strict=True):
            if str(name).strip():
                yield Padding(_folded(name), (0, 0, 0, 1))
            cells = [
                Text.assemble((" ".join(str(column.header).split()), "dim"), " ", _text(value))
                for column, value in zip(others, values, strict=True)
                if str(value).strip()
            ]
            if cells:
                yield Padding(_folded(Text("; ").join(cells)), (0, 0, 0, 3))


def _narrowest(column: Column) -> int:
    lines = [line for cell in (column.header, *column.cells) for line in str(cell).splitlines()]
    if column.no_wrap:
        return max(map(cell_len, lines), default=0)
    words = [word for line in lines for word in line.split()]
    return max(column.min_width or 0, min(_WORD, max(map(cell_len, words), default=0)))


def _text(cell: RenderableType) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))


def _folded(cell: RenderableType) -> Text:
    """Return a text of which a word longer than a line goes on in the next."""
    text = _text(cell).copy()
    text.overflow = "fold"
    return text
