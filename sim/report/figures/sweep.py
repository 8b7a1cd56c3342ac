"""Figures of a sweep: what changes with the size of the room, or with whatever was turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from sim.report.figures import style
from sim.report.figures import sweep_cells as cells
from sim.report.figures.drawing import Drawing
from sim.study.estimate import Estimate
from sim.study.sweep import Sweep
from sim.study.sweep_result import PointResult

_INKS = (style.BLUE, style.RED, style.GREEN, style.ORANGE, "#CC79A7")
_MARKS = ("o", "s", "^", "D", "v")
#: The four smaller panels: measure, title, and the highest value that it can have.
_PANELS = (
    ("strength", "Strength of the report\n(0 silent, 1 explicit)", 1.0),
    ("dissociating", "Delegations that dissociate\n(share of the room)", 1.0),
    ("veto_players", "Delegations in the way\n(effective number)", np.inf),
    ("readings", "Readings used\n(last change of the draft)", np.inf),
)
#: A small panel reaches so far beyond its largest value; a wider band is cut off.
_ABOVE = 1.3
#: A lever whose values span more than this factor is drawn on a logarithmic axis.
_WIDE = 20
#: At most this many values are few: each has its own tick, if there is room for it.
_FEW = 8
#: What a letter of a tick takes of the width of the large panel, and of a small one.
_LETTER, _SMALL_LETTER = 0.022, 0.05
Across = Callable[[PointResult], float]


def sweep_drawings(sweep: Sweep) -> dict[str, Drawing]:
    """Return the figures of a sweep: lines over a number, heat maps of two things at a time, or a list."""
    found, varied, rules = sweep.results, sweep.varied, dict[str, tuple[PointResult, ...]]()
    for one in found:
        rule = one.point.rule.value if one.point.rule else ""
        rules[rule] = (*rules.get(rule, ()), one)
    sized = len({f.point.size for f in found}) > 1
    if sized and not varied:
        return {"sweep": _over(sweep, "seats", rules, lambda f: float(f.seats))}
    if not sized and len(varied) == 1:
        values = {f: dict(f.point.values).get(varied[0]) for f in found}
        if all(isinstance(value, float) for value in values.values()):
            return {"sweep": _over(sweep, varied[0], {"": found}, values.__getitem__)}
    if _is_grid(sweep, rules, varied, sized):
        return {
            f"sweep-{rule}" if rule else "sweep": Drawing(
                partial(cells.heat_map, sweep, some, varied), partial(cells.describe, sweep, some)
            )
            for rule, some in rules.items()
        }
    return {"sweep": Drawing(partial(cells.listed, sweep), partial(cells.describe, sweep, found))}


def _over(sweep: Sweep, *what: Any) -> Drawing:
    return Drawing(partial(lines, sweep, *what), partial(cells.describe, sweep, sweep.results))


def _is_grid(sweep: Sweep, rules: Sized, varied: Sequence[str], sized: bool) -> bool:
    if len(varied) + sized != 2:
        return False
    places = {cells.place(f, varied) for f in sweep.results}
    rows, columns = ({place[axis] for place in places} for axis in (0, 1))
    return len(places) == len(rows) * len(columns) == len(sweep.results) / len(rules)


@style.house_style()
def lines(sweep: Sweep, over: str, series: dict[str, tuple[PointResult, ...]], across: Across) -> Figure:
    """Draw the share adopted, and four other measures, over a number: one line a rule."""
    figure = style.sheet(9.6, 5.6)
    parts: Any = figure.subfigures(1, 2, width_ratios=(1.35, 1), wspace=0.03)
    main = parts[0].add_subplot()
    small = [parts[1].add_subplot(2, 2, number) for number in range(1, 5)]
    values = sorted({across(f) for f in sweep.results})
    wide = values[0] > 0 and values[-1] / values[0] > _WIDE
    single = over != "seats" and len(values) <= _FEW and all(value.is_integer() for value in values)
    for number, found in enumerate(series.values()):
        at = np.array([across(f) for f in found])
        look = {"color": _INKS[number % len(_INKS)], "marker": _MARKS[number % len(_MARKS)]}
        _band(main, at, [f.adopted for f in found], single, 4, **look)
        for axes, (name, _, _) in zip(small, _PANELS, strict=True):
            _band(axes, at, [getattr(f, name) for f in found], single, 2.5, **look)
    _label_lines(main, series, across)
    for axes in (main, *small):
        _scale(axes, values, wide, _LETTER if axes is main else _SMALL_LETTER)
        axes.set_xlim(main.get_xlim())
    below = ("delegations in the room" if over == "seats" else over) + ", logarithmic" * wide
    main.set(
        xlabel=below, ylabel="plays that adopt a report", ylim=(0, 1.02), title=cells.finding(sweep.results)
    )
    main.yaxis.set_major_formatter(FuncFormatter(_percent))
    cut = False
    for axes, (name, title, most) in zip(small, _PANELS, strict=True):
        axes.set_title(title, fontsize=8, fontweight="normal")
        axes.tick_params(labelsize=7)
        cut |= _height(axes, sweep, name, most)
    kind = "bars" if single else "bands"
    return style.caption(
        figure, cells.note(sweep, f"{kind}, cut off where far wider than values differ" if cut else kind)
    )


def _percent(value: float, _: object = None) -> str:
    """Write a share with as many decimals as it needs."""
    return f"{100 * value:.3g} %"


def _band(
    axes: Axes, at: np.ndarray, estimates: Sequence[Estimate], single: bool, size: float, **look: Any
) -> None:
    """Draw values with their intervals: single points with bars, or a line with a band."""
    value, low, high = np.array([(e.value, e.low, e.high) for e in estimates]).T
    if single:
        axes.vlines(at, low, high, color=look["color"], alpha=0.45, linewidth=2)
        axes.plot(at, value, linewidth=0.6, markersize=1.4 * size, **look)
    else:
        axes.fill_between(at, low, high, color=look["color"], alpha=0.15, linewidth=0)
        axes.plot(at, value, linewidth=1.6, markersize=size if len(at) <= 15 else size / 2, **look)
    axes.grid(axis="y", color=style.GREY, alpha=0.2)


def _label_lines(axes: Axes, series: dict[str, tuple[PointResult, ...]], across: Across) -> None:
    """Name each line at its end, the names kept apart."""
    ends = sorted(
        (found[-1].adopted.value, across(found[-1]), rule, number)
        for number, (rule, found) in enumerate(series.items())
        if rule
    )
    apart, heights = 0.055, [-1.0]
    for value, *_ in ends:
        heights.append(max(value, heights[-1] + apart))
    # None stands above the axis.
    heights = [min(height, 1.0 - apart * (len(ends) - 1 - n)) for n, height in enumerate(heights[1:])]
    for (_, at, rule, number), height in zip(ends, heights, strict=True):
        axes.annotate(
            rule, (at, height), (6, 0), textcoords="offset points", va="center", fontsize=8,
            color=_INKS[number % len(_INKS)], annotation_clip=False,
        )  # fmt: skip


def _scale(axes: Axes, values: Sequence[float], wide: bool, letter: float) -> None:
    """Put ticks at the values themselves if they are few, else at round numbers."""
    axes.set_xscale("log" if wide else "linear")
    ticks, many = list(values), len(values) > _FEW
    if many and not wide:
        axes.xaxis.set_major_locator(MaxNLocator(round(0.18 / letter), steps=[1, 2, 2.5, 5, 10]))
        return
    if many:
        powers = range(int(np.floor(np.log10(values[0]))), int(np.ceil(np.log10(values[-1]))) + 1)
        round_ones = [float(f"{n}e{power}") for power in powers for n in (1, 2, 5)]
        ticks = [*(t for t in round_ones if values[0] <= t < values[-1]), values[-1]]
    axes.xaxis.set_major_locator(FixedLocator(_apart(ticks, values, wide, letter)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def _apart(ticks: Sequence[float], values: Sequence[float], wide: bool, letter: float) -> list[float]:
    """Leave out ticks whose numbers would run into each other; the last stays."""
    kept = [ticks[-1]]
    for tick in reversed(ticks[:-1]):
        start, end, here, there = (np.log(v) if wide else v for v in (values[0], values[-1], tick, kept[-1]))
        letters = (len(f"{tick:g}") + len(f"{kept[-1]:g}")) / 2 + 1
        if there - here >= letter * letters * (end - start):
            kept.append(tick)
    return kept[::-1]


def _height(axes: Axes, sweep: Sweep, name: str, most: float) -> bool:
    """Fit a small panel to its values, `most` at most; return whether a part of an interval is cut off."""
    found = [getattr(f, name) for f in sweep.results]
    values = [e.value for e in found if np.isfinite(e.value)]
    if not values:
        axes.set_axis_off()
        failed = any(f.reports.sum() < f.plays.sum() for f in sweep.results)
        why = "no reports"
        if name == "veto_players":
            why = "too few failures\nto tell" if failed else "no failures"
        axes.text(0.5, 0.5, why, transform=axes.transAxes, ha="center", fontsize=8)
        return False
    if name == "dissociating":
        axes.yaxis.set_major_formatter(FuncFormatter(_percent))
    top = 1.0 if name == "strength" else min(most, max(_ABOVE * max(values), 0.01 if most == 1 else 1.0))
    axes.set_ylim(0, top * (1.02 if top == most else 1))
    return any(e.high > top for e in found)
