"""A campaign's figures: the tree of histories, and when each subject first enters a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.report.campaign.wording import many, on_fit, on_withheld
from sim.report.figures.style import BLUE, GREY, INK, ORANGE, RED, bare, caption, ends, house_style, name_rows
from sim.report.wording import percent, written
from sim.study.campaign.differences import counted
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
#: Bars below this share have no room for a label.
LABELLED = 0.03
#: Shares of entries below this have no number.
WRITTEN = 0.05
#: Above this share a cell is too dark for dark numbers.
DARK = 0.62
_PALE = "#CFCFCF"
#: Part of half a bar's width that is hatched on either side.
_EDGE = 0.5
#: So many histories are told of in words.
TOLD = 3
_OUTCOME = {True: BLUE, False: RED, None: GREY}
_SHARES = LinearSegmentedColormap.from_list("shares", ["#FFFFFF", "#7FB2D6", "#00507E"])


@dataclass(frozen=True)
class _Placed:
    """A branch and where it is drawn: the lower edge of its bar, and of its part of the bar before."""

    branch: Branch
    low: float
    leaves: float
    after: tuple[_Placed, ...]


def histories_tree(histories: Histories) -> Figure:
    """Draw how histories branch: bars as high as the share of plays, the real path outlined."""
    with house_style():
        ids, real = histories.campaign.ids, histories.real
        needed = BESIDE + COLUMN * len(ids)
        width = max(LEAST, needed)
        # Bars, and the room for the last labels, stay as wide in inches as the columns grow.
        narrow = needed / width
        half = HALF * narrow
        figure = Figure(figsize=(width, 6.2), layout="constrained")
        axes = figure.add_subplot()
        root = _place(tree(histories), 0.0)[0]
        lines = _Lines()
        _draw(axes, lines, root, len(ids), half)
        _draw_lines(axes, lines)
        axes.set_xlim(-1 - half - 0.05, len(ids) - 1 + half + 0.75 * narrow)
        axes.set_yticks([])
        axes.set_xticks(range(len(ids)), ids, rotation=35, ha="right", rotation_mode="anchor")
        for label, outcome in zip(axes.get_xticklabels(), real, strict=True):
            label.set_color(_OUTCOME[outcome] if outcome is not None else INK)
        bare(axes)
        axes.margins(y=0.01)
        axes.set_title("Histories: each process on what the ones before it left", pad=26)
        axes.legend(
            handles=[
                Patch(color=BLUE, label="adopted"),
                Patch(facecolor=RED, edgecolor="white", linewidth=0, hatch="//////", label="failed"),
                Patch(color=_PALE, label="rarer, not followed"),
                Patch(facecolor="white", edgecolor=INK, linewidth=1.4, label="as it really went"),
            ],
            ncols=4, loc="lower left", bbox_to_anchor=(0, 0.995), borderaxespad=0, borderpad=0.3,
            handlelength=1.2,
        )  # fmt: skip
        caption(
            figure,
            f"{histories.campaign.title}. {many(histories.runs, 'play')}; heights and numbers: per cent of "
            f"all plays, sure to {_sure(histories)}. Names in blue really adopted a report, in orange "
            f"failed; black is open. Mandates, members, chairs and outlets as coded. {_grounds(histories)}",
        )
        return figure


def describe_histories_tree(histories: Histories) -> str:
    """Say what the tree of histories shows: how often each process adopts, and the commonest histories."""
    adopted = [f"{chapter.process} {_often(chapter.adopted)}" for chapter in histories.chapters]
    commonest = []
    for one in paths(histories)[:TOLD]:
        failed = [name for name, ended in zip(histories.campaign.ids, one.outcomes, strict=True) if not ended]
        words = f"{', '.join(failed)} failed, the others adopted" if failed else "all adopted"
        commonest.append(f"{written(one.taken)}: {words}")
    on_path = f" {written(counted(histories.on_real_path))} go as the decided processes really went."
    return (
        f"Tree of {many(histories.runs, 'play')} of {len(adopted)} processes, each built on what the earlier "
        f"ones left. Share that adopts a report: {', '.join(adopted)}. Commonest histories: "
        f"{'; '.join(commonest)}.{on_path if histories.decided else ''} {_grounds(histories)}"
    )


def describe_first_entries(histories: Histories) -> str:
    """Say what the figure of first entries shows: where each subject most often first enters a report."""
    names = [*histories.campaign.ids, "never"]
    told = []
    for row in entries(histories, INDIRECT):
        likeliest = row.plays[row.likeliest]
        words = f"{row.issue.title} {names[row.likeliest]} ({written(likeliest)}"
        if row.hit is not None:
            words += f"; in reality {'not so far' if row.real is None else names[row.real]}"
        told.append(f"{words})")
    plays = many(histories.runs, "play")
    return f"Where each subject is first mentioned most often in {plays}: {', '.join(told)}."


def _sure(histories: Histories) -> str:
    """Say how sure any share of the plays is, for their number."""
    low, high = wilson(histories.runs / 2, histories.runs)
    return f"±{50 * (high - low):.1f} points or better (95 %)"


def _grounds(histories: Histories) -> str:
    return f"{on_fit(histories)} {on_withheld(histories)}".rstrip()


def _often(found: Counted) -> str:
    return written(found) + (f" ({ends(*found.interval)} %)" if found.enough else "")


def _place(branch: Branch, low: float) -> tuple[_Placed, float]:
    """Lay a branch and what follows out from some height upwards; return it and where the next may begin."""
    if not branch.branches:
        return _Placed(branch, low, branch.share, ()), low + branch.share + GAP * (
            THIN if branch.merged else 1
        )
    after, here = [], low
    for child in reversed(branch.branches):  # adopted, which comes first, stands above
        placed, here = _place(child, here)
        after.append(placed)
    middle = np.average([p.low + p.branch.share / 2 for p in after], weights=[p.branch.share for p in after])
    return _Placed(branch, float(middle) - branch.share / 2, here - low, tuple(after)), here


@dataclass(frozen=True)
class _Lines:
    """What is drawn as few paths, for many make a heavy file: bands by colour, edges, hatches."""

    bands: dict[str, list[Path]] = field(default_factory=dict)
    edges: list[Path] = field(default_factory=list)
    hatched: list[Path] = field(default_factory=list)


def _draw_lines(axes: Axes, lines: _Lines) -> None:
    for colour, bands in lines.bands.items():
        whole = Path.make_compound_path(*bands)
        axes.add_patch(PathPatch(whole, facecolor=colour, alpha=0.38, linewidth=0, zorder=1))
    if lines.edges:
        whole = Path.make_compound_path(*lines.edges)
        axes.add_patch(PathPatch(whole, facecolor="none", edgecolor=INK, linewidth=1.2, zorder=2))
    if lines.hatched:
        whole = Path.make_compound_path(*lines.hatched)
        axes.add_patch(PathPatch(whole, fill=False, hatch="//////", edgecolor="white", linewidth=0, zorder=5))


def _draw(axes: Axes, lines: _Lines, placed: _Placed, columns: int, half: float) -> None:
    """Draw a branch, the bands to those that follow, and those; bars are twice `half` wide."""
    branch = placed.branch
    depth = len(branch.outcomes) - 1
    colour = _colour(branch)
    outlined = branch.real and depth >= 0
    axes.add_patch(
        Rectangle(
            (depth - half, placed.low), 2 * half, branch.share, facecolor=colour, zorder=3 + outlined,
            edgecolor=INK if outlined else "none", linewidth=1.4 if outlined else 0,
        )
    )  # fmt: skip
    if colour == RED:  # hatched at both sides of its number, for readers who see no colour
        edge, top = _EDGE * half, placed.low + branch.share
        lines.hatched.extend(
            Path([(x, placed.low), (x + edge, placed.low), (x + edge, top), (x, top), (x, placed.low)])
            for x in (depth - half, depth + half - edge)
        )
    if depth < 0:
        middle = (depth, placed.low + branch.share / 2)
        axes.text(
            *middle, "all plays", rotation=90, ha="center", va="center", fontsize=8, color="white", zorder=6
        )
    label = percent(branch.share)
    last = depth == columns - 1
    if last and branch.share >= LABELLED / 2:
        axes.text(depth + 1.4 * half, placed.low + branch.share / 2, label, va="center", fontsize=8)
    elif branch.share >= LABELLED and depth >= 0 and not last:
        at = placed.low + branch.share / 2
        axes.text(depth, at, label.replace(" %", ""), ha="center", va="center", fontsize=8, color="white",
                  zorder=6)  # fmt: skip
    here = placed.low
    for child in placed.after:
        _band(lines, here, child, half, child.branch.real)
        here += child.branch.share
        _draw(axes, lines, child, columns, half)


def _colour(branch: Branch) -> str:
    if not branch.outcomes:
        return INK
    return _PALE if branch.merged else _OUTCOME[branch.outcomes[-1]]


def _band(lines: _Lines, low: float, child: _Placed, width: float, outlined: bool) -> None:
    """Draw the band from a part of one bar to the bar that follows."""
    share, depth = child.branch.share, len(child.branch.outcomes) - 1
    start, end = depth - 1 + width, depth - width
    half = (start + end) / 2
    points = [
        (start, low), (half, low), (half, child.low), (end, child.low),
        (end, child.low + share), (half, child.low + share), (half, low + share), (start, low + share),
        (start, low),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    lines.bands.setdefault(_colour(child.branch), []).append(Path(points, codes))
    if outlined:
        for part in (slice(0, 4), slice(4, 8)):
            lines.edges.append(Path(points[part], [Path.MOVETO, *[Path.CURVE4] * 3]))


def first_entries(histories: Histories) -> Figure:
    """Draw when each subject first enters a report, at all and explicitly; the real one marked."""
    with house_style():
        subjects = len(histories.campaign.issues)
        columns = len(histories.campaign.stages) + 1
        size = (max(LEAST_ENTRIES, 3.4 + 2 * 0.36 * columns), max(3.2, 2.4 + 0.29 * subjects))
        figure = Figure(figsize=size, layout="constrained")
        panels = figure.subplots(1, 2, sharey=True)
        for axes, rung, title in zip(
            panels, (INDIRECT, EXPLICIT), ("first mentioned", "first explicit"), strict=True
        ):
            _heat(axes, histories, entries(histories, rung), title)
        name_rows(panels[0], [issue.title for issue in histories.campaign.issues])
        panels[1].legend(
            handles=[Patch(facecolor="white", edgecolor=ORANGE, linewidth=2.2, label="in reality")],
            loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0, handlelength=1.2,
        )  # fmt: skip
        figure.suptitle("When each subject first enters a report", x=0.01, ha="left", fontsize=11,
                        fontweight="bold")  # fmt: skip
        caption(
            figure,
            f"{histories.campaign.title}. Per cent of {many(histories.runs, 'play')}, unwritten below "
            f"{100 * WRITTEN:.0f}, sure to {_sure(histories)}; each row adds up to 100. "
            "Frame: the process in whose real report it happened, or never so far. No frame: not looked for "
            "in the reports.",
        )
        return figure


def _heat(axes: Axes, histories: Histories, rows: Sequence[Entry], title: str) -> None:
    columns = len(histories.campaign.stages) + 1
    shares = np.array([[found.share for found in row.plays] for row in rows])
    axes.imshow(shares, cmap=_SHARES, vmin=0, vmax=1, aspect="auto")
    for y, x in _cells(shares.shape):
        if shares[y, x] >= WRITTEN:
            ink = "white" if shares[y, x] > DARK else INK
            axes.text(x, y, f"{100 * shares[y, x]:.0f}", ha="center", va="center", fontsize=7.5, color=ink)
    for y, row in enumerate(rows):
        if row.hit is not None:
            x = columns - 1 if row.real is None else row.real
            axes.add_patch(
                Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, fill=False, edgecolor=ORANGE, linewidth=2.2)
            )
    axes.axvline(columns - 1.5, color=GREY, linewidth=0.8)
    axes.set_xticks(range(columns), [*histories.campaign.ids, "never"], rotation=60, ha="right",
                    rotation_mode="anchor", fontsize=8)  # fmt: skip
    axes.set_title(title, fontsize=10, fontweight="normal")
    bare(axes)


def _cells(shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return ((y, x) for y in range(shape[0]) for x in range(shape[1]))
