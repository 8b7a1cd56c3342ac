"""Language: the probability of each formulation of each paragraph, as bars."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures.style import FORMULATIONS, INK, bare, caption, house_style
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast


def language(forecast: Forecast) -> Figure:
    """Draw how strongly the report is likely to speak on each issue."""
    with house_style():
        rows = forecast.language
        figure = Figure(figsize=(7.2, 1.5 + 0.3 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        height = np.arange(len(rows))
        left = np.zeros(len(rows))
        for rung in Rung:
            width = np.array([row.probabilities[rung] for row in rows])
            axes.barh(height, width, left=left, color=FORMULATIONS[rung], height=0.74)
            for y, (start, share) in enumerate(zip(left, width, strict=True)):
                if share >= 0.12:
                    ink = "white" if rung is Rung.EXPLICIT else INK
                    axes.text(
                        start + share / 2, y, f"{share:.0%}", ha="center", va="center", color=ink, fontsize=8
                    )
            left += width
        axes.set_yticks(height, [row.issue.title for row in rows])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xticks([])
        bare(axes)
        axes.set_title("What the report says, if there is one")
        handles = [axes.barh([0], [0], color=FORMULATIONS[rung]) for rung in Rung]
        axes.legend(
            handles,
            [rung.word for rung in Rung],
            ncols=3,
            loc="upper left",
            bbox_to_anchor=(-0.01, -0.005),
            handlelength=1.2,
        )
        caption(
            figure,
            f"{forecast.scenario.title}. Probability of each formulation over {forecast.adoptions:,} "
            f"adopted reports of {forecast.runs:,} plays.",
        )
        return figure
