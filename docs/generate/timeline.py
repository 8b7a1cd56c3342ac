"""Draw docs/images/timeline.png: processes, their reports, and the General Assembly's resolutions.

    python docs/generate/timeline.py

All of it comes from what ships with the program; a process or a resolution that is added is drawn, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.report.figures import style
from sim.report.figures.drawing import save_figure
from sim.scenario.fields import first_day, last_day
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped
from sim.scenario.votes import Resolution, Side, Vote, resolutions

PLACE = Path(__file__).parents[1] / "images" / "timeline.png"
#: Height of each row, from the top; of votes, where that on the texts of each camp lies.
ROWS = {"GGE": 5.0, "OEWG": 3.6, "standing body": 2.2}
SIDES = {Side.WEST: 0.85, Side.BOTH: 0.0, Side.RUSSIA: -0.85}
NAMES = {
    5.0: "Groups of Governmental\nExperts (15 to 25 seats)", 3.6: "Open-ended working\ngroups (193 seats)",
    2.2: "Global Mechanism\n(193 seats)", 0.85: "Western resolutions", 0.0: "Resolutions of both camps",
    -0.85: "Russian resolutions",
}  # fmt: skip
BAR = 0.42


class Process(NamedTuple):
    """A process on the line of time: its body, first and last day, and the report; none if it failed."""

    body: str
    first: dt.date
    last: dt.date
    report: str
    decided: bool


def processes() -> Iterator[Process]:
    """Yield the real processes that ship with the program."""
    for path in shipped().values():
        if path.parent.name not in ("record", "forecast"):
            continue
        scenario, record = load_with_record(path)
        adopted = record is not None and record.adopted
        report = record.document if record is not None and adopted else ""
        first, last = first_day(scenario.starts), last_day(scenario.ends)
        yield Process(scenario.body, first, last, report, record is not None)


@style.house_style()
def timeline() -> Figure:
    """Draw the figure."""
    figure, axes = style.canvas(9.4, 4.6)
    # Of two files on one body from the same day, the one that looks further.
    apart = {(one.body, one.first): one for one in sorted(processes(), key=lambda process: process.last)}
    shown = sorted(apart.values(), key=lambda process: process.first)
    for process in shown:
        _draw(axes, process)
    _label(axes, shown)
    _vote(axes)
    style.ruled_rows(axes)
    days = [process.first for process in shown] + [r.date for r in resolutions().values()]
    axes.set_xlim(date2num(min(days).replace(month=1, day=1)), date2num(dt.date(2027, 12, 31)))
    axes.xaxis.set_major_locator(YearLocator(2))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.set_ylim(-1.4, 6.3)
    axes.set_yticks([*NAMES], [*NAMES.values()])
    axes.axhline(1.5, color=style.FAINT, linewidth=1)
    marks = [
        Patch(color=style.BLUE, label="adopted a report"),
        Patch(facecolor=style.RED, edgecolor="white", hatch="///", label="no report"),
        Patch(facecolor=style.GREY, edgecolor="white", hatch="..", label="open"),
        Line2D([], [], **_FULL, label="put to a vote"),
        Line2D([], [], **_EMPTY, label="without a vote"),
    ]
    axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=5, fontsize=8)
    most = max(map(_noes, resolutions().values()))
    note = (
        "Bars run from the first meeting to the last, with the symbol of the report; the second open-ended "
        f"group is drawn report by report. The larger a circle, the more states voted no (up to {most})."
    )
    return style.finish(figure, "Who met when, what they adopted, and what the Assembly voted on", note)


#: Marks of resolutions.
_FULL = {"color": style.INK, "marker": "o", "linestyle": ""}
_EMPTY = {**_FULL, "markerfacecolor": "white"}


def _draw(axes: Axes, process: Process) -> None:
    colour = (style.BLUE if process.report else style.RED) if process.decided else style.GREY
    left, right = date2num(process.first), date2num(process.last)
    bar = axes.barh(ROWS[process.body], right - left, BAR, left, color=colour, edgecolor="white")
    if not process.report:
        bar[0].set_hatch("///" if process.decided else "..")


def _label(axes: Axes, shown: list[Process]) -> None:
    """Write the symbol of each report over its bar, higher over every second one of a row."""
    for body, height in ROWS.items():
        for n, process in enumerate(one for one in shown if one.body == body):
            words = process.report or ("no report" if process.decided else "open")
            crowded = body == "OEWG" and n % 2
            at = height + BAR / 2 + (0.32 if crowded else 0.06)
            middle = (date2num(process.first) + date2num(process.last)) / 2
            axes.text(middle, at, words, ha="center", fontsize=7, color=style.SOFT)


def _vote(axes: Axes) -> None:
    for resolution in resolutions().values():
        look = _FULL if resolution.totals else _EMPTY
        size = 4 + 8 * (_noes(resolution) / 60) ** 0.5
        axes.plot(date2num(resolution.date), SIDES[resolution.side], **look, markersize=size, alpha=0.75)


def _noes(resolution: Resolution) -> int:
    return resolution.totals.get(Vote.NO, 0)


if __name__ == "__main__":
    save_figure(timeline(), PLACE)
    print(f"docs/images/{PLACE.name}")
