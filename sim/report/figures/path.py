"""The draft's path: how strongly each paragraph speaks, reading by reading."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.negotiation.arrays import Floats, Rungs
from sim.report.figures.style import (
    FORMULATIONS,
    INK,
    across,
    bare,
    canvas,
    finish,
    house_style,
    name_columns,
    name_rows,
    name_scale,
)
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast

#: Above this mean strength a cell is too dark for dark ink.
DARK = 0.6
#: A mean strength that changes by less is called the same.
MOVED = 0.05


@house_style()
def path(forecast: Forecast) -> Figure:
    """Draw the mean strength of every paragraph over the readings, and where it moved in the typical play."""
    mean, issues = forecast.mean_path.T, forecast.scenario.issues
    readings = mean.shape[1]
    figure, axes = canvas(max(6.4, 2.2 + across(readings, 0.44)), max(3.0, 1.7 + 0.3 * len(issues)))
    scale = LinearSegmentedColormap.from_list("formulations", FORMULATIONS)
    axes.imshow(mean, cmap=scale, vmin=0, vmax=1, aspect="auto")
    axes.set_yticks(np.arange(len(issues) - 1) + 0.5, minor=True)
    axes.grid(which="minor", axis="y", color="white", linewidth=1.5)
    _write(axes, mean, forecast.outcomes.path[forecast.typical])
    name_rows(axes, [issue.title for issue in issues])
    name_columns(axes, ["zero\ndraft", *map(str, range(1, readings))])
    axes.set_xlabel("after reading")
    bare(axes)
    axes.tick_params(which="minor", length=0)
    name_scale(figure, [axes], ["0 silent", "½ indirect", "1 explicit"], shrink=0.6)
    return finish(
        figure,
        "How the draft moves",
        f"{forecast.scenario.title}. Colour and numbers: mean strength of the draft in {forecast.runs:,} "
        "plays, written for the first and the last. ▲ stronger, ▼ weaker: in the most typical play.",
    )


def describe_path(forecast: Forecast) -> str:
    """Say what the figure of the draft's path shows: which paragraphs move, and when in the typical play."""
    mean, issues = forecast.mean_path, forecast.scenario.issues
    moved = [k for k in np.argsort(-np.abs(mean[-1] - mean[0]), kind="stable")
             if abs(mean[-1, k] - mean[0, k]) >= MOVED]  # fmt: skip
    told = f"Mean strength of {len(issues)} paragraphs in {forecast.runs:,} plays, 0 silent to 1 explicit, "
    told += f"over {len(mean) - 1} readings. "
    changes = [f"{issues[k].title} from {mean[0, k]:.2f} to {mean[-1, k]:.2f}" for k in moved]
    told += f"From zero draft to last reading: {', '.join(changes)}. " if changes else ""
    if still := len(issues) - len(moved):
        told += f"{'Of the others' if moved else 'Of all'} ({still}) none changes by {MOVED:g} or more. "
    play = forecast.outcomes.path[forecast.typical]
    steps = [
        f"{issues[k].title} {Rung(int(play[t + 1, k])).word} after reading {t + 1}"
        for t, k in zip(*np.nonzero(np.diff(play, axis=0)), strict=True)
    ]
    return told + f"In the most typical play: {', '.join(steps) if steps else 'no change'}."


def _write(axes: Axes, mean: Floats, play: Rungs) -> None:
    """Mark the moves of a play; elsewhere write the mean strength of the first and the last draft."""
    moves = np.diff(play.astype(int), axis=0, prepend=play[:1])
    written = [
        (n, k, f"{mean[k, n]:.2f}", 7) for n in (0, len(moves) - 1) for k in np.flatnonzero(moves[n] == 0)
    ]
    marked = [(n, k, "▲" if moves[n, k] > 0 else "▼", 9) for n, k in zip(*np.nonzero(moves), strict=True)]
    for column, paragraph, word, size in [*written, *marked]:
        ink = "white" if mean[paragraph, column] > DARK else INK
        axes.text(column, paragraph, word, ha="center", va="center", fontsize=size, color=ink)
