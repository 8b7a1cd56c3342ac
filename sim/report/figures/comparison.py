"""Two sides compared: shares adopted, what the reports say, who objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.figures.letters import fitted
from sim.report.words.numbers import difference_written, percent, written
from sim.report.words.sides import names, objectors, verdict
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.comparison import Comparison
from sim.study.interval import wilson
from sim.study.paired import Contrast

#: A is an empty mark and B a full one, so that a black-and-white printer tells them apart too.
_MARKS: dict[str, dict[str, Any]] = {
    "A": {"s": 52, "facecolors": "white", "edgecolors": style.BLUE, "linewidths": 1.8, "zorder": 3},
    "B": {"s": 36.4, "color": style.RED, "zorder": 4},
}
_INKS = {"A": style.BLUE, "B": style.RED}
#: Letters that fit on a line: of the title, of a name above its mark.
_TITLE, _NAME = 80, 95
#: A panel has room for this many rows, even if there are fewer.
_FEW = 6


@style.house_style()
def _draw(found: Comparison) -> Figure:
    rows = max(len(found.language), len(objectors(found)), 4)
    figure = style.sheet(11, 3.3 + 0.25 * rows)
    figure.get_layout_engine().set(hspace=0.06, wspace=0.06)  # type: ignore[call-arg, union-attr]
    places = figure.add_gridspec(2, 2, height_ratios=[1.5, 0.6 + 0.25 * rows], width_ratios=[1.12, 1])
    heading = fitted(_finding(found), 10.4, 14, 2, _TITLE, bold=True)
    figure.suptitle(heading, fontsize=14, fontweight="bold", x=0.01, ha="left")
    _adopted(figure.add_subplot(places[0, :]), found)
    _language(figure.add_subplot(places[1, 0]), found)
    _objectors(figure.add_subplot(places[1, 1]), found)
    return style.caption(
        figure,
        f"{found.runs:,} plays of each with the same luck. Bars: 95 % intervals for the number of plays. "
        "Bold: the 95 % interval of the paired difference leaves out 0; grey: it does not.",
    )


def _finding(found: Comparison) -> str:
    """Say which side is adopted more often, if the plays tell."""
    if not found.difference.clear:
        return "These plays do not tell A and B apart"
    more = "more" if found.difference.value > 0 else "less"
    a, b = (written(Counted(n, found.runs)) for n in found.adopted)
    return f"B is adopted {more} often than A: {b} against {a}"


def _describe(found: Comparison) -> str:
    shares = [
        f"{letter} ({name}) {style.with_ends(Counted(n, found.runs))}"
        for letter, name, n in zip("AB", names(found), found.adopted, strict=True)
    ]
    return (
        f"Share of {found.runs:,} plays that adopt a report: {', '.join(shares)}. {verdict(found)} Below it, "
        "how strongly the reports speak, and who objects; the tables have the numbers."
    )


def _adopted(axes: Axes, found: Comparison) -> None:
    """Draw the share of plays with an adopted report on either side, under its name."""
    for y, (letter, name, adopted) in enumerate(zip("AB", names(found), found.adopted, strict=True)):
        share, interval, ink = adopted / found.runs, wilson(adopted, found.runs), _INKS[letter]
        bold: dict[str, Any] = {"color": ink, "fontweight": "bold", "va": "center"}
        axes.axhline(y, color=style.GREY, alpha=0.2, zorder=0)
        axes.plot(interval, [y, y], color=ink, linewidth=3, solid_capstyle="butt", alpha=0.5)
        axes.scatter(share, y, clip_on=False, **_MARKS[letter])
        axes.text(-0.012, y, letter, fontsize=12, ha="right", **bold)
        axes.text(0, y - 0.18, fitted(name, 7.4, 10, 2, _NAME), color=ink, va="bottom", fontsize=10)
        axes.text(1.018, y, f"{100 * share:.1f} %", fontsize=11, **bold)
    value, ends_of_it = difference_written(found.difference)
    axes.set_title(f"Share adopted: B minus A {value} points (95 %: {ends_of_it})")
    axes.set(ylim=(1.3, -0.75), xlim=(0, 1), yticks=[])
    axes.set_xticks(*style.QUARTERS)
    axes.spines["left"].set_visible(False)


def _language(axes: Axes, found: Comparison) -> None:
    axes.set_title("How strongly an adopted report speaks")
    rows = [(p.issue.title, p.strength) for p in found.language]
    _pairs(axes, rows, "No issue in common.")
    axes.set_xlim(-0.04, 1.04)
    axes.set_xticks([0, 0.5, 1], ["silent", "indirect", "explicit"])


def _objectors(axes: Axes, found: Comparison) -> None:
    """Draw how often delegations object, those whose objections differ most first."""
    axes.set_title("Who objects, in % of plays")
    rows = [(name_of(d.code), d.objects) for d in objectors(found)]
    _pairs(axes, rows, "Nobody in 1 % of the plays of either side.", found.runs)
    far = max((Counted.of(one.larger, found.runs).interval[1] for _, one in rows), default=1.0)
    axes.set_xlim(-0.04 * far, 1.06 * far)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.06 * far])
    axes.xaxis.set_major_formatter(lambda share, _: percent(share))


def _pairs(axes: Axes, rows: Sequence[tuple[str, Contrast]], nothing: str, plays: int = 0) -> None:
    """Draw a figure of A and of B on a line for each row, and the difference beside it.

    With a number of plays the figures are shares of these: they have intervals, A above the line and B below.
    """
    head, scale, digits = ("B − A, points", 100, 1) if plays else ("B − A", 1, 2)
    if not rows:
        axes.text(0, 0.5, nothing, transform=axes.transAxes)
        axes.set_axis_off()
        return
    look: dict[str, Any] = {"ha": "right", "va": "center", "transform": axes.get_yaxis_transform()}
    for y, (_, (a, b, difference)) in enumerate(rows):
        clear = difference is not None and difference.clear
        for letter, share, off in (("A", a, -0.14), ("B", b, 0.14)):
            if share is not None:
                axes.scatter(share, y, clip_on=False, **_MARKS[letter])
            if share is not None and plays:
                line: dict[str, Any] = {"color": _INKS[letter], "linewidth": 1.6, "alpha": 0.6, "zorder": 2}
                axes.plot(Counted.of(share, plays).interval, [y + off] * 2, **line)
        if a is not None and b is not None:
            ink, thick = (style.INK, 2) if clear else (style.GREY, 1)
            axes.plot([a, b], [y, y], color=ink, linewidth=thick, zorder=1)
        only = f"only {'A' if b is None else 'B'}"
        words = difference_written(difference, scale, digits)[0] if difference else only
        ink, weight = (style.INK, "bold") if clear else ("#777777", "normal")
        axes.text(1.13, y, words, fontsize=8.5, color=ink, fontweight=weight, **look)
    axes.annotate(head, (1.13, 1), (0, 5), "axes fraction", "offset points", ha="right", fontsize=8)
    style.name_rows(axes, [name for name, _ in rows])
    axes.set_ylim(max(len(rows), _FEW) - 0.4, -0.6)
    style.ruled_rows(axes)


#: Returns the figure of a comparison: how often the sides adopt, how strongly they speak, who objects.
comparison_drawings = drawings(compare=(_draw, _describe))
