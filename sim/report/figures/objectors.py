"""Who stands in the way: how often each delegation objects or dissociates, and over what."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from sim.negotiation.decisions import Consensus
from sim.report.figures.style import GREY, ORANGE, RED, caption, house_style
from sim.report.wording import named, over, percent
from sim.study.forecast import Forecast

#: So many delegations are shown.
SHOWN = 10


def objectors(forecast: Forecast) -> Figure:
    """Draw the delegations that most often stand apart, with their main complaint."""
    titles = {issue.code: issue.title for issue in forecast.scenario.issues}
    with house_style():
        rows = [d for d in forecast.delegations if d.objects + d.dissociates >= 0.005][:SHOWN]
        figure = Figure(figsize=(7.2, max(2.4, 1.5 + 0.32 * len(rows))), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title("Who stands in the way")
        if not rows:
            axes.text(0.5, 0.5, "No delegation stands apart in more than 0.5 % of plays.", ha="center")
            axes.set_axis_off()
            return figure
        height = np.arange(len(rows))
        objects = np.array([row.objects for row in rows])
        stops = "objects: no report" if isinstance(forecast.table.decision, Consensus) else "objects"
        dissociates = np.array([row.dissociates for row in rows])
        axes.barh(height, objects, color=RED, height=0.7, label=stops)
        axes.barh(
            height, dissociates, left=objects, color=ORANGE, height=0.7, label="dissociates, lets it pass"
        )
        far = float((objects + dissociates).max())
        for y, row in enumerate(rows):
            axes.text(
                row.objects + row.dissociates + far * 0.015,
                y,
                over(row, titles, most=1),
                va="center",
                fontsize=8,
                color="#444444",
            )
        axes.set_yticks(height, [named(row) for row in rows])
        axes.invert_yaxis()
        axes.set_xlim(0, far * 1.9)
        ticks = [tick for tick in axes.get_xticks() if tick <= far * 1.1]
        axes.set_xticks(ticks, [percent(tick) for tick in ticks])
        axes.set_xlabel("share of plays", loc="left")
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.legend(loc="lower right")
        axes.grid(axis="x", color=GREY, alpha=0.2)
        axes.set_axisbelow(True)
        caption(
            figure,
            f"{forecast.scenario.title}, {forecast.runs:,} plays. Beside the bars: most frequent complaint. "
            "°: all positions inferred.",
        )
        return figure
