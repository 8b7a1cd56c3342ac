"""The draft's path: how strongly each paragraph speaks, reading by reading."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.negotiation.arrays import Floats, Rungs
from sim.report.figures.style import FORMULATIONS, INK, bare, caption, house_style
from sim.study.forecast import Forecast


def path(forecast: Forecast) -> Figure:
    """Draw the mean strength of every paragraph over the readings, and where it moved in the typical play."""
    with house_style():
        mean = forecast.mean_path.T
        issues = forecast.scenario.issues
        readings = mean.shape[1]
        figure = Figure(
            figsize=(max(6.0, 1.9 + 0.44 * readings), max(3.0, 1.6 + 0.3 * len(issues))), layout="constrained"
        )
        axes = figure.add_subplot()
        scale = LinearSegmentedColormap.from_list("formulations", FORMULATIONS)
        axes.imshow(mean, cmap=scale, vmin=0, vmax=1, aspect="auto")
        axes.set_yticks(np.arange(len(issues) - 1) + 0.5, minor=True)
        axes.grid(which="minor", axis="y", color="white", linewidth=1.5)
        _mark_moves(axes, forecast.outcomes.path[forecast.typical], mean)
        axes.set_yticks(range(len(issues)), [issue.title for issue in issues])
        axes.set_xticks(range(readings), ["zero\ndraft", *map(str, range(1, readings))])
        axes.set_xlabel("after reading")
        bare(axes)
        axes.tick_params(which="minor", length=0)
        axes.set_title("How the draft moves")
        bar = figure.colorbar(axes.images[0], ax=axes, ticks=[0, 0.5, 1], shrink=0.6, pad=0.02)
        bar.ax.set_yticklabels(["silent", "indirect", "explicit"])
        bar.outline.set_visible(False)
        caption(
            figure,
            f"{forecast.scenario.title}. Colour: mean of {forecast.runs:,} plays. "
            "▲ ▼: changed in the most typical play.",
        )
        return figure


def _mark_moves(axes: Axes, play: Rungs, mean: Floats) -> None:
    for reading, paragraph in zip(*np.nonzero(np.diff(play, axis=0)), strict=True):
        up = play[reading + 1, paragraph] > play[reading, paragraph]
        ink = "white" if mean[paragraph, reading + 1] > 0.6 else INK
        axes.text(reading + 1, paragraph, "▲" if up else "▼", ha="center", va="center", color=ink)
