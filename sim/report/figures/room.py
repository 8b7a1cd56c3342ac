"""The room: who wants what, delegations by issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path

from sim.negotiation.arrays import Bools, Floats
from sim.negotiation.table import Table
from sim.report.figures import style
from sim.report.figures.letters import fitted, width
from sim.report.figures.seats import add_paths
from sim.report.horseshoe import seating
from sim.report.words.names import listed
from sim.report.words.numbers import percent
from sim.scenario.fields import SPREAD, Evidence
from sim.scenario.schema import Scenario

#: Rooms of more members are drawn in two panels, with narrow rows.
MANY = 60
#: Rooms of more members have their evidence marked by lines over many cells: dots would be too many.
LINED = 40
#: Positions below this resist, above its opposite want the paragraph (docs/model.md, equation 9).
RESISTS = -0.05
#: Inches of a title that there is room for above the columns.
_USUAL = 1.85
_HATCH, _MARK = "#7A5300", "#444444"
_BOX = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]


class _Look(NamedTuple):
    """Inches of a row, above and beside the rows, of a column; points of codes and titles; their slant."""

    row: float
    above: float
    beside: float
    column: float
    codes: float
    titles: float
    slant: dict[str, Any]


_ONE = _Look(0.21, 2.0, 2.4, 0.42, 8, 9, {"rotation": 50, "ha": "left", "rotation_mode": "anchor"})
_TWO = _Look(0.105, 2.4, 2.8, 0.5, 5.5, 7, {"rotation": 90, "ha": "center", "rotation_mode": "default"})


@style.house_style()
def room(scenario: Scenario, table: Table) -> Figure:
    """Draw the heat map of positions before the first meeting, from one end of the room to the other."""
    order, issues = seating(table), len(table.issues)
    panels, look = (2, _TWO) if len(order) > MANY else (1, _ONE)
    high = look.row * -(-len(order) // panels)
    titles = [fitted(issue.title, style.NAME, look.titles) for issue in scenario.issues]
    longer = 1.5 * max(0.0, max(width(title, look.titles) for title in titles) - _USUAL)
    size = max(6.0, look.beside + look.column * issues), max(3.0 + longer, look.above + longer + high)
    figure = style.sheet(*size)
    caucuses = [fitted(name, style.NAME / panels, look.codes) for name in table.caucus_names]
    drawn = figure.subplots(1, panels, squeeze=False)[0]
    for axes, seats in zip(drawn, np.array_split(order, panels), strict=True):
        style.heat(axes, table.positions[:, seats].T, (style.ORANGE, "#F7F7F5", style.BLUE), -1)
        _hatch(axes, table.positions[:, seats].T < RESISTS)
        _mark_evidence(axes, table.spreads[:, seats].T, len(order) > LINED)
        labels = [f"{table.codes[seat]}  {caucuses[table.caucuses[seat]]}" for seat in seats]
        axes.set_yticks(range(len(seats)), labels, fontsize=look.codes)
        axes.set_xticks(range(issues), titles, fontsize=look.titles, **look.slant)
        axes.xaxis.tick_top()
        style.bare(axes)
    names = ["resists\n(hatched)", "indifferent", "insists"]
    style.name_scale(figure, drawn, names, shrink=min(1.0, 2.2 / high), aspect=12)
    full, dotted = ("Full line", "dotted line") if len(order) > LINED else ("Full dot", "empty dot")
    return style.finish(
        figure,
        f"The room is furthest apart on {listed(_apart(scenario, table))}",
        f"{scenario.title}. Instructed position on the explicit paragraph, before the end; seats along the "
        f"main line of division. {full}: inferred from bloc or votes; {dotted}: recalled; none: documented.",
    )


def _apart(scenario: Scenario, table: Table) -> list[str]:
    """Return the two issues on which positions differ most."""
    order = np.argsort(-table.positions.std(axis=1), kind="stable")[:2]
    return [scenario.issues[k].title for k in order.tolist()]


def describe_room(scenario: Scenario, table: Table) -> str:
    """Say what the heat map of positions shows: who sits at the ends, what is resisted, on what evidence."""
    order, resists, wants = seating(table), table.positions < RESISTS, table.positions > -RESISTS
    ends = " to ".join(", ".join(table.codes[seat] for seat in some) for some in (order[:3], order[-3:]))
    often = [k for k in np.argsort(-resists.sum(axis=1), kind="stable")[:4] if resists[k].any()]
    names = "; ".join(
        f"{scenario.issues[k].title} ({resists[k].sum()} resist, {wants[k].sum()} want it)" for k in often
    )
    words = {Evidence.DOCUMENT: "documented", Evidence.RECALLED: "recalled", Evidence.PROXY: "inferred"}
    grades = [
        f"{percent(float((table.spreads == SPREAD[grade]).mean()))} {word}" for grade, word in words.items()
    ]
    return (
        f"Heat map of the positions of {len(order)} delegations on {len(table.issues)} issues, seated from "
        f"{ends}. {percent(float(wants.mean()))} of the positions want the paragraph, "
        f"{percent(float(resists.mean()))} resist it. {f'Most resisted: {names}. ' if names else ''}"
        f"Evidence: {', '.join(grades)}."
    )


def _mark_evidence(axes: Axes, spreads: Floats, lined: bool) -> None:
    """Mark positions that are inferred or recalled: a dot each, or a line down all that follow each other."""
    for grade, face, line in ((Evidence.PROXY, _MARK, "-"), (Evidence.RECALLED, "none", ":")):
        flags = spreads == SPREAD[grade]
        if not lined:
            rows, columns = np.nonzero(flags)
            axes.scatter(columns, rows, s=7, facecolors=face, edgecolors=_MARK, linewidths=0.6, zorder=3)
            continue
        ends = [[(column, start - 0.3), (column, end - 0.7)] for column, start, end in _runs(flags)]
        parts = [Path(pair, [Path.MOVETO, Path.LINETO]) for pair in ends]
        add_paths(axes, parts, fill=False, edgecolor=_MARK, linewidth=0.6, linestyle=line, zorder=3)


def _hatch(axes: Axes, resists: Bools) -> None:
    """Hatch the cells that resist, for readers who see no colour."""
    corners = [
        [(k - 0.5, start - 0.5), (k + 0.5, start - 0.5), (k + 0.5, end - 0.5), (k - 0.5, end - 0.5)]
        for k, start, end in _runs(resists)
    ]
    boxes = [Path([*box, box[0]], _BOX) for box in corners]
    add_paths(axes, boxes, fill=False, hatch="////", edgecolor=_HATCH, linewidth=0, zorder=2)


def _runs(flags: Bools) -> Iterator[tuple[int, int, int]]:
    """Yield column, first row, and the row after the last of every run of cells below each other."""
    edged = np.pad(flags.astype(np.int8), ((1, 1), (0, 0)))
    for column in range(flags.shape[1]):
        turns = np.flatnonzero(np.diff(edged[:, column]))
        for start, end in zip(turns[::2], turns[1::2], strict=True):
            yield column, int(start), int(end)
