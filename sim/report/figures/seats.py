"""Seats: the room as a horseshoe, and what is written on and beside its seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from sim.negotiation.arrays import Floats
from sim.negotiation.table import Table
from sim.report.figures.letters import fitted, width
from sim.report.figures.style import FAINT, INK, ORANGE, RED, SOFT
from sim.report.horseshoe import Places, horseshoe_places, poles
from sim.scenario.ladder import Issue

#: Inches of the outermost row's radius, and how far the drawing goes, in such radii.
RADIUS = 2.45
_SIDE, _BELOW, _ABOVE = 1.9, 0.66, 1.1
#: Inches above for the title and below for the caption.
_TITLE, _CAPTION = 0.42, 0.56
#: Inches that an end of the room has to say what divides it.
_POLE = 2.4
#: Size of a name in points, inches that it has beside the room; radii of a line, between
#: two names, and above the first.
_LABEL, _BESIDE, _LINE, _BETWEEN, _MARGIN = 8.0, 1.6, 0.075, 0.02, 0.025
#: No name stands lower, where the ends of the room are explained.
_LOWEST = -0.33
#: A seat's ring: its inner edge; where the part for objections begins and ends, which stands out.
_INNER, _FROM, _TO = 0.76, 0.68, 1.16


@dataclass(frozen=True)
class Label:
    """What is written beside the room about a seat, by its number in the order of the seating."""

    place: int
    name: str
    lines: tuple[str, ...] = ()

    @cached_property
    def title(self) -> str:
        """The name, on two lines where one is too short."""
        return fitted(self.name, _BESIDE, _LABEL, lines=2, bold=True)

    @property
    def above(self) -> float:
        """How far it reaches above its place, in radii."""
        return _LINE * (1 + self.title.count("\n"))

    @property
    def below(self) -> float:
        """How far it reaches below its place, in radii."""
        return _LINE * len(self.lines)


def lay_out(table: Table, issues: Sequence[Issue] | None, chair: str) -> tuple[Figure, Axes, Places]:
    """Draw the empty room: a figure to scale, the chair at the open end, what the two ends want more."""
    height = (_ABOVE + _BELOW) * RADIUS
    tall = height + _TITLE + _CAPTION
    figure = Figure(figsize=(2 * _SIDE * RADIUS, tall))
    axes = figure.add_axes((0, _CAPTION / tall, 1, height / tall))
    axes.set(xlim=(-_SIDE, _SIDE), ylim=(-_BELOW, _ABOVE))
    axes.set_axis_off()
    places = horseshoe_places(len(table.codes))
    rounded = "round,pad=0,rounding_size=0.03"
    axes.add_patch(
        FancyBboxPatch((-0.2, -0.4), 0.4, 0.12, boxstyle=rounded, facecolor="#F4F4F4", edgecolor=SOFT)
    )
    axes.text(0, -0.34, chair, ha="center", va="center", fontsize=8, color=INK)
    below = float(places.y.min()) - places.size / 2 - 0.04
    titles = [fitted(issue.title, _POLE, 7.5) for issue in issues] if issues else table.issues
    for words, x, side in zip(wants(table, titles), (-1.14, 1.14), ("left", "right"), strict=True):
        axes.text(x, below, words, ha=side, va="top", fontsize=7.5, color=SOFT)
    return figure, axes, places


def wants(table: Table, titles: Sequence[str]) -> tuple[str, str]:
    """Say in two lines what the first seats want more, or less, than the last, and the other way round."""
    first, last = (None if n is None else titles[n] for n in poles(table))
    return (
        f"want more on\n{first}" if first else f"want less on\n{last}" if last else "",
        f"want more on\n{last}" if last else f"want less on\n{first}" if first else "",
    )


def seat_points(places: Places) -> float:
    """Return the diameter of a seat in points."""
    return places.size * RADIUS * 72


def draw_rings(axes: Axes, places: Places, objects: Floats, dissociates: Floats, least: float) -> None:
    """Draw each seat as a ring: from the top the part it objects, which is thicker, then dissociates."""
    ring = seat_points(places) * (1 - _INNER) / 2
    size = (seat_points(places) - ring) ** 2
    axes.scatter(places.x, places.y, s=size, facecolors="white", edgecolors=FAINT, linewidths=ring, zorder=2)
    for start, share, (inner, outer), ink in (
        (np.zeros_like(objects), objects, (_FROM, _TO), RED),
        (objects, dissociates, (_INNER, 1.0), ORANGE),
    ):
        some = [int(n) for n in np.flatnonzero(share >= least)]
        parts = [_part(places, n, (start[n], start[n] + share[n]), (inner, outer)) for n in some]
        add_paths(axes, parts, facecolor=ink, edgecolor="none", linewidth=0, zorder=3)


def add_paths(axes: Axes, parts: Sequence[Path], **look: Any) -> None:
    """Draw paths, if there are any, as one."""
    if parts:
        axes.add_patch(PathPatch(Path.make_compound_path(*parts), **look))


def _part(places: Places, seat: int, span: tuple[float, float], across: tuple[float, float]) -> Path:
    """Return a part of a seat's ring, clockwise from the top: from and to a share, from and to a radius."""
    arc = Path.arc(90 - 360 * span[1], 90 - 360 * span[0])
    points, codes = np.asarray(arc.vertices), np.asarray(arc.codes)
    inner, outer = (points * radius for radius in across)
    shape = np.concatenate([outer, inner[::-1], outer[:1]]) * places.size / 2
    middle = np.array([places.x[seat], places.y[seat]])
    return Path(shape + middle, [*codes, Path.LINETO, *codes[1:], Path.CLOSEPOLY])


