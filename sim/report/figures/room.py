"""The room: who wants what, delegations by issues."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.negotiation.table import Table
from sim.report.figures.style import BLUE, GREY, INK, ORANGE, bare, caption, house_style
from sim.report.seating import seating
from sim.scenario.schema import Scenario
from sim.scenario.strict import SPREAD, Evidence

_WANTS = LinearSegmentedColormap.from_list("wants", [ORANGE, "#F7F7F5", BLUE])

#: Rooms of more members are drawn with narrow rows.
MANY = 60


def room(scenario: Scenario, table: Table) -> Figure:
    """Draw the heat map of positions before the first meeting, from one end of the room to the other."""
    with house_style():
        order = seating(table)
        grid = table.positions[:, order].T
        members, issues = grid.shape
        height = 0.21 if members <= MANY else 0.075
        figure = Figure(
            figsize=(max(6.0, 2.2 + 0.42 * issues), max(3.0, 1.7 + height * members)), layout="constrained"
        )
        axes = figure.add_subplot()
        axes.imshow(grid, cmap=_WANTS, vmin=-1, vmax=1, aspect="auto")
        labels = [f"{table.codes[seat]}  {table.caucus_names[table.caucuses[seat]]}" for seat in order]
        axes.set_yticks(range(members), labels, fontsize=8 if members <= MANY else 4)
        axes.set_xticks(
            range(issues),
            [issue.title for issue in scenario.issues],
            rotation=50,
            ha="left",
            rotation_mode="anchor",
        )
        axes.xaxis.tick_top()
        bare(axes)
        spreads = table.spreads[:, order].T
        inferred, recalled = SPREAD[Evidence.PROXY], SPREAD[Evidence.RECALLED]
        for spread, filled in ((inferred, GREY), (recalled, "none")):
            rows, columns = np.nonzero(spreads == spread)
            size = 7 if members <= MANY else 1.5
            axes.scatter(columns, rows, s=size, facecolors=filled, edgecolors=GREY, linewidths=0.6)
        axes.set_title(f"Who wants what: {scenario.title}", color=INK)
        bar = figure.colorbar(axes.images[0], ax=axes, ticks=[-1, 0, 1], shrink=0.4, pad=0.02, aspect=12)
        bar.ax.set_yticklabels(["resists", "indifferent", "insists"])
        bar.outline.set_visible(False)
        caption(
            figure,
            "Instructed position on the explicit paragraph, before the end. "
            "Full dot: inferred from bloc or votes; empty dot: recalled; none: documented.",
        )
        return figure
