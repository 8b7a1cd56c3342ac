"""Packages: the frontier of ambition against the probability of adoption."""

from __future__ import annotations

from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.drawing import Drawing
from sim.report.words.names import called
from sim.report.words.numbers import percent, written
from sim.report.words.texts import with_interval
from sim.study.package.question import Package, PackageStudy


def package_drawings(study: PackageStudy) -> dict[str, Drawing]:
    """Return the figure of a study of packages."""
    return {"frontier": Drawing(partial(_draw, study), partial(_describe, study))}


def _ambition(study: PackageStudy) -> str:
    return (
        f"worth to {called(study.wish.state)}, against no report"
        if study.wish.state
        else "strength of the text"
    )


def _describe(study: PackageStudy) -> str:
    first, last = study.frontier[0], study.frontier[-1]
    given = f" {study.text} as it stands: {with_interval(study.given.share)}." if study.given else ""
    return (
        f"The share of {study.runs:,} plays in which a text is adopted as it stands, by "
        f"{_ambition(study)}, with 95 % "
        f"intervals: from {with_interval(first.share)} of the most ambitious text to "
        f"{with_interval(last.share)} of "
        f"the least.{given} The tables below have the numbers."
    )


@style.house_style()
def _draw(study: PackageStudy) -> Figure:
    figure, axes = style.canvas(8.6, 5.2)
    shares = [one.share.share for one in study.frontier]
    worth = [one.worth for one in study.frontier]
    axes.step(worth, shares, where="pre", color=style.BLUE, alpha=0.35, linewidth=1.2, zorder=1)
    for n, one in enumerate(study.frontier):
        chosen = n == study.chosen
        _mark(axes, one, style.RED if chosen else style.BLUE, "D" if chosen else "o")
        axes.plot(
            one.worth, one.searched, "o", color="white", markeredgecolor=style.GREY, markersize=4, zorder=2
        )
    for one in study.amended:
        _mark(axes, one, style.GREEN, "^")
    if study.given:
        _mark(axes, study.given, style.INK, "s")
    axes.axhline(study.wish.above, color=style.GREY, linestyle=":", linewidth=1, zorder=0)
    axes.set(ylim=(0, 1.02), xlabel=_ambition(study), ylabel="share of plays adopted")
    axes.set_yticks(*style.QUARTERS)
    axes.grid(color=style.GREY, alpha=0.2)
    axes.set_axisbelow(True)
    handles = [
        axes.plot([], [], "o", color=style.BLUE, label="frontier")[0],
        axes.plot([], [], "D", color=style.RED, label="most ambitious above the share asked for")[0],
        axes.plot(
            [], [], "o", color="white", markeredgecolor=style.GREY, markersize=4, label="in the search"
        )[0],
    ]
    if study.given:
        handles.append(axes.plot([], [], "s", color=style.INK, label=study.text)[0])
        handles.append(axes.plot([], [], "^", color=style.GREEN, label="amended")[0])
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, fontsize=8)
    return style.finish(
        figure,
        _finding(study),
        f"{study.scenario.title}. Each mark: a text put under silence as it stands after {study.held} of "
        f"{study.setting.table.readings} readings; {study.runs:,} plays that the search has not seen, bars "
        "95 %. Small "
        "empty marks: the same texts in the plays of the search. Dotted: the share asked for. A study of "
        "the model.",
    )


def _finding(study: PackageStudy) -> str:
    wished = percent(study.wish.above)
    if study.chosen is None:
        return f"The search finds no text that passes in {wished} of its plays"
    share = study.frontier[study.chosen].share
    return f"The most ambitious text above {wished} passes in {written(share)}"


def _mark(axes: Axes, one: Package, ink: str, marker: str) -> None:
    axes.plot(
        [one.worth] * 2, one.share.interval, color=ink, alpha=0.45, linewidth=2.5, solid_capstyle="butt"
    )
    axes.plot(one.worth, one.share.share, marker, color=ink, markersize=6, zorder=3)