def write_codes(axes: Axes, places: Places, codes: Sequence[str], inks: Mapping[str, str]) -> None:
    """Write the code of every delegation on its seat, those that have an ink of their own in bold."""
    size = min(8.0, seat_points(places) * _INNER / 2.45)
    for x, y, code in zip(places.x, places.y, codes, strict=True):
        weight = "bold" if code in inks else "normal"
        axes.text(x, y, code, ha="center", va="center_baseline", fontsize=size, zorder=5,
                  color=inks.get(code, SOFT), fontweight=weight)  # fmt: skip


def write_labels(axes: Axes, places: Places, labels: Sequence[Label]) -> None:
    """Name some delegations beside the room, on their side of it, and lead a line to each.

    Those come first that matter most: the last are left out where a side has no room for all.
    """
    for side in (-1, 1):
        here = _with_room([one for one in labels if (places.x[one.place] < 0) == (side < 0)])
        seats = np.array([one.place for one in here], int)
        at = np.stack([places.x[seats], places.y[seats]], axis=1)
        # Lines leave the room in the order of the names, so that none crosses another.
        edges = at / np.hypot(at[:, :1], at[:, 1:]) * (1 + 0.62 * places.size)
        order = np.argsort(-edges[:, 1], kind="stable")
        heights = _spread([float(edges[n, 1]) for n in order], [here[n] for n in order])
        for n, y in zip(order, heights, strict=True):
            line = np.array([at[n], edges[n], (1.2 * side, y)])
            axes.plot(*line.T, color="#9A9A9A", linewidth=0.7, zorder=1)
            look: dict[str, Any] = {"ha": "right" if side < 0 else "left", "fontsize": _LABEL}
            axes.text(1.22 * side, y, here[n].title, va="bottom", fontweight="bold", **look)
            words = "\n".join(here[n].lines)
            axes.text(1.22 * side, y, words, va="top", color=SOFT, linespacing=1.15, **look)


def _with_room(labels: Sequence[Label]) -> Sequence[Label]:
    """Return the first labels that have room below each other."""
    left = _ABOVE - _MARGIN - _LOWEST
    for number, one in enumerate(labels):
        left -= one.above
        if left < 0:
            return labels[:number]
        left -= one.below + _BETWEEN
    return labels


def _spread(wanted: Sequence[float], labels: Sequence[Label]) -> list[float]:
    """Return heights near those wanted, from the top down, that keep labels apart and within the room."""
    spaces = [above.below + _BETWEEN + below.above for above, below in pairwise(labels)]
    placed: list[float] = []
    for y, one, space in zip(wanted, labels, [0.0, *spaces], strict=False):
        placed.append(min(y, placed[-1] - space if placed else _ABOVE - _MARGIN - one.above))
    raised: list[float] = []
    for y, space in zip(reversed(placed), [0.0, *reversed(spaces)], strict=False):
        raised.append(max(y, raised[-1] + space if raised else _LOWEST))
    return raised[::-1]


def write_middle(axes: Axes, places: Places, large: str, small: Sequence[str]) -> None:
    """Write the result in the middle of the room, no wider than the seats around it leave room for."""
    beside = np.abs(places.x[np.abs(places.y - 0.18) < places.size / 2 + 0.06])
    room = 2 * RADIUS * (float(beside.min(initial=1.0)) - places.size / 2)
    size = min(16.0, 16.0 * room / max(width(large, 16, bold=True), 0.1))
    axes.text(0, 0.13, large, ha="center", va="bottom", fontsize=size, fontweight="bold", color=INK)
    axes.text(0, 0.1, "\n".join(small), ha="center", va="top", fontsize=8, color=SOFT, linespacing=1.3)


def write_key(axes: Axes, looks: Sequence[Mapping[str, Any]]) -> None:
    """Say under the chair what marks of some looks mean."""
    handles = [Line2D([], [], **look) for look in looks]
    axes.legend(handles=handles, loc="lower center", ncols=3, fontsize=8, borderaxespad=0, handlelength=1.2,
                bbox_to_anchor=(0.5, 0.0), columnspacing=1.6)  # fmt: skip
