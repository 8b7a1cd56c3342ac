"""Two sides compared: shares adopted, what the reports say, who objects."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.report.comparison.page import named, names, points, title, verdict
from sim.report.figures.letters import fitted
from sim.report.figures.style import BLUE, GREY, INK, NAME, RED, caption, ends, house_style
from sim.report.wording import percent
from sim.scenario.roster import roster
from sim.study.comparison import Comparison
from sim.study.interval import wilson
from sim.study.paired import Contrast

#: A is an empty mark and B a full one, so that a black-and-white printer tells them apart too.
_A, _B = BLUE, RED
#: Letters that fit on a line: of the title, of a name above its mark.
_TITLE, _NAME = 80, 95
_SIZE = 52
#: So many paragraphs, and delegations, are told of in words.
_TOLD = 4
#: A panel has room for so many rows, even if there are fewer.
_FEW = 6


def comparison(found: Comparison) -> Figure:
    """Draw two sides beside each other: how often they adopt, how strongly the reports speak, who objects."""
    with house_style():
        rows = max(len(found.language), len(named(found)), 4)
        figure = Figure(figsize=(11, 3.3 + 0.25 * rows), layout="constrained")
        figure.get_layout_engine().set(hspace=0.06, wspace=0.06)  # type: ignore[call-arg, union-attr]
        places = figure.add_gridspec(2, 2, height_ratios=[1.5, 0.6 + 0.25 * rows], width_ratios=[1.12, 1])
        figure.suptitle(
            fitted(title(found), 10.4, 14, 2, _TITLE, bold=True),
            fontsize=14,
            fontweight="bold",
            x=0.01,
            ha="left",
        )
        _adopted(figure.add_subplot(places[0, :]), found)
        _language(figure.add_subplot(places[1, 0]), found)
        _objectors(figure.add_subplot(places[1, 1]), found)
        caption(
            figure,
            f"{found.runs:,} plays of each with the same luck. Bars: 95 % intervals for the number of plays. "
            "Bold: the 95 % interval of the paired difference leaves out 0; grey: it does not.",
        )
        return figure


def describe_comparison(found: Comparison) -> str:
    """Say what the figure of a comparison shows: both shares adopted, and what differs most."""
    shares = [
        f"{letter} ({name}) {percent(n / found.runs)} ({ends(*wilson(n, found.runs))} %)"
        for letter, name, n in zip("AB", names(found), found.adopted, strict=True)
    ]
    told = f"Share of {found.runs:,} plays that adopt a report: {', '.join(shares)}. {verdict(found)} "
    apart = [p for p in found.language if (d := p.strength.difference) and d.clear][:_TOLD]
    if apart:
        rows = [f"{p.issue.title} {p.strength.a:.2f} and {p.strength.b:.2f}" for p in apart]
        told += (
            f"Strength of reports in A and B, 0 silent to 1 explicit, where most apart: {', '.join(rows)}. "
        )
    objectors = []
    for one in named(found)[:_TOLD]:
        a, b = ("absent" if share is None else percent(share) for share in one.objects[:2])
        objectors.append(f"{roster()[one.code].name} {a} and {b}")
    return told + (f"Share of plays in which they object: {', '.join(objectors)}." if objectors else "")


def _adopted(axes: Axes, found: Comparison) -> None:
    """Draw the share of plays with an adopted report on either side, under its name."""
    for y, (letter, ink, name, adopted) in enumerate(
        zip("AB", (_A, _B), names(found), found.adopted, strict=True)
    ):
        share, (low, high) = adopted / found.runs, wilson(adopted, found.runs)
        axes.plot([low, high], [y, y], color=ink, linewidth=3, solid_capstyle="butt", alpha=0.5)
        _mark(axes, share, y, letter)
        axes.text(-0.012, y, letter, color=ink, fontsize=12, fontweight="bold", ha="right", va="center")
        axes.text(0, y - 0.18, fitted(name, 7.4, 10, 2, _NAME), color=ink, va="bottom", fontsize=10)
        axes.text(
            1.018,
            y,
            f"{100 * adopted / found.runs:.1f} %",
            color=ink,
            va="center",
            fontsize=11,
            fontweight="bold",
        )
    axes.axhline(0, color=GREY, alpha=0.2, zorder=0)
    axes.axhline(1, color=GREY, alpha=0.2, zorder=0)
    value, ends = points(found.difference)
    axes.set_title(f"Share adopted: B minus A {value} points (95 %: {ends})")
    axes.set_ylim(1.3, -0.75)
    axes.set_xlim(0, 1)
    axes.set_yticks([])
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.spines["left"].set_visible(False)


def _language(axes: Axes, found: Comparison) -> None:
    """Draw how strongly adopted reports speak on each issue."""
    axes.set_title("How strongly an adopted report speaks")
    rows = [(p.issue.title, p.strength) for p in found.language]
    _dumbbells(axes, rows, "No issue in common.", 1, 2, "B − A")
    axes.set_xlim(-0.04, 1.04)
    axes.set_xticks([0, 0.5, 1], ["silent", "indirect", "explicit"])


def _objectors(axes: Axes, found: Comparison) -> None:
    """Draw how often delegations object, those whose objections differ most first."""
    axes.set_title("Who objects, in % of plays")
    rows = [(roster()[d.code].name, d.objects) for d in named(found)]
    _dumbbells(axes, rows, "Nobody, in 1 % of the plays of either.", 100, 1, "B − A, points", found.runs)
    shares = [share for _, contrast in rows for share in contrast[:2] if share is not None]
    far = max((wilson(round(share * found.runs), found.runs)[1] for share in shares), default=1.0)
    axes.set_xlim(-0.04 * far, 1.06 * far)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.06 * far])
    axes.xaxis.set_major_formatter(lambda share, _: percent(share))


def _dumbbells(
    axes: Axes,
    rows: Sequence[tuple[str, Contrast]],
    nothing: str,
    scale: float,
    digits: int,
    head: str,
    plays: int = 0,
) -> None:
    """Draw a figure of A and of B on a line for each row, and the difference beside it.

    Shares of so many plays, if it says how many, have their intervals: A above the line, B below.
    """
    if not rows:
        axes.text(0, 0.5, nothing, transform=axes.transAxes)
        axes.set_axis_off()
        return
    for y, (_, (a, b, difference)) in enumerate(rows):
        for share, ink, off in ((a, _A, -0.14), (b, _B, 0.14)):
            if share is not None and plays:
                low, high = wilson(round(share * plays), plays)
                axes.plot([low, high], [y + off] * 2, color=ink, linewidth=1.6, alpha=0.6, zorder=2)
        clear = difference is not None and difference.clear
        if a is not None and b is not None:
            axes.plot([a, b], [y, y], color=INK if clear else GREY, linewidth=2 if clear else 1, zorder=1)
        if a is not None:
            _mark(axes, a, y, "A")
        if b is not None:
            _mark(axes, b, y, "B")
        if difference is not None:
            told, weight = points(difference, scale, digits)[0], "bold" if clear else "normal"
        else:
            told, weight = f"only {'A' if b is None else 'B'}", "normal"
        place = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
        axes.text(1.13, y, told, fontsize=8.5, fontweight=weight, color=INK if clear else "#777777", **place)  # type: ignore[arg-type]
    axes.annotate(head, (1.13, 1), (0, 5), "axes fraction", "offset points", ha="right", fontsize=8)
    axes.set_yticks(range(len(rows)), [fitted(label, NAME, 9) for label, _ in rows])
    axes.set_ylim(max(len(rows), _FEW) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=GREY, alpha=0.2)
    axes.set_axisbelow(True)


def _mark(axes: Axes, x: float, y: float, letter: str) -> None:
    if letter == "A":
        axes.scatter(
            x, y, s=_SIZE, facecolors="white", edgecolors=_A, linewidths=1.8, zorder=3, clip_on=False
        )
    else:
        axes.scatter(x, y, s=_SIZE * 0.7, color=_B, zorder=4, clip_on=False)
