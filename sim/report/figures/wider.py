"""Figure of the wide record: how often bodies adopted a report, by the share of plays that did."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.words.numbers import number_of, percent
from sim.scenario.names import ONE_OFF
from sim.study.group_scores import Forecast
from sim.study.interval import CEILING, wilson
from sim.study.wider import FITTED, PRIORS, Wider

#: Shares are sorted into this many bins of the same width.
BINS = 5
#: How each way is drawn: colour, mark, line, and how far its marks stand aside.
_LOOKS = {PRIORS: (style.BLUE, "o", "-", -0.008), FITTED: (style.RED, "s", "--", 0.008)}


class Bin(NamedTuple):
    """Processes with about the same share of plays: its mean, and how many of how many adopted a report."""

    given: float
    adopted: int
    of: int


def bins(group: list[Forecast], way: str) -> list[Bin]:
    """Sort processes by the share that a way gives them."""
    given = np.array([f.shares[way] for f in group])
    adopted = np.array([f.process.record.adopted for f in group])
    edges = pairwise(np.linspace(0, 1, BINS + 1))
    within = [(given >= low) & ((given < high) | (high == 1)) for low, high in edges]
    return [Bin(float(given[w].mean()), int(adopted[w].sum()), int(w.sum())) for w in within if w.any()]


def _panels(wider: Wider) -> dict[str, list[Forecast]]:
    """Return the processes of each panel, by the name of the group."""
    one_off = [f for f in wider.forecasts if f.kind in ONE_OFF]
    standing = [f for f in wider.forecasts if f.kind not in ONE_OFF]
    return {name: group for name, group in (("one-off", one_off), ("standing", standing)) if group}


@style.house_style()
def _calibration(wider: Wider) -> Figure:
    panels = _panels(wider)
    figure = style.sheet(4.2 * len(panels) + 0.6, 4.9)
    for number, (name, group) in enumerate(panels.items()):
        axes = figure.add_subplot(1, len(panels), number + 1)
        axes.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.8)
        for way in _LOOKS:
            _draw(axes, wider, name, group, way)
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
        axes.set_xticks(*style.QUARTERS)
        axes.set_yticks(*style.QUARTERS)
        size = number_of(len(group), "process", "processes")
        axes.set_title(f"{name} bodies, {size}", loc="left", fontsize=9)
        axes.set_xlabel("share of plays that adopt a report")
        if number == 0:
            axes.set_ylabel("share of processes that adopted one")
            axes.legend(loc="upper left", fontsize=8)
    return style.finish(
        figure,
        "Calibration beyond ICT security",
        "Marks: processes in each fifth of the scale, with their number (priors); lines through them: 95 % "
        "intervals, too short, since processes of a family are not independent. Curves: logistic regression. "
        f"{wider.runs:,} plays of each process; at most {percent(CEILING)} is given.",
    )


def _draw(axes: Axes, wider: Wider, name: str, group: list[Forecast], way: str) -> None:
    colour, mark, line, aside = _LOOKS[way]
    for one in bins(group, way):
        x = one.given + aside
        axes.plot([x, x], wilson(one.adopted, one.of), color=colour, linewidth=1.4, alpha=0.5)
        label = way if one == bins(group, way)[0] else None
        axes.scatter(x, one.adopted / one.of, s=30, color=colour, marker=mark, zorder=3, label=label)
        if way == PRIORS:
            at = (one.given, one.adopted / one.of)
            axes.annotate(str(one.of), at, (-5, 5), textcoords="offset points", ha="right", fontsize=7.5)
    intercept, slope = _line(wider, name, way)
    if np.isfinite(slope):
        given = np.linspace(0.01, CEILING, 200)
        odds = intercept + slope * np.log(given / (1 - given))
        axes.plot(given, 1 / (1 + np.exp(-odds)), color=colour, linestyle=line, linewidth=1.2, alpha=0.8)


def _line(wider: Wider, group: str, way: str) -> tuple[float, float]:
    return next((s.intercept, s.slope) for s in wider.scores if (s.group, s.forecast) == (group, way))


def _describe(wider: Wider) -> str:
    told = []
    for name, group in _panels(wider).items():
        for way in _LOOKS:
            found = "; ".join(
                f"given {percent(b.given)} on average, {b.adopted} of {b.of}" for b in bins(group, way)
            )
            told.append(f"{name} bodies, {way}: {found}")
    return f"How many processes adopted a report, by the share of plays that did. {'. '.join(told)}."


#: Returns the figures of the wide record.
wider_drawings = drawings(calibration=(_calibration, _describe))
