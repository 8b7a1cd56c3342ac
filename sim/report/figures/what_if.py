"""Figures of a what-if study: what would make the objectors join, and what moves the share adopted."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.negotiation.arrays import JOINS, Floats
from sim.report.figures import style
from sim.report.figures.drawing import Drawing
from sim.report.figures.letters import fitted
from sim.report.words.names import called, capital
from sim.report.words.numbers import percent, signed, written
from sim.report.words.rewordings import change_named, how_far, nobody, subject
from sim.study.claims import Counted
from sim.study.interval import wilson
from sim.study.what_if.objector import ENOUGH, Rewording
from sim.study.what_if.pressure import Effect, Kind
from sim.study.what_if.question import TOP, WhatIf

#: The other single changes of the matrix: points of flexibility, and how much of a stake.
POINTS, STAKE = 0.1, 0.1
#: Shares above this are written in white.
DARK = 0.55
_INKS = {
    Kind.DELEGATION: style.BLUE,
    Kind.PARAGRAPH: style.BLUE,
    Kind.MANDATE: style.ORANGE,
    Kind.OWN_TEXT: style.GREEN,
}


def what_if_drawings(result: WhatIf, top: int = TOP) -> dict[str, Drawing]:
    """Return the figures of a study: `joining` and `pressure`.

    Parameters
    ----------
    top : how many changes of a kind are shown
    """
    return {
        "joining": Drawing(partial(_joining, result), partial(_objections, result)),
        "pressure": Drawing(partial(_pressure, result, top), partial(_moves, result)),
    }


def _objections(result: WhatIf) -> str:
    if not result.objectors:
        return nobody(result)
    return (
        f"Heat map of the likely objectors in {result.runs:,} plays by single changes: the share of its "
        "objections that each change turns into a yes. The list and the tables below have the numbers."
    )


def _moves(result: WhatIf) -> str:
    return (
        f"{percent(result.share)} of {result.runs:,} plays adopt a report. Dots with 95 % intervals: by how "
        "many percentage points each single change moves that share. The tables below have the numbers."
    )


@style.house_style()
def _joining(result: WhatIf) -> Figure:
    """Draw the share of its objections that each single change would turn into a yes, by delegation."""
    if not result.objectors:
        figure, axes = style.canvas(7.2, 2.0)
        axes.set_title("What would make them join")
        axes.text(0, 0.6, textwrap.fill(nobody(result), 90), va="center")
        axes.set_axis_off()
        return style.caption(figure, f"{result.scenario.title}, {result.runs:,} plays.")
    objectors, others = result.objectors, _others(result)
    wholes = [one.objections for one in objectors]
    # The rewording of each paragraph that makes it join most often, by the fewest rungs, comes first.
    best = [{r.issue: r for r in reversed(one.rewordings) if r.joins} for one in objectors]
    shares = {
        issue: [r[issue].joins / n if issue in r else 0.0 for n, r in zip(wholes, best, strict=True)]
        for issue in result.setting.table.issues
    }
    often = (issue for issue, of_each in shares.items() if max(of_each) >= ENOUGH)
    issues = sorted(often, key=lambda issue: -sum(shares[issue]))
    text = np.array([shares[issue] for issue in issues]).reshape(len(issues), len(objectors)).T
    arrows = [[_arrow(r.get(issue)) for issue in issues] for r in best]
    width = 2.6 + 0.62 * (len(issues) + len(others) + 1)
    fewest = min(wholes)
    low, high = wilson(fewest / 2, fewest)
    rare = f"; without a number: less than {100 * ENOUGH:.0f}\u00a0%" if (text < ENOUGH).any() else ""
    figure = style.sheet(max(7.2, width), 2.9 + 0.4 * len(objectors))
    panels = figure.subplots(1, 2, width_ratios=(max(1, len(issues)), len(others)))
    _matrix(panels[0], text, [result.titles[issue] for issue in issues], wholes, arrows)
    _matrix(panels[1], np.array(list(others.values())).T, list(others), wholes)
    members = [f"{o.name} ({percent(o.objections / result.runs)}, {o.objections:,})" for o in objectors]
    panels[0].set_yticks(range(len(members)), members)
    panels[1].set_yticks([])
    panels[0].set_xlabel("one paragraph reworded", loc="left")
    panels[1].set_xlabel("something else changed", loc="left")
    return style.finish(
        figure,
        _finding(result),
        f"{result.scenario.title}, {result.runs:,} plays; cells: % of its objections that each "
        "change turns into a yes; in brackets: share in which it objects, and "
        f"in how many (a share of one half of {fewest:,}: ±{50 * (high - low):.0f} points, 95 %). Reworded: "
        "that paragraph of the last text one rung (one arrow) or two rungs weaker ↓ or stronger ↑, "
        f"whichever makes it join most often; nobody reacts{rare}. Something else: the same text, except "
        "that with one more outlet the whole play is played again. A study of the model.",
    )


def _finding(result: WhatIf) -> str:
    """Say what would make the first objector join most often."""
    one = result.objectors[0]
    if not (best := one.surest):
        return f"No rewording makes {called(one.code)} join"
    joins = written(Counted(best.joins, one.objections))
    change = f"{how_far(best)} on {result.titles[best.issue]}"
    return capital(f"{called(one.code)} joins most often ({joins}) if the text is {change}")


def _matrix(
    axes: Axes,
    shares: Floats,
    columns: Sequence[str],
    wholes: Sequence[int],
    arrows: list[list[str]] | None = None,
) -> None:
    """Draw shares as squares, those of few objections as counts; with arrows, rare ones without a number."""
    if shares.size:
        style.heat(axes, shares, ("#F7F7F5", *style.FORMULATIONS[1:]))
    for (row, column), share in np.ndenumerate(shares):
        if arrows is None or share >= ENOUGH:
            counted, arrow = Counted.of(share, wholes[row]), arrows[row][column] if arrows else ""
            number = f"{100 * share:.0f}" if counted.enough else f"{counted.successes}/{counted.trials}"
            style.write_in_cell(
                axes, (row, column), f"{number} {arrow}".strip(), bool(share > DARK), fontsize=8
            )
    names = [fitted(name, style.NAME, 9) for name in columns]
    axes.set_xticks(range(len(columns)), names, rotation=40, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    rows, across = (np.arange(size + 1) - 0.5 for size in shares.shape)
    style.ruled_cells(axes, rows, across, width=2)


def _arrow(rewording: Rewording | None) -> str:
    return ("↓" if rewording.rungs < 0 else "↑") * abs(rewording.rungs) if rewording else ""


def _others(result: WhatIf) -> dict[str, list[float]]:
    """Return the share of objections that other single changes turn into a yes, by change and delegation."""
    found = result.objections
    needed = found["flexibility_to_join"] - found["flexibility"]
    flags = {
        f"{100 * POINTS:.0f} points more flexible": needed <= POINTS,
        f"Stake higher by {STAKE:g}": found["stake_to_join"] <= STAKE,
        "One more outlet": found["outlet_stance"] == JOINS,
    }
    mine = [found["objector"] == n for n in range(len(result.objectors))]
    return {name: [float(flag[those].mean()) for those in mine] for name, flag in flags.items()}


@style.house_style()
def _pressure(result: WhatIf, top: int) -> Figure:
    groups = {
        "Delegations": [e for e in result.effects if e.kind is Kind.DELEGATION][:top],
        "Paragraphs": [e for e in result.effects if e.kind not in (Kind.DELEGATION, Kind.ROOM)][:top],
    }
    ends = [end for some in groups.values() for e in some for end in (e.adopted.low, e.adopted.high)]
    low, high = min(ends, default=-0.01), max(ends, default=0.01)
    margin = 0.05 * (high - low)
    room = [f"{e.change} {100 * e.adopted.value:+.1f}" for e in result.effects if e.kind is Kind.ROOM]
    figure = style.sheet(11.2, max(3.0, 2.1 + 0.27 * max(map(len, groups.values()))))
    for axes, (title, effects) in zip(figure.subplots(1, 2, sharex=True), groups.items(), strict=True):
        _dots(axes, effects)
        names = [change_named(e, fitted(subject(result, e), style.NAME, 9)) for e in effects]
        axes.set_yticks(range(len(effects)), names)
        axes.set_title(title, fontsize=9)
        axes.set_xlim(low - margin, high + margin)
    return style.finish(
        figure,
        _strongest(result),
        f"{result.scenario.title}. {result.runs:,} plays, {percent(result.share)} adopt a report; every "
        "change by itself, played again with the same luck; bars: 95 % intervals; empty dots: not "
        "distinguishable from no effect. Delegations: all positions of one, one point of three towards "
        f"indifference. For comparison: {'; '.join(room)}. A study of the model.",
    )


def _strongest(result: WhatIf) -> str:
    """Say which change moves the share adopted most."""
    best = next((e for e in result.effects if e.adopted.clear), None)
    if best is None:
        return "No single change clearly moves the share of plays that adopt a report"
    points = f"{signed(best.adopted.value, digits=0)} points"
    return f"{capital(change_named(best, subject(result, best)))}: {points} on the share adopted"


def _dots(axes: Axes, effects: Sequence[Effect]) -> None:
    axes.axvline(0, color=style.GREY, linewidth=0.8)
    for y, e in enumerate(effects):
        ink = _INKS[e.kind] if e.adopted.clear else style.GREY
        axes.plot([e.adopted.low, e.adopted.high], [y, y], color=ink, linewidth=2, alpha=0.45)
        inside = ink if e.adopted.clear else "white"
        axes.scatter(e.adopted.value, y, s=34, facecolors=inside, edgecolors=ink, zorder=3)
    axes.set_ylim(max(len(effects), 1) - 0.4, -0.6)
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:+.3g}" if abs(value) > 1e-9 else "0")
    axes.set_xlabel("percentage points", loc="left")
    style.ruled_rows(axes)
