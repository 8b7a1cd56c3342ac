"""Figures of a sweep in cells and rows: two things turned at a time, or a list of points; notes of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.report.figures.style import BLUE, INK, bare, canvas, ends, finish, house_style, ruled_rows
from sim.report.words.numbers import percent
from sim.study.estimate import Estimate
from sim.study.lever import worded
from sim.study.sweep import Found, Sweep

TITLE = "Share of plays that adopt a report"
#: So many points of a list are drawn.
LISTED = 40
#: One hue, its lightness (CIE L*) falling evenly from 98 to 12: shares differ in black and white too.
_SCALE = ((0, "#F5F9FC"), (0.14, "#C6DBEF"), (0.33, "#7FB2D6"), (0.57, "#2F7CB5"),
          (0.78, "#00507E"), (1, "#00213A"))  # fmt: skip
#: Shares above this are written in white.
_DARK = 0.53
#: A word above a column of a heat map that has more letters is turned.
_UPRIGHT = 7


def place(found: Found, varied: Sequence[str]) -> tuple[object, object]:
    """Return the row and the column of a point in a heat map: what was turned, or the number of seats."""
    values = dict(found.point.values)
    axes: list[object] = [*(values[name] for name in varied), float(found.seats)]
    return axes[0], axes[1]


@house_style()
def heat_map(sweep: Sweep, found: Sequence[Found], varied: Sequence[str]) -> Figure:
    """Draw the share adopted over two things at a time."""
    places = [place(f, varied) for f in found]
    rows, columns = ([*dict.fromkeys(p[axis] for p in places)] for axis in (0, 1))
    shares = np.full((len(rows), len(columns)), np.nan)
    cells = {(rows.index(p[0]), columns.index(p[1])): f.adopted for p, f in zip(places, found, strict=True)}
    for cell, adopted in cells.items():
        shares[cell] = adopted.value
    below, beside = ([worded(v) for v in some] for some in (columns, rows))  # type: ignore[arg-type]
    longest, widest = (max(map(len, names)) for names in (below, beside))
    turned = longest > _UPRIGHT
    wide = max(4.8, 1.4 + 0.075 * widest + 0.66 * len(columns))
    high = max(3.0, 2.2 + 0.45 * len(rows) + (0.05 * longest if turned else 0))
    figure, axes = canvas(wide, high)
    scale = LinearSegmentedColormap.from_list("shares", _SCALE)
    axes.imshow(shares, cmap=scale, vmin=0, vmax=1, aspect="auto")
    for cell, adopted in cells.items():
        _number(axes, cell, adopted)
    axes.set_yticks(range(len(rows)), beside)
    slant: dict[str, Any] = {"rotation": 35, "ha": "right", "rotation_mode": "anchor"} if turned else {}
    axes.set_xticks(range(len(columns)), below, **slant)
    axes.set(**dict(zip(("ylabel", "xlabel"), [*varied, "seats"], strict=False)))
    bare(axes)
    rule = found[0].point.rule
    title = "Plays that adopt a report, %" + (f": {rule.value} rooms" if rule else "")
    return finish(figure, title, note(sweep, "small"))


def _number(axes: Axes, cell: tuple[int, int], adopted: Estimate) -> None:
    """Write a share into its cell, and the ends of its interval below it."""
    ink = "white" if adopted.value > _DARK else INK
    look: dict[str, Any] = {"color": ink, "ha": "center", "clip_on": True}
    axes.text(cell[1], cell[0], f"{100 * adopted.value:.0f}", va="bottom", fontsize=8, **look)
    between = f"{100 * adopted.low:.0f}–{100 * adopted.high:.0f}"
    axes.annotate(between, cell[::-1], (0, -1), textcoords="offset points", va="top", fontsize=6, **look)


def describe_cells(sweep: Sweep, found: Sequence[Found]) -> str:
    """Say where the share adopted is lowest and highest among some points."""
    ordered = sorted(found, key=lambda f: f.adopted.value)
    if len(ordered) == 1:
        return f"{TITLE}: {shared(ordered[0])}. {sources(sweep)}"
    low, high = (f"{shared(f)} ({f.named})" for f in (ordered[0], ordered[-1]))
    return f"{TITLE} at {len(found)} points: from {low} to {high}. {sources(sweep)}"


def sources(sweep: Sweep) -> str:
    """Say in words what a figure rests on."""
    plays = sweep.effort.rooms * sweep.effort.runs
    return f"{plays:,} plays at each point; in brackets 95 % intervals. A study of the model, not a forecast."


def shared(found: Found) -> str:
    """Write the share adopted at a point with its interval."""
    return f"{percent(found.adopted.value)} ({ends(found.adopted.low, found.adopted.high)} %)"


@house_style()
def listed(sweep: Sweep) -> Figure:
    """Draw the share adopted at each point of a list, in its order."""
    found = sweep.found[:LISTED]
    names = [f.named for f in found]
    width = max(7.2, 4.2 + 0.075 * max(map(len, names)))
    figure, axes = canvas(width, 1.6 + 0.3 * len(found))
    for y, adopted in enumerate(f.adopted for f in found):
        axes.plot([adopted.low, adopted.high], [y, y], color=BLUE, linewidth=2, alpha=0.5)
        axes.scatter(adopted.value, y, color=BLUE, s=32, zorder=3)
        axes.annotate(f"{100 * adopted.value:.0f} %", (adopted.high, y), (6, 0), textcoords="offset points",
                      va="center", fontsize=8)  # fmt: skip
    axes.set_yticks(range(len(found)), names)
    axes.set(ylim=(len(found) - 0.5, -0.5), xlim=(0, 1.08))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    ruled_rows(axes)
    more = len(sweep.found) - len(found)
    told = f" {more} more points are in sweep.csv." if more else ""
    return finish(figure, TITLE, note(sweep, "bars") + told)


def note(sweep: Sweep, intervals: str = "") -> str:
    """Say what a figure rests on, and how 95 % intervals are drawn, if they are."""
    effort = sweep.effort
    many = f"{effort.rooms * effort.runs:,} plays"
    if any(f.point.size for f in sweep.found):
        many = f"{effort.rooms} rooms of {effort.runs} plays"
    between = "for the number of plays" if all(f.alike for f in sweep.found) else "between rooms"
    said = f"{sweep.scenario.title}. {many} at each point, with the same luck"
    said += f"; {intervals}: 95 % intervals, {between}. " if intervals else ". "
    if sweep.scenario.decision != "consensus" and "decision" not in sweep.levers:
        said += f"Decision rule: {sweep.scenario.decision}. "
    return said + "A study of the model, not a forecast."
