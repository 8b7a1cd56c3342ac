"""A followed process: the probability of a report over time, with its band, entry by entry."""

from __future__ import annotations

import datetime as dt
from typing import Any

from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.report.figures import style
from sim.report.figures.drawing import drawings
from sim.report.words.numbers import number_of, percent
from sim.scenario.fields import first_day, last_day
from sim.study.follow.question import FollowStudy, Step
from sim.study.interval import CEILING

#: Entries that are nearer than this share of the time to one before have a number together.
_NEAR = 0.03
#: How entries of each kind are marked, so that a black-and-white printer tells them apart.
_MARKS = {"statement": "o", "withdrawal": "v", "draft": "s", "stances": "D", "chair": "^", "deadline": "P"}


def _days(study: FollowStudy) -> list[dt.date]:
    start = first_day(study.scenario.starts)
    return [step.logged.day if step.logged else start for step in study.steps]


def _ends(study: FollowStudy, step: Step) -> tuple[float, float, float]:
    """Return the lower end, the share and the upper end, capped where a probability is claimed."""
    most = CEILING if study.scenario.supported else 1.0
    found = step.adopted
    return min(found.low, most), min(found.value, most), min(found.high, most)


@style.house_style()
def follow_figure(study: FollowStudy) -> Figure:
    """Draw the probability over time as steps, with its band, and a mark for each entry."""
    figure, axes = style.canvas(9.0, 4.4)
    library: Any = dates
    days = [float(library.date2num(day)) for day in _days(study)]
    ends = [_ends(study, step) for step in study.steps]
    close = float(library.date2num(last_day(study.steps[-1].scenario.ends)))
    at, low, value, high = (
        [*days, max(close, days[-1])],
        *([*each, each[-1]] for each in zip(*ends, strict=True)),
    )
    axes.fill_between(at, low, high, step="post", color=style.BLUE, alpha=0.2, linewidth=0)
    axes.step(at, value, where="post", color=style.BLUE, linewidth=1.6)
    for day, one, (_, share, _) in zip(days, study.steps, ends, strict=True):
        if one.logged is not None:
            look: dict[str, Any] = {"markerfacecolor": "white"} if one.adopted.thin else {}
            look |= {"marker": _MARKS[one.logged.kind], "color": style.INK, "markersize": 5.5}
            axes.plot(day, share, clip_on=False, **look)
    for first, last in _close(days[1:], at[-1] - at[0]):
        place = ((days[first + 1] + days[last + 1]) / 2, max(top for _, _, top in ends[first + 1 : last + 2]))
        words = str(first + 1) if first == last else f"{first + 1}–{last + 1}"
        axes.annotate(words, place, (3, 4), textcoords="offset points", fontsize=8)
    _outcome(axes, study, close)
    locator = library.AutoDateLocator(maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(library.ConciseDateFormatter(locator))
    axes.set(ylim=(0, 1.03))
    axes.set_yticks(*style.QUARTERS)
    axes.grid(axis="y", color=style.GREY, alpha=0.2)
    _key(axes, study)
    what = "Probability of a consensus report" if study.scenario.supported else "Share of plays with a report"
    return style.finish(
        figure,
        _finding(study, what),
        f"{study.scenario.title}, {number_of(study.runs, 'play')} of each step. Band: 95 % interval for the "
        "effective number of plays; not the model, not the coding. Numbers: entries. The line shows what was "
        "known on a day; it ends with the process.",
    )


def _finding(study: FollowStudy, what: str) -> str:
    """Say how far the share has moved; nothing is said of shares that too few plays bear."""
    first, last = study.steps[0].adopted, study.steps[-1].adopted
    if last is first or first.probability is None or last.probability is None:
        return f"{what}, as things happen"
    return f"{what}: {percent(first.probability)} before, {percent(last.probability)} now"


def _close(days: list[float], whole: float) -> list[tuple[int, int]]:
    """Return runs of days, each near the one where its run begins: the places of its first and last."""
    runs: list[tuple[int, int]] = []
    for place, day in enumerate(days):
        if runs and day - days[runs[-1][0]] < _NEAR * whole:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _outcome(axes: Axes, study: FollowStudy, close: float) -> None:
    """Mark what really happened, at the end."""
    record = study.followed.record
    if record is None:
        return
    colour = style.GREEN if record.adopted else style.RED
    axes.plot(close, float(record.adopted), marker="*", markersize=13, color=colour, clip_on=False, zorder=4)


def _key(axes: Axes, study: FollowStudy) -> None:
    kinds = dict.fromkeys(step.logged.kind for step in study.steps if step.logged)
    marks: list[Patch | Line2D] = [
        Line2D([], [], linestyle="", marker=_MARKS[kind], color=style.INK, label=kind) for kind in kinds
    ]
    if any(step.adopted.thin for step in study.steps[1:]):
        marks.append(
            Line2D(
                [],
                [],
                linestyle="",
                marker="o",
                color=style.INK,
                markerfacecolor="white",
                label="few effective plays",
            )
        )
    if (record := study.followed.record) is not None:
        label = "adopted" if record.adopted else "no report"
        colour = style.GREEN if record.adopted else style.RED
        marks.append(
            Line2D([], [], linestyle="", marker="*", markersize=10, color=colour, label=f"on record: {label}")
        )
    if marks:
        axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(marks), fontsize=8)


def _describe(study: FollowStudy) -> str:
    days = _days(study)
    said = (f"{day}: {percent(_ends(study, step)[1])}" for day, step in zip(days, study.steps, strict=True))
    record = study.followed.record
    real = "" if record is None else f" On record: {'adopted' if record.adopted else 'no report'}."
    return f"A line over time, with a band: {'; '.join(said)}.{real}"


follow_drawings = drawings(follow=(follow_figure, _describe))
