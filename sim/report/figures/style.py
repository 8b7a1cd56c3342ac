"""The house style: one look for every figure, safe for colour-blind readers, the same bytes every time.

Whatever a colour says is said again by a shape, a hatch or a word, for those who print in black and white.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import ArrayLike

from sim.negotiation.arrays import Floats
from sim.report.figures.letters import broken, fitted
from sim.report.words.numbers import written
from sim.study.claims import Counted

#: Okabe & Ito 2008, a palette that all readers can tell apart.
BLUE, ORANGE, GREEN, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8A8A8A"
#: Silent, indirect, explicit: one hue, from light to dark, so that it survives a black-and-white printer.
FORMULATIONS = ("#DCE6EE", "#7FB2D6", "#00507E")
INK = "#222222"
#: What stands beside the figures in smaller letters, and the faintest line that is still seen.
SOFT, FAINT = "#555555", "#E2E2E2"
#: Letters of a caption, and of a title, that fit into an inch, with some slack for a browser's own font.
LETTERS, TITLE_LETTERS = 17, 9.5
#: Inches that the name of a row or of a column has.
NAME = 2.4
_SHEET = Path(__file__).with_name("house.mplstyle")


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, whatever the user's settings are; it may decorate a function that draws."""
    with style.context(_SHEET, after_reset=True):
        yield


#: Ticks of a scale from 0 to 1, and their names.
QUARTERS = [0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"]
#: Figures with a column for each reading give each the same room up to this many; of more, not all are named.
COLUMNS = 50


def across(columns: int, each: float) -> float:
    """Return the width of columns in inches, if each is as wide as given; narrower beyond `COLUMNS`."""
    return each * min(columns, COLUMNS)


def name_columns(axes: Axes, names: Sequence[str]) -> None:
    """Name the columns, or as many as have room for it: the first, and then each tenth or so."""
    step = -(-len(names) // COLUMNS)
    axes.set_xticks(range(0, len(names), step), names[::step])


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Name the rows on the left, each on a line."""
    axes.set_yticks(range(len(names)), [fitted(name, NAME, 9) for name in names])


def ruled_rows(axes: Axes) -> None:
    """Take away the frame beside the names of rows, and rule the rows lightly."""
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=GREY, alpha=0.2)
    axes.set_axisbelow(True)


def heat(axes: Axes, values: Floats, colours: Sequence[Any], low: float = 0.0) -> None:
    """Draw a heat map of values from `low` to 1, in colours from the one end to the other."""
    scale = LinearSegmentedColormap.from_list("heat", colours)
    axes.imshow(values, cmap=scale, vmin=low, vmax=1, aspect="auto")


def ruled_cells(axes: Axes, rows: ArrayLike, columns: ArrayLike = (), *, width: float = 1.5) -> None:
    """Draw white lines between the cells of a heat map, at these heights and places, and take its frame."""
    axes.set_xticks(columns, minor=True)
    axes.set_yticks(rows, minor=True)
    axes.grid(which="minor", color="white", linewidth=width)
    bare(axes)
    axes.tick_params(which="minor", length=0)


def write_in_cell(axes: Axes, cell: Sequence[float], words: str, dark: bool, **look: Any) -> None:
    """Write into the middle of a cell of a heat map, by row and column: in white where it is dark."""
    row, column = cell
    look = {"ha": "center", "va": "center", "color": "white" if dark else INK, **look}
    axes.text(column, row, words, **look)


def caption(figure: Figure, text: str) -> Figure:
    """Write the note under a figure that says what it rests on."""
    inches = figure.get_figwidth()
    lines = broken(text, int(inches * LETTERS), inches * 0.96, 7)
    _make_room(figure, 0.12 * (len(lines) - 4))
    figure.supxlabel(_from_the_left(lines), fontsize=7, color="#666666", x=0.01, ha="left")
    return figure


def finish(figure: Figure, title: str, note: str) -> Figure:
    """Give a figure its caption, and its title from the left edge, on as many lines as it needs."""
    inches = figure.get_figwidth()
    lines = broken(title, int(inches * TITLE_LETTERS), inches * 0.96, 11, bold=True)
    _make_room(figure, 0.19 * (len(lines) - 1))
    figure.suptitle(_from_the_left(lines), x=0.01, ha="left", fontsize=11, fontweight="bold")
    return caption(figure, note)


def sheet(width: float, height: float) -> Figure:
    """Return an empty figure, in inches, which makes room for what is drawn."""
    return Figure(figsize=(width, height), layout="constrained")


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """Return an empty figure, in inches, which makes room for what is drawn, and its axes."""
    figure = sheet(width, height)
    return figure, figure.add_subplot()


def key(axes: Axes, marks: Sequence[Patch], right: bool = False, above: float = 1.0, **look: Any) -> None:
    """Explain marks above the axes, from their left end or up to their right one."""
    look |= {"loc": f"lower {'right' if right else 'left'}", "bbox_to_anchor": (float(right), above)}
    axes.legend(handles=marks, **look)


def name_scale(figure: Figure, drawn: Sequence[Axes], names: Sequence[str], **look: Any) -> None:
    """Draw the scale of a heat map beside it, and name its lower end, its middle and its upper end."""
    image = drawn[0].images[0]
    low, high = image.get_clim()
    bar = figure.colorbar(image, ax=drawn, ticks=[low, (low + high) / 2, high], pad=0.02, **look)
    bar.ax.set_yticklabels(names)
    bar.outline.set_visible(False)


def ends(low: float, high: float) -> str:
    """Write the ends of an interval of a share, in per cent: with a decimal where they are small."""
    digits = 1 if 0 < high < 0.1 else 0
    return f"{100 * low:.{digits}f} to {100 * high:.{digits}f}"


def with_ends(share: Counted, unit: str = " %") -> str:
    """Write a share of plays with its interval; of few plays, how many of them."""
    return f"{written(share)} ({ends(*share.interval)}{unit})" if share.enough else written(share)


def bare(axes: Axes) -> None:
    """Take the frame away from axes that need none."""
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def _make_room(figure: Figure, inches: float) -> None:
    """Make a figure higher whose other parts would have no room beside many lines."""
    if inches > 0 and figure.get_layout_engine():
        figure.set_figheight(figure.get_figheight() + inches)


def _from_the_left(lines: Sequence[str]) -> str:
    """Join lines, each read from the left, also where a name in it is read from the right."""
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for line in lines for letter in line)
    return "\n".join(f"\u200e{line}" if turns else line for line in lines)
