"""Paper: how the paragraphs of a brief look, whatever file they are written into."""

from __future__ import annotations

from typing import NamedTuple

from sim.report.render.lines import Cells

#: Width and height of A4 in points, and the margins: top and bottom, left and right.
WIDTH, HEIGHT = 595.28, 841.89
UPRIGHT, SIDE = 42.0, 48.0
#: A line is as high as this many times its letters, and what has a mark is indented by as many.
LEADING, INDENT = 1.27, 2.1
#: A letter is about as wide as this many times its size; between columns of a table is a gap, in points;
#: and a cell of more letters takes several lines.
_LETTER, _GAP, _LONGEST = 0.6, 12.0, 60
INK, FAINT, ACCENT, RULE = "1D2125", "454D55", "00507E", "C9D0D6"


class Look(NamedTuple):
    """How a paragraph looks.

    Parameters
    ----------
    size, before, after : of its letters, and of the gaps above and below it, in sizes of running text
    """

    size: float = 1.0
    before: float = 0.0
    after: float = 0.25
    colour: str = INK
    bold: bool = False


LOOKS = {
    "kind": Look(0.85, after=0.2, colour=FAINT),
    "title": Look(1.7, after=0.45, bold=True),
    "question": Look(1.0, bold=True),
    "figure": Look(2.6, after=0.15, bold=True, colour=ACCENT),
    "answer": Look(1.15, after=0.35),
    "heading": Look(1.2, before=0.75, after=0.35, bold=True, colour=ACCENT),
    "step": Look(1.0, before=0.15, after=0.15, bold=True),
    "words": Look(),
    "note": Look(0.85, before=0.1, colour=FAINT),
    "item": Look(after=0.15),
    "wording": Look(after=0.3),
    "cell": Look(0.85, after=0.0),
    "head": Look(0.85, after=0.0, colour=FAINT),
    "foot": Look(0.8, colour=FAINT),
}


def unbroken(text: str) -> str:
    """Return a text in which no line ends between a number and its per cent sign."""
    return text.replace(" %", "\u00a0%")


def widths(cells: Cells, size: float) -> list[float]:
    """Return the widths of the columns of a table in points: together no wider than the page.

    A column is as wide as its longest cell asks for, up to a limit; where that is more than there is, all
    give way alike, and none breaks a word before another could still give way. Words in the last have what
    is left; figures stay beside the others.
    """
    letter, room = _LETTER * LOOKS["cell"].size * size, WIDTH - 2 * SIDE
    columns = [[row[n] for row in cells.rows] for n in range(len(cells.rows[0]))]
    least = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    most = [min(max(map(len, column)), _LONGEST) for column in columns]
    best = [*map(max, most, least)]
    low, high = ([letter * length + _GAP for length in lengths] for lengths in (least, best))
    if sum(low) >= room:
        return [room * one / sum(low) for one in low]
    give = min(1.0, (room - sum(low)) / max(sum(high) - sum(low), 1.0))
    found = [a + give * (b - a) for a, b in zip(low, high, strict=True)]
    return found if len(found) - 1 in cells.numbers else [*found[:-1], room - sum(found[:-1])]
