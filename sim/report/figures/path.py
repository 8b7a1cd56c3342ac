"""The draft's path: how strongly each paragraph speaks, reading by reading."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.words.numbers import number_of
from sim.study.forecast import Forecast

#: Above this mean strength a cell is too dark for dark ink.
DARK = 0.6
#: A mean strength that changes by less is not named.
MOVED = 0.05


@style.house_style()
def path(forecast: Forecast) -> Figure:
    """Draw the mean strength of every paragraph over the readings, and where it moved in the typical play."""
    mean, issues = forecast.mean_path.T, forecast.scenario.issues
    readings = mean.shape[1]
    figure, axes = style.canvas(
        max(6.4, 2.2 + style.across(readings, 0.44)), max(3.0, 1.7 + 0.3 * len(issues))
    )
    style.heat(axes, mean, style.FORMULATIONS)
    play = forecast.outcomes.path[forecast.typical]
    moves = np.diff(play.astype(int), axis=0, prepend=play[:1])
    ends = [(n, k) for n in (0, readings - 1) for k in np.flatnonzero(moves[n] == 0).tolist()]
    words = [(n, k, f"{mean[k, n]:.2f}", 7) for n, k in ends]
    words += [(n, k, "▲" if moves[n, k] > 0 else "▼", 9) for n, k in np.argwhere(moves).tolist()]
    for n, k, word, size in words:
        style.write_in_cell(axes, (k, n), word, bool(mean[k, n] > DARK), fontsize=size)
    style.name_rows(axes, [issue.title for issue in issues])
    style.name_columns(axes, ["zero\ndraft", *map(str, range(1, readings))])
    axes.set_xlabel("after reading")
    style.ruled_cells(axes, np.arange(len(issues) - 1) + 0.5)
    style.name_scale(figure, [axes], ["0 silent", "½ indirect", "1 explicit"], shrink=0.6)
    return style.finish(
        figure,
        _finding(forecast),
        f"{forecast.scenario.title}. Colour and numbers: mean strength of the draft in {forecast.runs:,} "
        "plays, written for the first and the last. ▲ stronger, ▼ weaker: in the most typical play.",
    )


def describe_path(forecast: Forecast) -> str:
    """Say what the figure of the draft's path shows: which paragraphs move, and when in the typical play."""
    rows, number = _moved(forecast), len(forecast.scenario.issues)
    return (
        f"Mean strength of {number} paragraphs in {forecast.runs:,} plays, 0 silent to 1 explicit, over "
        f"{len(forecast.mean_path) - 1} readings. From zero draft to last reading: "
        f"{', '.join(rows) or 'no change'}. "
        f"{number_of(number - len(rows), 'other')} by less than {MOVED:g}. Arrows: the changes of the "
        "most typical play, which are listed below."
    )


def _moved(forecast: Forecast) -> list[str]:
    """Say how far each paragraph moves that does, the farthest first."""
    mean, issues = forecast.mean_path, forecast.scenario.issues
    change = np.abs(mean[-1] - mean[0])
    moved = [k for k in np.argsort(-change, kind="stable") if change[k] >= MOVED]
    return [f"{issues[k].title} from {mean[0, k]:.2f} to {mean[-1, k]:.2f}" for k in moved]


def _finding(forecast: Forecast) -> str:
    moved = _moved(forecast)
    return f"The draft moves most on {moved[0]}" if moved else "The draft hardly moves"
