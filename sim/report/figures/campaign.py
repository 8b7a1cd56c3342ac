"""A campaign's figures: the tree of histories, and when each subject first enters a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.report.campaign_words import grounds
from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.words.numbers import number_of, percent
from sim.study.campaign.entries import Entry, entries
from sim.study.campaign.histories import Histories
from sim.study.campaign.paths import Branch, tree
from sim.study.interval import wilson

#: Space between two branches that end, as a share of all plays; beside one that is merged, a fraction of it.
GAP, THIN = 0.012, 0.15
#: Half the width of a process's bar, in columns; less where few columns fill a figure of the least width.
HALF = 0.2
#: Inches of width: of a process, beside all of them, and the least that title and legend need.
COLUMN, BESIDE, LEAST = 0.72, 2.2, 7.0
#: The least width of the figure of entries, in inches: a title and the legend beside each other.
LEAST_ENTRIES = 5.8
#: Bars below this share have no label; entries below that share have no number, and above it a white one.
LABELLED, WRITTEN, DARK = 0.03, 0.05, 0.62
_PALE, _HATCH = "#CFCFCF", "//////"
_OUTCOME = {True: style.BLUE, False: style.RED}
_CURVE = [Path.MOVETO, *[Path.CURVE4] * 3]


@dataclass
class _Bar:
    """A branch, the lower edge of its bar, and that of the band from the bar before it."""

    branch: Branch
    low: float
    band: float = 0.0

    def __post_init__(self) -> None:
        """Set its column, -1 for all plays, and its colour."""
        self.depth = len(self.branch.outcomes) - 1
        known = _OUTCOME[self.branch.outcomes[-1]] if self.branch.outcomes else style.INK
        self.colour = _PALE if self.branch.merged else known


@style.house_style()
def histories_tree(histories: Histories) -> Figure:
    """Draw how histories branch: bars as high as the share of plays, the real path outlined."""
    ids = histories.campaign.ids
    needed = BESIDE + COLUMN * len(ids)
    width = max(LEAST, needed)
    # Bars, and the room for the last labels, stay as wide in inches as the columns grow.
    half, room = HALF * needed / width, 0.75 * needed / width
    figure, axes = style.canvas(width, 6.2)
    _draw_bars(axes, _place(tree(histories), 0.0)[0], len(ids) - 1, half)
    axes.set_xlim(-1 - half - 0.05, len(ids) - 1 + half + room)
    axes.set_yticks([])
    axes.set_xticks(range(len(ids)), ids, rotation=35, ha="right", rotation_mode="anchor")
    for label, outcome in zip(axes.get_xticklabels(), histories.real, strict=True):
        label.set_color(style.INK if outcome is None else _OUTCOME[outcome])
    style.bare(axes)
    axes.margins(y=0.01)
    axes.set_title("Histories: each process builds on what the earlier ones left", pad=26)
    marks = [
        Patch(color=style.BLUE, label="adopted"),
        Patch(facecolor=style.RED, edgecolor="white", linewidth=0, hatch=_HATCH, label="failed"),
        Patch(color=_PALE, label="rarer, not followed"),
        Patch(facecolor="white", edgecolor=style.INK, linewidth=1.4, label="as it really went"),
    ]
    style.key(axes, marks, above=0.995, ncols=4, borderaxespad=0, borderpad=0.3, handlelength=1.2)
    return style.caption(
        figure,
        f"{histories.campaign.title}. {number_of(histories.runs, 'play')}; heights and numbers: per cent "
        f"of all plays, {_margin(histories)}. Names in blue really adopted a report, in orange "
        f"failed; black is open. Mandates, members, chairs and outlets as coded. {grounds(histories)}",
    )


def _place(branch: Branch, floor: float) -> tuple[list[_Bar], float]:
    """Lay a branch and what follows out from a height upwards; return its bars, and where the next begins."""
    if not branch.branches:
        return [_Bar(branch, floor)], floor + branch.share + GAP * (THIN if branch.merged else 1)
    after, following, height = [], [], floor
    for child in reversed(branch.branches):  # adopted, which comes first, stands above
        bars, height = _place(child, height)
        after.append(bars[0])
        following += bars
    shares = [bar.branch.share for bar in after]
    middle = np.average([bar.low + bar.branch.share / 2 for bar in after], weights=shares)
    low = float(middle) - branch.share / 2
    for bar, band in zip(after, np.cumsum([low, *shares]), strict=False):
        bar.band = float(band)
    return [_Bar(branch, low), *following], height


def _draw_bars(axes: Axes, bars: Sequence[_Bar], last: int, half: float) -> None:
    """Draw the bars, twice `half` wide, and the bands between them: all of a colour as one path."""
    hatches, colours = [_HATCH * (bar.colour == style.RED) for bar in bars], [bar.colour for bar in bars]
    _bars(axes, bars, half, hatch=hatches, color=colours, edgecolor="white", linewidth=0, zorder=3)
    real = [bar for bar in bars if bar.branch.real]
    _bars(axes, real, half, fill=False, edgecolor=style.INK, linewidth=1.4, zorder=4)
    bands, edges = defaultdict[str, list[Path]](list), list[Path]()
    for bar in bars[1:]:
        across = (bar.depth - 1 + half, bar.depth - 0.5, bar.depth - 0.5, bar.depth - half)
        below = list(zip(across, (bar.band, bar.band, bar.low, bar.low), strict=True))
        above = [(x, y + bar.branch.share) for x, y in below]
        codes = [*_CURVE, Path.LINETO, *_CURVE[1:], Path.CLOSEPOLY]
        bands[bar.colour].append(Path([*below, *above[::-1], below[0]], codes))
        edges += [Path(below, _CURVE), Path(above, _CURVE)] * bar.branch.real
    for colour, alike in bands.items():
        axes.add_patch(PathPatch(Path.make_compound_path(*alike), fc=colour, alpha=0.38, lw=0, zorder=1))
    if edges:
        axes.add_patch(PathPatch(Path.make_compound_path(*edges), fill=False, ec=style.INK, lw=1.2, zorder=2))
    for bar in bars:
        share, middle = bar.branch.share, bar.low + bar.branch.share / 2
        white: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8, "color": "white", "zorder": 6}
        if bar.depth < 0:
            axes.text(bar.depth, middle, "all plays", rotation=90, **white)
        elif bar.depth < last and share >= LABELLED:
            ground = (
                {"facecolor": style.RED, "edgecolor": "none", "pad": 1} if bar.colour == style.RED else None
            )
            axes.text(bar.depth, middle, percent(share).removesuffix(" %"), bbox=ground, **white)
        elif bar.depth == last and share >= LABELLED / 2:
            axes.text(last + 1.4 * half, middle, percent(share), va="center", fontsize=8)


def _bars(axes: Axes, bars: Sequence[_Bar], half: float, **look: Any) -> None:
    places, shares = [bar.depth for bar in bars], [bar.branch.share for bar in bars]
    axes.bar(places, shares, 2 * half, [bar.low for bar in bars], **look)


@style.house_style()
def first_entries(histories: Histories) -> Figure:
    """Draw when each subject first enters a report, at all and explicitly; the real one marked."""
    subjects, columns = len(histories.campaign.issues), len(histories.campaign.ids) + 1
    figure = style.sheet(max(LEAST_ENTRIES, 3.4 + 2 * 0.36 * columns), max(3.2, 2.4 + 0.29 * subjects))
    panels = figure.subplots(1, 2, sharey=True)
    _heat(panels[0], entries(histories, INDIRECT), "first mentioned")
    _heat(panels[1], entries(histories, EXPLICIT), "first explicit")
    style.name_rows(panels[0], [issue.title for issue in histories.campaign.issues])
    frame = Patch(facecolor="white", edgecolor=style.ORANGE, linewidth=2.2, label="in reality")
    style.key(panels[1], [frame], right=True, handlelength=1.2, borderaxespad=0)
    return style.finish(
        figure,
        "When each subject first enters a report",
        f"{histories.campaign.title}. Per cent of {number_of(histories.runs, 'play')}, not written below "
        f"{100 * WRITTEN:.0f}, {_margin(histories)}; each row adds up to 100. "
        "Frame: the process in whose real report it happened, or never so far. No frame: not looked for "
        "in the reports.",
    )


def _heat(axes: Axes, rows: Sequence[Entry], title: str) -> None:
    shares, never = np.array([[found.share for found in row.plays] for row in rows]), len(rows[0].names) - 1
    style.heat(axes, shares, ("#FFFFFF", "#7FB2D6", "#00507E"))
    for (y, x), share in np.ndenumerate(shares):
        if share >= WRITTEN:
            style.write_in_cell(axes, (y, x), f"{100 * share:.0f}", share > DARK, fontsize=7.5)
    for y, row in enumerate(rows):
        if row.hit is not None:
            place = ((never if row.real is None else row.real) - 0.46, y - 0.44)
            axes.add_patch(Rectangle(place, 0.92, 0.88, fill=False, edgecolor=style.ORANGE, linewidth=2.2))
    axes.axvline(never - 0.5, color=style.GREY, linewidth=0.8)
    names: dict[str, Any] = {"rotation": 60, "ha": "right", "rotation_mode": "anchor", "fontsize": 8}
    axes.set_xticks(range(never + 1), rows[0].names, **names)
    axes.set_title(title, fontsize=10, fontweight="normal")
    style.bare(axes)


def _describe_tree(histories: Histories) -> str:
    processes = number_of(len(histories.chapters), "process", "processes")
    plays = f"{number_of(histories.runs, 'play')} of {processes}"
    return (
        f"Tree of {plays}, each built on what the earlier ones left: bars as high as the share of plays that "
        "go one way. The tables below list the commonest histories, and how often each process adopts a "
        "report."
    )


def _describe_entries(histories: Histories) -> str:
    return (
        f"Heat maps of {number_of(len(histories.campaign.issues), 'subject')} by process: the share of "
        f"{number_of(histories.runs, 'play')} in which a report first mentions it, and is first explicit on "
        "it; the real one is framed. The tables below say where each enters most often."
    )


def _margin(histories: Histories) -> str:
    """Say how far any share of the plays may be off, for their number."""
    low, high = wilson(histories.runs / 2, histories.runs)
    return f"margin ±{50 * (high - low):.1f} points at most (95 %)"


#: Returns the figures of the histories of a campaign: their tree, and first entries.
campaign_drawings = drawings(
    histories=(histories_tree, _describe_tree), entries=(first_entries, _describe_entries)
)
