"""Figures of a what-if study: what would make the objectors join, and what moves the share adopted."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.negotiation.arrays import JOINS, Floats
from sim.report.comparison.page import points
from sim.report.figures.letters import fitted
from sim.report.figures.style import (
    BLUE,
    FORMULATIONS,
    GREEN,
    GREY,
    INK,
    NAME,
    ORANGE,
    bare,
    caption,
    house_style,
)
from sim.report.what_if.page import issue_titles, nobody, smallest, subject
from sim.report.wording import percent
from sim.study.claims import Counted
from sim.study.interval import wilson
from sim.study.what_if.objector import ENOUGH, Objector, Rewording
from sim.study.what_if.pressure import Effect, Kind
from sim.study.what_if.question import TOP, WhatIf

#: The other single changes of the matrix: so many points of flexibility, so much of a stake.
POINTS, STAKE = 0.1, 0.1
#: Shares above this are written in white.
DARK = 0.55
_INKS = {Kind.DELEGATION: BLUE, Kind.PARAGRAPH: BLUE, Kind.MANDATE: ORANGE, Kind.OWN_TEXT: GREEN}


def what_if_figures(result: WhatIf, top: int = TOP) -> dict[str, Figure]:
    """Draw a study: `joining` and `pressure`.

    Parameters
    ----------
    top : how many changes of a kind are shown
    """
    return {"joining": joining(result), "pressure": pressure(result, top)}


def describe_what_if(result: WhatIf, top: int = TOP) -> dict[str, str]:
    """Say what each of the figures of a study shows, by the same names."""
    objections = " ".join(smallest(result, one) for one in result.objectors)
    told = {
        "joining": f"What would make each likely objector join, in {result.runs:,} plays. {objections}"
        if result.objectors
        else nobody(result)
    }
    moves = []
    for title, effects in _groups(result, top):
        clear = [e for e in effects if e.adopted.clear]
        words = [
            f"{_label(e, subject(result, e))} {points(e.adopted)[0]} ({points(e.adopted)[1]})" for e in clear
        ]
        moves.append(f"{title}: {'; '.join(words) if words else 'none is distinguishable from no effect'}.")
    share = f"{percent(result.share)} of {result.runs:,} plays adopt a report."
    told["pressure"] = (
        f"Change of the share adopted, in percentage points with 95 % intervals, by single changes; {share} "
        f"{' '.join(moves)}"
    )
    return told


def joining(result: WhatIf) -> Figure:
    """Draw the share of its objections that each single change would turn into a yes, by delegation."""
    with house_style():
        if not result.objectors:
            return _calm(result)
        titles, issues, others = issue_titles(result), _issues(result), _others(result)
        best = [[_best(one, issue) for issue in issues] for one in result.objectors]
        text = np.array([[r.joins / one.objections if r else 0.0 for r in row]
                         for one, row in zip(result.objectors, best, strict=True)])  # fmt: skip
        arrows = [[_arrow(r) for r in row] for row in best]
        width, height = 2.6 + 0.62 * (len(issues) + len(others) + 1), 2.9 + 0.4 * len(result.objectors)
        figure = Figure(figsize=(max(7.2, width), height), layout="constrained")
        panels = figure.subplots(1, 2, width_ratios=(max(1, len(issues)), len(others)))
        _matrix(panels[0], text, [titles[issue] for issue in issues], arrows, result)
        _matrix(panels[1], np.array(list(others.values())).T, list(others), None, result)
        members = [
            f"{one.name} ({percent(one.objections / result.runs)}, {one.objections:,})"
            for one in result.objectors
        ]
        panels[0].set_yticks(range(len(members)), members)
        panels[1].set_yticks([])
        panels[0].set_xlabel("one paragraph reworded", loc="left")
        panels[1].set_xlabel("something else changed", loc="left")
        figure.suptitle(
            "What would make them join: % of a delegation's objections", x=0.01, ha="left", fontweight="bold"
        )
        caption(
            figure,
            f"{result.scenario.title}, {result.runs:,} plays; in brackets: share in which it objects, and "
            f"in how many{_sure(result)}. Reworded: that paragraph of the last text one rung (one arrow) or "
            "two rungs weaker ↓ or stronger ↑, whichever makes it join most often; nobody "
            f"reacts{_unnumbered(text)}. "
            "Something else: the same text, except that with one more outlet the whole play is played again. "
            "A study of the model.",
        )
        return figure


def _unnumbered(shares: Floats) -> str:
    """Say what cells without a number are, if there are any."""
    return f"; without a number: less than {100 * ENOUGH:.0f}\u00a0%" if (shares < ENOUGH).any() else ""


def _sure(result: WhatIf) -> str:
    """Say how sure a share of the fewest objections is."""
    fewest = min(one.objections for one in result.objectors)
    low, high = wilson(fewest / 2, fewest)
    return f" (a half of {fewest:,} is sure to ±{50 * (high - low):.0f} points, 95 %)"


def _calm(result: WhatIf) -> Figure:
    figure = Figure(figsize=(7.2, 2.0), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title("What would make them join")
    axes.text(0, 0.6, textwrap.fill(nobody(result), 90), va="center")
    axes.set_axis_off()
    caption(figure, f"{result.scenario.title}, {result.runs:,} plays.")
    return figure


def _matrix(
    axes: Axes, shares: Floats, columns: Sequence[str], arrows: list[list[str]] | None, result: WhatIf
) -> None:
    """Draw shares as squares, those of few objections counted; with arrows, rare ones without a number."""
    wholes = [one.objections for one in result.objectors]
    scale = LinearSegmentedColormap.from_list("formulations", ("#F7F7F5", *FORMULATIONS[1:]))
    if shares.size:
        axes.imshow(shares, cmap=scale, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        if arrows is None or share >= ENOUGH:
            found = Counted.of(share, wholes[row])
            number = f"{100 * share:.0f}" if found.enough else f"{found.successes}/{found.trials}"
            told = f"{number} {arrows[row][column] if arrows else ''}".strip()
            ink = "white" if share > DARK else INK
            axes.text(column, row, told, ha="center", va="center", color=ink, fontsize=8)
    axes.set_xticks(np.arange(shares.shape[1] + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(shares.shape[0] + 1) - 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.set_xticks(
        range(len(columns)),
        [fitted(name, NAME, 9) for name in columns],
        rotation=40,
        ha="left",
        rotation_mode="anchor",
    )
    axes.xaxis.tick_top()
    bare(axes)
    axes.tick_params(which="both", length=0)


def _issues(result: WhatIf) -> list[str]:
    """Return the paragraphs that make anybody join often enough, those that do most first."""
    gain = {
        issue: sum(best.joins / one.objections for one in result.objectors if (best := _best(one, issue)))
        for issue in result.setting.table.issues
    }
    often = {
        issue
        for one in result.objectors
        for issue in gain
        if (best := _best(one, issue)) and best.joins >= ENOUGH * one.objections
    }
    return sorted(often, key=lambda issue: -gain[issue])


def _best(one: Objector, issue: str) -> Rewording | None:
    """Return the rewording of a paragraph that makes a delegation join most often, by the fewest rungs."""
    return next((r for r in one.rewordings if r.issue == issue and r.joins), None)


def _others(result: WhatIf) -> dict[str, list[float]]:
    """Return the share of objections that other single changes turn into a yes, by change and delegation."""
    found = result.objections
    needed = found["flexibility_to_join"] - found["flexibility"]
    flags = {
        f"{100 * POINTS:.0f} points more flexible": needed <= POINTS,
        f"Stake higher by {STAKE:g}": found["stake_to_join"] <= STAKE,
        "One more outlet": found["outlet_stance"] == JOINS,
    }
    members = range(len(result.objectors))
    return {
        name: [float(flag[found["objector"] == n].mean()) for n in members] for name, flag in flags.items()
    }


def _arrow(best: Rewording | None) -> str:
    return ("↓" if best.rungs < 0 else "↑") * abs(best.rungs) if best else ""


def pressure(result: WhatIf, top: int = TOP) -> Figure:
    """Draw how far each change moves the share adopted: delegations, and paragraphs."""
    groups = _groups(result, top)
    ends = [end for _, some in groups for e in some for end in (e.adopted.low, e.adopted.high)]
    low, high = min(ends, default=-0.01), max(ends, default=0.01)
    margin = 0.05 * (high - low)
    with house_style():
        rows = max(len(effects) for _, effects in groups)
        figure = Figure(figsize=(11.2, max(3.0, 2.1 + 0.27 * rows)), layout="constrained")
        panels = figure.subplots(1, 2, sharex=True)
        for axes, (title, effects) in zip(panels, groups, strict=True):
            _dots(axes, effects, [_label(e, fitted(subject(result, e), NAME, 9)) for e in effects])
            axes.set_title(title, fontsize=9)
            axes.set_xlim(low - margin, high + margin)
        figure.suptitle(
            "What moves the share of plays that adopt a report", x=0.01, ha="left", fontweight="bold"
        )
        caption(figure, _note(result))
        return figure


def _groups(result: WhatIf, top: int) -> tuple[tuple[str, list[Effect]], ...]:
    """Return the changes that are drawn: the largest of delegations, and of paragraphs."""
    return (
        ("Delegations", [e for e in result.effects if e.kind is Kind.DELEGATION][:top]),
        ("Paragraphs", [e for e in result.effects if e.kind not in (Kind.DELEGATION, Kind.ROOM)][:top]),
    )


def _dots(axes: Axes, effects: Sequence[Effect], labels: Sequence[str]) -> None:
    axes.axvline(0, color=GREY, linewidth=0.8)
    for y, e in enumerate(effects):
        ink = _INKS[e.kind] if e.adopted.clear else GREY
        axes.plot([e.adopted.low, e.adopted.high], [y, y], color=ink, linewidth=2, alpha=0.45)
        inside = ink if e.adopted.clear else "white"
        axes.scatter(e.adopted.value, y, s=34, facecolors=inside, edgecolors=ink, zorder=3)
    axes.set_yticks(range(len(effects)), labels)
    axes.set_ylim(max(len(effects), 1) - 0.4, -0.6)
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:+.3g}" if abs(value) > 1e-9 else "0")
    axes.set_xlabel("percentage points", loc="left")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=GREY, alpha=0.2)


def _label(effect: Effect, name: str) -> str:
    return name if effect.kind is Kind.DELEGATION else f"{name}: {effect.told}"


def _note(result: WhatIf) -> str:
    room = "; ".join(f"{e.told} {100 * e.adopted.value:+.1f}" for e in result.effects if e.kind is Kind.ROOM)
    return (
        f"{result.scenario.title}. {result.runs:,} plays, {percent(result.share)} adopt a report; every "
        "change by itself, played again with the same luck; bars: 95 % intervals; empty dots: not "
        "distinguishable from no effect. Delegations: all positions of one, one point of three towards "
        f"indifference. For comparison: {room}. A study of the model."
    )
