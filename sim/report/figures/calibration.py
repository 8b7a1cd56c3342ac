"""Calibration of a group of decided processes: how often they adopted, by what they were given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from sim.report.figures import style
from sim.report.words.numbers import percent
from sim.study.group_scores import Forecast
from sim.study.interval import CEILING, wilson

#: Shares are sorted into this many bins of the same width.
BINS = 5


class Bin(NamedTuple):
    """Processes with about the same share of plays: its mean, and how many of how many adopted a report."""

    given: float
    adopted: int
    of: int


class Look(NamedTuple):
    """How a way is drawn: colour, mark, line, how far its marks stand aside, and whether they are counted."""

    colour: str
    mark: str
    line: str
    aside: float
    counted: bool


def bins(group: Sequence[Forecast], way: str) -> list[Bin]:
    """Sort processes by the share that a way gives them."""
    given = np.array([f.shares[way] for f in group])
    adopted = np.array([f.process.record.adopted for f in group])
    edges = pairwise(np.linspace(0, 1, BINS + 1))
    within = [(given >= low) & ((given < high) | (high == 1)) for low, high in edges]
    return [Bin(float(given[w].mean()), int(adopted[w].sum()), int(w.sum())) for w in within if w.any()]


def frame(axes: Axes) -> None:
    """Prepare axes: both from 0 to 1, with the line of forecasts that are as sure as they should be."""
    axes.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.8)
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04), aspect="equal")
    axes.set_xticks(*style.QUARTERS)
    axes.set_yticks(*style.QUARTERS)
    axes.set_xlabel("share of plays that adopt a report")


def draw(axes: Axes, group: Sequence[Forecast], way: str, look: Look, line: tuple[float, float]) -> None:
    """Draw the bins of a way with their intervals, and its logistic regression if there is one."""
    colour, mark, stroke, aside, counted = look
    for n, one in enumerate(bins(group, way)):
        x, y = one.given + aside, one.adopted / one.of
        axes.plot([x, x], wilson(one.adopted, one.of), color=colour, linewidth=1.4, alpha=0.5)
        axes.scatter(x, y, s=30, color=colour, marker=mark, zorder=3, label=None if n else way)
        if counted:
            axes.annotate(
                str(one.of), (one.given, y), (-5, 5), textcoords="offset points", ha="right", fontsize=7.5
            )
    intercept, slope = line
    if np.isfinite(slope):
        given = np.linspace(0.01, CEILING, 200)
        odds = intercept + slope * np.log(given / (1 - given))
        axes.plot(given, 1 / (1 + np.exp(-odds)), color=colour, linestyle=stroke, linewidth=1.2, alpha=0.8)


def in_words(group: Sequence[Forecast], way: str) -> str:
    """Say what the bins of a way show."""
    return "; ".join(f"given {percent(b.given)} on average, {b.adopted} of {b.of}" for b in bins(group, way))
