"""Sensitivity: the factors ranked by what they do to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.report.figures.letters import fitted, width
from sim.report.figures.style import BLUE, GREY, INK, RED, caption, house_style
from sim.report.sensitivity.page import alike_in, verdict
from sim.study.sensitivity.aim import Method, Target
from sim.study.sensitivity.analysis import Sensitivity

#: So many factors are drawn.
DRAWN = 30
#: So many are told of in words.
TOLD = 6
#: Letters of a range that are shown, and the part of the axis that one takes; inches of a name.
LETTERS, _LETTER, _NAME = 40, 0.012, 3.2
#: How much white is in the light part of a bar.
_WHITE = 0.62
#: A bar shorter than this part of the axis is not seen, and needs no entry in the legend.
_SEEN = 0.002
_OUTCOMES = {
    Target.ADOPTED: ("the share adopted", "points of the share adopted"),
    Target.STRENGTH: ("the strength of the text", "strength (0 silent to 1 explicit)"),
    Target.DISSOCIATIONS: ("how many dissociate", "dissociating delegations a play"),
    Target.OBJECTIONS: ("how many object", "objecting delegations a play"),
}


def sensitivity(result: Sensitivity) -> Figure:
    """Draw the factors as ranked bars with 95 % intervals, coloured by their direction."""
    order, indices, sobol = result.order[:DRAWN], result.indices, result.plan.method is Method.SOBOL
    outcome, unit = _OUTCOMES[result.target]
    scale = 100.0 if result.target is Target.ADOPTED and not sobol else 1.0
    with house_style():
        label = (
            "share of the variance: dark alone (S1), light together with others (ST)"
            if sobol
            else f"mean size of the change over the full range (mu*), in {unit}"
        )
        names = [fitted(result.plan.factors[n].title, _NAME, 9) for n in order]
        needed = max(width(name, 9) for name in names) + width(label, 9) + 0.25
        figure = Figure(
            figsize=(max(7.2, float(np.ceil(needed))), 1.9 + 0.25 * len(order)), layout="constrained"
        )
        axes = figure.add_subplot()
        axes.set_title(f"What moves {outcome}", pad=26)
        height = np.arange(len(order))
        size, error = scale * indices.strength[order], scale * indices.strength_error[order]
        inks = [_ink(result, n) for n in order]
        # Those that lower it are hatched too, for readers who see no colour.
        look: dict[str, Any] = {
            "hatch": ["////" * (ink == RED) for ink in inks], "edgecolor": "white", "linewidth": 0,
            "height": 0.68,
        }  # fmt: skip
        if sobol:
            axes.barh(height, size, color=[_light(ink) for ink in inks], **look)
            axes.barh(height, np.maximum(0, indices.first[order]), color=inks, **look)
        else:
            axes.barh(height, size, color=inks, **look)
        axes.hlines(height, np.maximum(0, size - error), size + error, color=INK, linewidth=1)
        axes.set_yticks(height, names)
        axes.set_ylim(len(order) - 0.4, -0.6)
        spans = [] if alike_in(result) else [_span(result, n) for n in order]
        axes.set_xlim(0, _reach(size + error, spans))
        axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
        if sobol:  # a share of the variance: what lies beyond 1 is room for words
            axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1 + 1e-9])
        axes.set_xlabel(label, loc="left")
        for row, span in enumerate(spans):
            place = (float(size[row] + error[row]) + 0.012 * axes.get_xlim()[1], row)
            axes.annotate(span, place, va="center", fontsize=7, color="#666666")
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color=GREY, alpha=0.2)
        axes.set_axisbelow(True)
        seen = np.fmax(size, indices.first[order]) > _SEEN * axes.get_xlim()[1]
        _key(axes, {ink for ink, bar in zip(inks, seen, strict=True) if bar})
        caption(figure, _note(result))
        return figure


def describe_sensitivity(result: Sensitivity) -> str:
    """Say what the figure of a sensitivity analysis shows: the factors that move the outcome most."""
    indices, sobol = result.indices, result.plan.method is Method.SOBOL
    outcome, unit = _OUTCOMES[result.target]
    scale, digits = (100.0, 1) if result.target is Target.ADOPTED and not sobol else (1.0, 2)
    told = []
    for n in result.order[:TOLD]:
        size, error = scale * indices.strength[n], scale * indices.strength_error[n]
        way = {BLUE: "higher raises it", RED: "higher lowers it", GREY: "no clear direction"}[_ink(result, n)]
        told.append(f"{result.plan.factors[n].title} {size:.{digits}f} ±{error:.{digits}f}, {way}")
    what = "total share of the variance (ST)" if sobol else f"mean size of the change (mu*), in {unit}"
    more = len(result.plan.factors) - len(told)
    return (
        f"What moves {outcome}, {what}, with halves of 95 % intervals: {'; '.join(told)}"
        + (f"; {more} weaker factors. " if more > 0 else ". ")
        + f"{verdict(result).partition(':')[0].capitalize()}."
    )


def _ink(result: Sensitivity, factor: int) -> str:
    """Return the colour of a factor's direction; grey if its interval holds zero."""
    mean, error = result.indices.direction[factor], result.indices.direction_error[factor]
    if abs(mean) <= error:
        return GREY
    return BLUE if mean > 0 else RED


def _light(ink: str) -> tuple[float, ...]:
    return tuple(part + (1 - part) * _WHITE for part in to_rgb(ink))


def _span(result: Sensitivity, factor: int) -> str:
    """Return the range of a factor, not too long to stand behind its bar."""
    span = result.plan.factors[factor].span
    return span if len(span) <= LETTERS else f"{span[: LETTERS - 1]}…"


def _reach(ends: np.ndarray, spans: Sequence[str]) -> float:
    """Return how far the axis must go for the bars, and what stands behind them, to fit."""
    letters = np.array([len(span) for span in spans] or [0] * len(ends))
    reach = float((ends / (0.94 - _LETTER * letters)).max())
    return reach if reach > 1e-9 else 1.0  # where nothing moves the outcome, any axis will do


def _key(axes: Axes, used: set[str]) -> None:
    """Say under the title what the colours mean."""
    lines = ((BLUE, "higher raises it"), (RED, "higher lowers it"), (GREY, "no clear direction"))
    axes.legend(
        handles=[
            Patch(facecolor=ink, label=text, hatch="////" * (ink == RED), edgecolor="white", linewidth=0)
            for ink, text in lines if ink in used
        ],
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2, borderpad=0.2,
        handlelength=1, handleheight=0.9, columnspacing=1.6,
    )  # fmt: skip


def _note(result: Sensitivity) -> str:
    plan = result.plan
    hidden = len(plan.factors) - DRAWN
    told = f"{result.scenario.title}. {plan.design.evaluations:,} evaluations of {plan.runs:,} plays."
    told += f" Lines: 95 % intervals. {verdict(result).partition(':')[0].capitalize()}."
    if any(isinstance(step, str) for factor in plan.factors for step in factor.steps):
        told += " Of words, the last counts as the highest."
    told += f" {alike_in(result)}" if alike_in(result) else ""
    return told + (f" {hidden} weaker factors are not drawn." if hidden > 0 else "")
