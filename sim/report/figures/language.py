"""Language: the probability of each formulation of each paragraph, as bars."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures.style import FORMULATIONS, INK, bare, caption, house_style
from sim.report.wording import percent
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast

#: Shares below this have no room for a label.
LABELLED = 0.12


def language(forecast: Forecast) -> Figure:
    """Draw how strongly the report is likely to speak on each issue."""
    with house_style():
        rows = forecast.language
        figure = Figure(figsize=(7.2, max(2.4, 1.2 + 0.27 * len(rows))), layout="constrained")
        axes = figure.add_subplot()
        height = np.arange(len(rows))
        left = np.zeros(len(rows))
        for rung in Rung:
            width = np.array([row.probabilities[rung] for row in rows])
            axes.barh(height, width, left=left, color=FORMULATIONS[rung], height=0.8, label=rung.word)
            for y, (start, share) in enumerate(zip(left, width, strict=True)):
                if share >= LABELLED:
                    ink = "white" if rung is Rung.EXPLICIT else INK
                    at = start + share / 2
                    axes.text(at, y, percent(share), ha="center", va="center", color=ink, fontsize=8)
            left += width
        axes.set_yticks(height, [row.issue.title for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xticks([])
        bare(axes)
        axes.set_title("What the report says, if there is one", pad=24)
        axes.legend(
            ncols=3, loc="lower left", bbox_to_anchor=(-0.01, 0.99), borderaxespad=0, handlelength=1.2
        )
        caption(
            figure,
            f"{forecast.scenario.title}. Probability of each formulation over the {forecast.adoptions:,} "
            f"reports adopted in {forecast.runs:,} plays.",
        )
        return figure
