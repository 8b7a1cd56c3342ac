"""Sensitivity: the factors ranked by what they do to an outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.figures.letters import fitted, width
from sim.report.words.numbers import number_of
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.factors import in_common
from sim.study.sensitivity.method import Method, Target

#: Factors that are drawn, and that are described in words.
DRAWN, DESCRIBED = 30, 6
#: Inches that the name of a factor has, and its range; strength of the colour in the light part of a bar.
_NAME, _RANGE, _PALE = 3.2, 2.2, 0.38
#: A bar shorter than this part of the axis is not seen, and needs no entry in the legend.
_SEEN = 0.002
_OUTCOMES = {
    Target.ADOPTED: ("the share adopted", "points of the share adopted"),
    Target.STRENGTH: ("the strength of the text", "strength (0 silent to 1 explicit)"),
    Target.DISSOCIATIONS: ("how many dissociate", "dissociating delegations a play"),
    Target.OBJECTIONS: ("how many object", "objecting delegations a play"),
}
#: What a colour means, and the hatch for readers who see none.
_DIRECTIONS = {
    style.BLUE: ("higher raises it", ""),
    style.RED: ("higher lowers it", "////"),
    style.GREY: ("no clear direction", ""),
}
_VERDICT = {True: "Converged", False: "Not converged"}


@style.house_style()
def _draw(result: Sensitivity) -> Figure:
    plan, indices, order = result.plan, result.indices, result.order[:DRAWN]
    sobol, rows, shared = plan.method is Method.SOBOL, np.arange(len(order)), in_common(plan.factors)
    outcome, unit = _OUTCOMES[result.target]
    label = f"mean size of the change over the full range (mu*), in {unit}"
    if sobol:
        label = "share of the variance: dark alone (S1), light together with others (ST)"
    # A share adopted moves in percentage points.
    scale = 1.0 if sobol or result.target is not Target.ADOPTED else 100.0
    size, error = scale * indices.strength[order], scale * indices.strength_error[order]
    alone, moves = indices.first[order], indices.direction[order]
    reach = round(1.06 * float((size + error).max()), 9) or 1.0
    inks = np.where(moves > 0, style.BLUE, style.RED)
    inks[np.abs(moves) <= indices.direction_error[order]] = style.GREY
    inks = inks.tolist()
    names = [fitted(plan.factors[n].title, _NAME, 9) for n in order]
    needed = max(width(name, 9) for name in names) + width(label, 9) + 0.25
    figure, axes = style.canvas(max(7.2, float(np.ceil(needed))), 1.9 + 0.25 * len(order))
    look: dict[str, Any] = {"color": inks, "hatch": [_DIRECTIONS[ink][1] for ink in inks], "height": 0.68}
    look |= {"edgecolor": "white", "linewidth": 0}
    axes.barh(rows, size, alpha=_PALE if sobol else 1, **look)
    if sobol:
        axes.barh(rows, np.maximum(0, alone), **look)
    axes.hlines(rows, np.maximum(0, size - error), size + error, color=style.INK, linewidth=1)
    axes.set_title(f"What moves {outcome}", pad=26)
    axes.set(xlim=(0, reach), ylim=(len(order) - 0.4, -0.6))
    axes.set_xlabel(label, loc="left")
    axes.set_yticks(rows, names)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    style.ruled_rows(axes)
    if not shared:
        right = axes.secondary_yaxis("right")
        spans = [fitted(plan.factors[n].span, _RANGE, 7) for n in order]
        right.set_yticks(rows, spans, fontsize=7, color=style.SOFT)
        right.tick_params(length=0)
        right.spines["right"].set_visible(False)
    seen = {ink for ink, end in zip(inks, np.fmax(size, alone), strict=True) if end > _SEEN * reach}
    marks = [
        Patch(facecolor=ink, label=text, hatch=hatch, edgecolor="white", linewidth=0)
        for ink, (text, hatch) in _DIRECTIONS.items()
        if ink in seen
    ]
    size_of_key: dict[str, Any] = {"handlelength": 1, "handleheight": 0.9, "columnspacing": 1.6}
    style.key(axes, marks, ncols=3, borderaxespad=0.2, borderpad=0.2, **size_of_key)
    words = any(isinstance(step, str) for factor in plan.factors for step in factor.steps)
    hidden = len(plan.factors) - DRAWN
    parts = (
        f"{result.scenario.title}. {plan.design.evaluations:,} evaluations of {plan.runs:,} plays.",
        f"Lines: 95 % intervals. {_VERDICT[result.convergence.converged]}.",
        "Of words, the last counts as the highest." * words, shared,
        f"{hidden} weaker factors are not drawn." * (hidden > 0),
    )  # fmt: skip
    return style.caption(figure, " ".join(filter(None, parts)))


def _describe(result: Sensitivity) -> str:
    outcome, _ = _OUTCOMES[result.target]
    strongest = [result.plan.factors[n].title for n in result.order[:DESCRIBED]]
    rest = len(result.plan.factors) - len(strongest)
    more = f"; {number_of(rest, 'weaker factor')}" if rest else ""
    verdict = _VERDICT[result.convergence.converged]
    return (
        f"Bars, the longest first: what moves {outcome}: {'; '.join(strongest)}{more}. {verdict}. The colour "
        "says in which direction. The table has the numbers."
    )


#: Returns the figure of a sensitivity analysis: ranked bars with 95 % intervals, coloured by direction.
sensitivity_drawings = drawings(sensitivity=(_draw, _describe))
