"""The draft's path: how strongly each paragraph speaks, reading by reading."""

from __future__ import annotations

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.report.figures.style import FORMULATIONS, INK, bare, caption, house_style
from sim.study.forecast import Forecast


def path(forecast: Forecast) -> Figure:
    """Draw the mean strength of every paragraph over the readings, and where it moved in the typical play."""
    with house_style():
        mean = forecast.mean_path.T
        issues = forecast.scenario.issues
        readings = mean.shape[1]
        figure = Figure(figsize=(1.9 + 0.44 * readings, 1.6 + 0.3 * len(issues)), layout="constrained")
        axes = figure.add_subplot()
        scale = LinearSegmentedColormap.from_list("formulations", FORMULATIONS)
        axes.imshow(mean, cmap=scale, vmin=0, vmax=1, aspect="auto")
        typical = forecast.outcomes.path[forecast.typical]
        for paragraph in range(len(issues)):
            for reading in range(1, readings):
                before, after = typical[reading - 1, paragraph], typical[reading, paragraph]
                if before != after:
                    dark = mean[paragraph, reading] > 0.6
                    axes.text(
                        reading,
                        paragraph,
                        "▲" if after > before else "▼",
                        ha="center",
                        va="center",
                        color="white" if dark else INK,
                        fontsize=9,
                    )
        axes.set_yticks(range(len(issues)), [issue.title for issue in issues])
        axes.set_xticks(range(readings), ["zero\ndraft", *map(str, range(1, readings))])
        axes.set_xlabel("after reading")
        bare(axes)
        axes.set_title("How the draft moves")
        bar = figure.colorbar(axes.images[0], ax=axes, ticks=[0, 0.5, 1], shrink=0.6, pad=0.02)
        bar.ax.set_yticklabels(["silent", "indirect", "explicit"])
        bar.outline.set_visible(False)
        caption(
            figure,
            f"Colour: mean of {forecast.runs:,} plays. ▲ ▼: strengthened or weakened in the most typical play.",
        )
        return figure
