"""The room: who wants what, delegations by issues."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sim.negotiation.arrays import Bools, Floats
from sim.negotiation.table import Table
from sim.report.figures.letters import fitted
from sim.report.figures.letters import width as width_of
from sim.report.figures.style import BLUE, NAME, ORANGE, bare, caption, house_style, titled
from sim.report.seating import seating
from sim.report.wording import percent
from sim.scenario.schema import Scenario
from sim.scenario.strict import SPREAD, Evidence

_WANTS = LinearSegmentedColormap.from_list("wants", [ORANGE, "#F7F7F5", BLUE])
#: Rooms of more members are drawn in two panels, with narrow rows; inches of a row, and the size
#: of a code and of a title in points.
MANY, _ROW, _LETTERS, _TITLES = 60, (0.21, 0.105), (8, 5.5), (9, 7)
#: Rooms of more members have their evidence marked by lines over many cells: dots would be too many.
LINED = 40
#: Positions below this resist, above its opposite want the paragraph (docs/model.md, equation 9).
RESISTS = -0.05
#: Inches of a title that there is room for above the columns.
_USUAL = 1.85
_HATCH, _MARK = "#7A5300", "#444444"


@house_style()
def room(scenario: Scenario, table: Table) -> Figure:
    """Draw the heat map of positions before the first meeting, from one end of the room to the other."""
    order = seating(table)
    members, issues = len(order), len(table.issues)
    panels = 2 if members > MANY else 1
    high = _ROW[panels - 1] * -(-members // panels)
    width = 2.4 + 0.42 * issues if panels == 1 else 2 * (0.85 + 0.25 * issues) + 1.1
    titles = [fitted(issue.title, NAME, _TITLES[panels - 1]) for issue in scenario.issues]
    longer = max(0.0, max(width_of(title, _TITLES[panels - 1]) for title in titles) - _USUAL)
    above = (2.0 if panels == 1 else 2.4) + 1.5 * longer
    figure = Figure(figsize=(max(6.0, width), max(3.0 + 1.5 * longer, above + high)), layout="constrained")
    caucuses = [fitted(name, NAME / panels, _LETTERS[panels - 1]) for name in table.caucus_names]
    drawn = figure.subplots(1, panels, squeeze=False)[0]
    for axes, seats in zip(drawn, np.array_split(order, panels), strict=True):
        axes.imshow(table.positions[:, seats].T, cmap=_WANTS, vmin=-1, vmax=1, aspect="auto")
        _hatch(axes, table.positions[:, seats].T < RESISTS)
        _mark_evidence(axes, table.spreads[:, seats].T, members > LINED)
        labels = [f"{table.codes[seat]}  {caucuses[table.caucuses[seat]]}" for seat in seats]
        axes.set_yticks(range(len(seats)), labels, fontsize=_LETTERS[panels - 1])
        axes.set_xticks(
            range(issues),
            titles,
            rotation=50 if panels == 1 else 90,
            ha="left" if panels == 1 else "center",
            rotation_mode="anchor" if panels == 1 else "default",
            fontsize=_TITLES[panels - 1],
        )
        axes.xaxis.tick_top()
        bare(axes)
    titled(figure, f"Who wants what: {scenario.title}")
    bar = figure.colorbar(
        drawn[0].images[0], ax=drawn, ticks=[-1, 0, 1], shrink=min(1.0, 2.2 / high), pad=0.02, aspect=12
    )
    bar.ax.set_yticklabels(["resists\n(hatched)", "indifferent", "insists"])
    bar.outline.set_visible(False)
    caption(
        figure,
        "Instructed position on the explicit paragraph, before the end; seats along the main line of "
        f"division. {_key(members > LINED)}",
    )
    return figure


def describe_room(scenario: Scenario, table: Table) -> str:
    """Say what the heat map of positions shows: who sits at the ends, what is resisted, on what evidence."""
    order, resists = seating(table), table.positions < RESISTS
    wants = table.positions > -RESISTS
    ends = " to ".join(", ".join(table.codes[seat] for seat in some) for some in (order[:3], order[-3:]))
    often = [k for k in np.argsort(-resists.sum(axis=1), kind="stable")[:4] if resists[k].any()]
    names = [
        f"{scenario.issues[k].title} ({resists[k].sum()} resist, {wants[k].sum()} want it)" for k in often
    ]
    grades = [
        f"{percent(float((table.spreads == SPREAD[grade]).mean()))} {word}"
        for grade, word in ((Evidence.DOCUMENT, "documented"), (Evidence.RECALLED, "recalled"),
                            (Evidence.PROXY, "inferred"))
    ]  # fmt: skip
    return (
        f"Heat map of the positions of {len(order)} delegations on {len(table.issues)} issues, seated from "
        f"{ends}. {percent(float(wants.mean()))} of the positions want the paragraph, "
        f"{percent(float(resists.mean()))} resist it. "
        + (f"Most resisted: {'; '.join(names)}. " if names else "")
        + f"Evidence: {', '.join(grades)}."
    )


def _key(lined: bool) -> str:
    if lined:
        return "Full line: inferred from bloc or votes; dotted line: recalled; none: documented."
    return "Full dot: inferred from bloc or votes; empty dot: recalled; none: documented."


def _mark_evidence(axes: Axes, spreads: Floats, lined: bool) -> None:
    """Mark positions that are inferred or recalled: a dot each, or a line down all that follow each other."""
    for grade, face, style in ((Evidence.PROXY, _MARK, "-"), (Evidence.RECALLED, "none", ":")):
        flags = spreads == SPREAD[grade]
        if not lined:
            rows, columns = np.nonzero(flags)
            axes.scatter(columns, rows, s=7, facecolors=face, edgecolors=_MARK, linewidths=0.6, zorder=3)
            continue
        parts = [
            Path([(column, start - 0.3), (column, end - 0.7)], [Path.MOVETO, Path.LINETO])
            for column, start, end in _runs(flags)
        ]
        if parts:
            whole = Path.make_compound_path(*parts)
            axes.add_patch(
                PathPatch(whole, fill=False, edgecolor=_MARK, linewidth=0.6, linestyle=style, zorder=3)
            )


def _hatch(axes: Axes, resists: Bools) -> None:
    """Hatch the cells that resist, so that they are told from those that want without colour."""
    boxes = [
        Path([(k - 0.5, start - 0.5), (k + 0.5, start - 0.5), (k + 0.5, end - 0.5), (k - 0.5, end - 0.5),
              (k - 0.5, start - 0.5)], [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY])
        for k, start, end in _runs(resists)
    ]  # fmt: skip
    if boxes:
        whole = Path.make_compound_path(*boxes)
        axes.add_patch(PathPatch(whole, fill=False, hatch="////", edgecolor=_HATCH, linewidth=0, zorder=2))


def _runs(flags: Bools) -> Iterator[tuple[int, int, int]]:
    """Yield column, first row, and the row after the last of every run of cells below each other."""
    edged = np.pad(flags.astype(np.int8), ((1, 1), (0, 0)))
    for column in range(flags.shape[1]):
        turns = np.flatnonzero(np.diff(edged[:, column]))
        for start, end in zip(turns[::2], turns[1::2], strict=True):
            yield column, int(start), int(end)
