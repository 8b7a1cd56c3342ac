"""A campaign's figures: the tree of histories, and when each subject first enters a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.report.campaign_words import grounds
from sim.report.figures.drawing import Drawing
from sim.report.figures.style import BLUE, GREY, INK, ORANGE, RED, bare, caption, ends, house_style, name_rows
from sim.report.words.numbers import number_of, percent, written
from sim.study.campaign.entries import Entry, entries
from sim.study.campaign.histories import Histories
from sim.study.campaign.paths import Branch, paths, tree
from sim.study.claims import Counted
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
#: Number of histories that are described in words.
DESCRIBED = 3
_PALE, _HATCH = "#CFCFCF", "//////"
_OUTCOME = {True: BLUE, False: RED}
_SHARES = LinearSegmentedColormap.from_list("shares", ["#FFFFFF", "#7FB2D6", "#00507E"])
_CURVE = [Path.MOVETO, *[Path.CURVE4] * 3]


def campaign_drawings(histories: Histories) -> dict[str, Drawing]:
    """Return the figures of a campaign: the tree of histories, and first entries."""
    return {
        "histories": Drawing(partial(histories_tree, histories), partial(_describe_tree, histories)),
        "entries": Drawing(partial(first_entries, histories), partial(_describe_entries, histories)),
    }


@dataclass
class _Bar:
    """A branch, the lower edge of its bar, and that of the band from the bar before it."""

    branch: Branch
    low: float
    band: float = 0.0

    def __post_init__(self) -> None:
        """Set its column, -1 for all plays, and its colour."""
        self.depth = len(self.branch.outcomes) - 1
        known = _OUTCOME[self.branch.outcomes[-1]] if self.branch.outcomes else INK
        self.colour = _PALE if self.branch.merged else known


def histories_tree(histories: Histories) -> Figure:
    """Draw how histories branch: bars as high as the share of plays, the real path outlined."""
    with house_style():
        ids = histories.campaign.ids
        needed = BESIDE + COLUMN * len(ids)
        width = max(LEAST, needed)
        # Bars, and the room for the last labels, stay as wide in inches as the columns grow.
        half, room = HALF * needed / width, 0.75 * needed / width
        figure = Figure(figsize=(width, 6.2), layout="constrained")
        axes = figure.add_subplot()
        _draw_bars(axes, _place(tree(histories), 0.0)[0], len(ids) - 1, half)
        axes.set_xlim(-1 - half - 0.05, len(ids) - 1 + half + room)
        axes.set_yticks([])
        axes.set_xticks(range(len(ids)), ids, rotation=35, ha="right", rotation_mode="anchor")
        for label, outcome in zip(axes.get_xticklabels(), histories.real, strict=True):
            label.set_color(INK if outcome is None else _OUTCOME[outcome])
        bare(axes)
        axes.margins(y=0.01)
        axes.set_title("Histories: each process on what the ones before it left", pad=26)
        axes.legend(
            handles=[
                Patch(color=BLUE, label="adopted"),
                Patch(facecolor=RED, edgecolor="white", linewidth=0, hatch=_HATCH, label="failed"),
                Patch(color=_PALE, label="rarer, not followed"),
                Patch(facecolor="white", edgecolor=INK, linewidth=1.4, label="as it really went"),
            ],
            ncols=4, loc="lower left", bbox_to_anchor=(0, 0.995), borderaxespad=0, borderpad=0.3,
            handlelength=1.2,
        )  # fmt: skip
        caption(
            figure,
            f"{histories.campaign.title}. {number_of(histories.runs, 'play')}; heights and numbers: per cent "
            f"of all plays, sure to {_sure(histories)}. Names in blue really adopted a report, in orange "
            f"failed; black is open. Mandates, members, chairs and outlets as coded. {grounds(histories)}",
        )
        return figure


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
    hatches, colours = [_HATCH * (bar.colour == RED) for bar in bars], [bar.colour for bar in bars]
    _bars(axes, bars, half, hatch=hatches, color=colours, edgecolor="white", linewidth=0, zorder=3)
    real = [bar for bar in bars if bar.branch.real]
    _bars(axes, real, half, fill=False, edgecolor=INK, linewidth=1.4, zorder=4)
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
        axes.add_patch(PathPatch(Path.make_compound_path(*edges), fill=False, ec=INK, lw=1.2, zorder=2))
    for bar in bars:
        share, middle = bar.branch.share, bar.low + bar.branch.share / 2
        white: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8, "color": "white", "zorder": 6}
        if bar.depth < 0:
            axes.text(bar.depth, middle, "all plays", rotation=90, **white)
        elif bar.depth < last and share >= LABELLED:
            ground = {"facecolor": RED, "edgecolor": "none", "pad": 1} if bar.colour == RED else None
            axes.text(bar.depth, middle, percent(share).removesuffix(" %"), bbox=ground, **white)
        elif bar.depth == last and share >= LABELLED / 2:
            axes.text(last + 1.4 * half, middle, percent(share), va="center", fontsize=8)


def _bars(axes: Axes, bars: Sequence[_Bar], half: float, **look: Any) -> None:
    places, shares = [bar.depth for bar in bars], [bar.branch.share for bar in bars]
    axes.bar(places, shares, 2 * half, [bar.low for bar in bars], **look)


def first_entries(histories: Histories) -> Figure:
    """Draw when each subject first enters a report, at all and explicitly; the real one marked."""
    with house_style():
        subjects, columns = len(histories.campaign.issues), len(histories.campaign.ids) + 1
        size = (max(LEAST_ENTRIES, 3.4 + 2 * 0.36 * columns), max(3.2, 2.4 + 0.29 * subjects))
        figure = Figure(figsize=size, layout="constrained")
        panels = figure.subplots(1, 2, sharey=True)
        _heat(panels[0], entries(histories, INDIRECT), "first mentioned")
        _heat(panels[1], entries(histories, EXPLICIT), "first explicit")
        name_rows(panels[0], [issue.title for issue in histories.campaign.issues])
        frame = Patch(facecolor="white", edgecolor=ORANGE, linewidth=2.2, label="in reality")
        panels[1].legend(
            handles=[frame], handlelength=1.2, loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0
        )
        title = "When each subject first enters a report"
        figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
        caption(
            figure,
            f"{histories.campaign.title}. Per cent of {number_of(histories.runs, 'play')}, unwritten below "
            f"{100 * WRITTEN:.0f}, sure to {_sure(histories)}; each row adds up to 100. "
            "Frame: the process in whose real report it happened, or never so far. No frame: not looked for "
            "in the reports.",
        )
        return figure


def _heat(axes: Axes, rows: Sequence[Entry], title: str) -> None:
    shares, never = np.array([[found.share for found in row.plays] for row in rows]), len(rows[0].names) - 1
    axes.imshow(shares, cmap=_SHARES, vmin=0, vmax=1, aspect="auto")
    for (y, x), share in np.ndenumerate(shares):
        if share >= WRITTEN:
            ink = "white" if share > DARK else INK
            axes.text(x, y, f"{100 * share:.0f}", ha="center", va="center", fontsize=7.5, color=ink)
    for y, row in enumerate(rows):
        if row.hit is not None:
            place = ((never if row.real is None else row.real) - 0.46, y - 0.44)
            axes.add_patch(Rectangle(place, 0.92, 0.88, fill=False, edgecolor=ORANGE, linewidth=2.2))
    axes.axvline(never - 0.5, color=GREY, linewidth=0.8)
    names: dict[str, Any] = {"rotation": 60, "ha": "right", "rotation_mode": "anchor", "fontsize": 8}
    axes.set_xticks(range(never + 1), rows[0].names, **names)
    axes.set_title(title, fontsize=10, fontweight="normal")
    bare(axes)


def _describe_tree(histories: Histories) -> str:
    """Say how often each process adopts, and which histories are the commonest."""
    adopted = []
    for chapter in histories.chapters:
        found = chapter.adopted
        margin = f" ({ends(*found.interval)} %)" if found.enough else ""
        adopted.append(f"{chapter.process} {written(found)}{margin}")
    commonest = []
    for one in paths(histories)[:DESCRIBED]:
        failed = [name for name, ended in zip(histories.campaign.ids, one.outcomes, strict=True) if not ended]
        words = f"{', '.join(failed)} failed, the others adopted" if failed else "all adopted"
        commonest.append(f"{written(one.taken)}: {words}")
    on_path = f" {written(Counted.among(histories.on_real_path))} go as the decided processes really went."
    return (
        f"Tree of {number_of(histories.runs, 'play')} of {len(adopted)} processes, each built on what the "
        f"earlier ones left. Share that adopts a report: {', '.join(adopted)}. Commonest histories: "
        f"{'; '.join(commonest)}.{on_path if histories.decided else ''} {grounds(histories)}"
    )


def _describe_entries(histories: Histories) -> str:
    """Say where each subject most often first enters a report."""
    found = []
    for row in entries(histories, INDIRECT):
        really = f"; in reality {row.real_name or 'not so far'}" if row.hit is not None else ""
        often = written(row.plays[row.likeliest])
        found.append(f"{row.issue.title} {row.likeliest_name} ({often}{really})")
    plays = number_of(histories.runs, "play")
    return f"Where each subject is first mentioned most often in {plays}: {', '.join(found)}."


def _sure(histories: Histories) -> str:
    """Say how sure any share of the plays is, for their number."""
    low, high = wilson(histories.runs / 2, histories.runs)
    return f"±{50 * (high - low):.1f} points or better (95 %)"
