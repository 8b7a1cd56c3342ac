"""Figures of a sweep in cells and rows: two things turned at a time, or a list of points; notes of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.words.numbers import number_of, percent
from sim.study.lever import worded
from sim.study.sweep import Sweep
from sim.study.sweep_result import PointResult

TITLE = "Share of plays that adopt a report"
#: Most points of a list that are drawn.
LISTED = 40
#: One hue, its lightness (CIE L*) falling evenly from 98 to 12: shares differ in black and white too.
_SCALE = ((0, "#F5F9FC"), (0.14, "#C6DBEF"), (0.33, "#7FB2D6"), (0.57, "#2F7CB5"),
          (0.78, "#00507E"), (1, "#00213A"))  # fmt: skip
#: Shares above this are written in white.
_DARK = 0.53
#: A word above a column of a heat map that has more letters is turned.
_UPRIGHT = 7


def place(found: PointResult, varied: Sequence[str]) -> tuple[object, object]:
    """Return the row and the column of a point in a heat map: what was turned, or the number of seats."""
    values = dict(found.point.values)
    axes: list[object] = [*(values[name] for name in varied), float(found.seats)]
    return axes[0], axes[1]


@style.house_style()
def heat_map(sweep: Sweep, found: Sequence[PointResult], varied: Sequence[str]) -> Figure:
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
    figure, axes = style.canvas(wide, high)
    style.heat(axes, shares, _SCALE)
    for cell, e in cells.items():  # its share, and below it the ends of its interval
        dark = e.value > _DARK
        style.write_in_cell(axes, cell, f"{100 * e.value:.0f}", dark, va="bottom", fontsize=8, clip_on=True)
        between, ink = f"{100 * e.low:.0f}–{100 * e.high:.0f}", "white" if dark else style.INK
        axes.annotate(between, cell[::-1], (0, -1), textcoords="offset points", ha="center", va="top",
                      fontsize=6, color=ink, clip_on=True)  # fmt: skip
    axes.set_yticks(range(len(rows)), beside)
    slant: dict[str, Any] = {"rotation": 35, "ha": "right", "rotation_mode": "anchor"} if turned else {}
    axes.set_xticks(range(len(columns)), below, **slant)
    axes.set(**dict(zip(("ylabel", "xlabel"), [*varied, "seats"], strict=False)))
    style.bare(axes)
    rule = found[0].point.rule
    title = finding(found) + (f", in {rule.value} rooms" if rule else "")
    return style.finish(figure, title, note(sweep, "small"))


def finding(found: Sequence[PointResult]) -> str:
    """Say between which shares of plays adopt a report."""
    shares = [one.adopted.value for one in found]
    low, high = percent(min(shares)), percent(max(shares))
    return f"{TITLE}: {low}" + (f" to {high}" if high != low else "")


def describe(sweep: Sweep, found: Sequence[PointResult]) -> str:
    """Say where the share adopted is lowest and highest among some points."""
    ordered, plays = sorted(found, key=lambda f: f.adopted.value), sweep.effort.rooms * sweep.effort.runs
    ends = dict.fromkeys((ordered[0], ordered[-1]))
    shares = [f"{percent(a.value)} ({style.ends(a.low, a.high)} %)" for a in (f.adopted for f in ends)]
    points = [f"{share} ({f.named})" for share, f in zip(shares, ends, strict=True)]
    return (
        f"{TITLE} at {number_of(len(found), 'point')}: {' to '.join(points)}. {plays:,} plays at each point; "
        "in brackets 95 % intervals. The table has the numbers. A study of the model, not a forecast."
    )


@style.house_style()
def listed(sweep: Sweep) -> Figure:
    """Draw the share adopted at each point of a list, in its order."""
    found = sweep.results[:LISTED]
    names = [f.named for f in found]
    width = max(7.2, 4.2 + 0.075 * max(map(len, names)))
    figure, axes = style.canvas(width, 1.6 + 0.3 * len(found))
    for y, adopted in enumerate(f.adopted for f in found):
        axes.plot([adopted.low, adopted.high], [y, y], color=style.BLUE, linewidth=2, alpha=0.5)
        axes.scatter(adopted.value, y, color=style.BLUE, s=32, zorder=3)
        axes.annotate(f"{100 * adopted.value:.0f} %", (adopted.high, y), (6, 0), textcoords="offset points",
                      va="center", fontsize=8)  # fmt: skip
    axes.set_yticks(range(len(found)), names)
    axes.set(ylim=(len(found) - 0.5, -0.5), xlim=(0, 1.08))
    axes.set_xticks(*style.QUARTERS)
    style.ruled_rows(axes)
    more = len(sweep.results) - len(found)
    rest = f" {more} more points are in sweep.csv." if more else ""
    return style.finish(figure, finding(found), note(sweep, "bars") + rest)


def note(sweep: Sweep, intervals: str) -> str:
    """Say what a figure rests on, and how 95 % intervals are drawn."""
    effort = sweep.effort
    many = f"{effort.rooms * effort.runs:,} plays"
    if any(f.point.size for f in sweep.results):
        many = f"{effort.rooms} rooms of {effort.runs} plays"
    between = "for the number of plays" if all(f.alike for f in sweep.results) else "between rooms"
    other = sweep.scenario.decision != "consensus" and "decision" not in sweep.levers
    rule = f"Decision rule: {sweep.scenario.decision}. " if other else ""
    return (
        f"{sweep.scenario.title}. {many} at each point, with the same luck; {intervals}: 95 % intervals, "
        f"{between}. {rule}A study of the model, not a forecast."
    )
