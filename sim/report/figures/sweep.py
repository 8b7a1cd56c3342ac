"""Figures of a sweep: what changes with the size of the room, or with whatever was turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator, PercentFormatter

from sim.report.figures.style import BLUE, FORMULATIONS, GREEN, GREY, INK, ORANGE, RED, caption, house_style
from sim.report.sweep_page import told, worded
from sim.study.estimate import Estimate
from sim.study.sweep import Found, Sweep

_INKS = (BLUE, RED, GREEN, ORANGE, "#CC79A7")
_MARKS = ("o", "s", "^", "D", "v")
#: The four smaller panels: measure, title, and whether it is a share.
_PANELS = (
    ("strength", "Strength of the report\n(0 silent, 1 explicit)", False),
    ("dissociating", "Delegations that dissociate\n(share of the room)", True),
    ("veto_players", "Delegations in the way\n(effective number)", False),
    ("readings", "Readings used\n(last change of the draft)", False),
)
#: A lever whose values span more than this factor is drawn on a logarithmic axis.
_WIDE = 20
#: So many points of a list are drawn.
_LISTED = 40

Across = Callable[[Found], float]


def sweep_figures(sweep: Sweep) -> dict[str, Figure]:
    """Draw a sweep: lines over sizes or values, a heat map for two things at a time, or a list."""
    sized = len({f.point.size for f in sweep.found}) > 1
    numeric = (
        [
            name
            for name in sweep.levers
            if all(isinstance(dict(f.point.values)[name], float) for f in sweep.found)
        ]
        if all(len(f.point.values) == len(sweep.levers) for f in sweep.found)
        else []
    )
    varied = [name for name in sweep.levers if len({dict(f.point.values).get(name) for f in sweep.found}) > 1]
    if sized and not varied:
        return {"sweep": lines(sweep, "seats", _by_rule(sweep), lambda f: float(f.seats))}
    if not sized and len(varied) == 1 and varied == numeric:
        name = varied[0]
        return {"sweep": lines(sweep, name, {"": sweep.found}, lambda f: float(dict(f.point.values)[name]))}
    if _is_grid(sweep, varied, sized):
        return {
            f"sweep-{rule}" if rule else "sweep": heat_map(sweep, found, varied, sized)
            for rule, found in _by_rule(sweep).items()
        }
    return {"sweep": listed(sweep)}


def _by_rule(sweep: Sweep) -> dict[str, tuple[Found, ...]]:
    rules = dict.fromkeys(f.point.rule.value if f.point.rule else "" for f in sweep.found)
    return {
        rule: tuple(f for f in sweep.found if (f.point.rule.value if f.point.rule else "") == rule)
        for rule in rules
    }


def _is_grid(sweep: Sweep, varied: Sequence[str], sized: bool) -> bool:
    if len(varied) + sized != 2:
        return False
    places = [_place(f, varied, sized) for f in sweep.found]
    rules = len(_by_rule(sweep))
    rows, columns = ({place[axis] for place in places} for axis in (0, 1))
    return len(set(places)) * rules == len(sweep.found) and len(rows) * len(columns) * rules == len(places)


def _place(found: Found, varied: Sequence[str], sized: bool) -> tuple[object, object]:
    values = dict(found.point.values)
    axes: list[object] = [values[name] for name in varied]
    if sized:
        axes.append(float(found.seats))
    return axes[0], axes[1]


def lines(sweep: Sweep, over: str, series: dict[str, tuple[Found, ...]], across: Across) -> Figure:
    """Draw the share adopted, and four other measures, over a number: one line a rule."""
    with house_style():
        figure = Figure(figsize=(9.6, 5.6), layout="constrained")
        parts: Any = figure.subfigures(1, 2, width_ratios=(1.35, 1), wspace=0.03)
        main = parts[0].add_subplot()
        small = [parts[1].add_subplot(2, 2, place) for place in range(1, 5)]
        span = [across(f) for f in sweep.found]
        wide = min(span) > 0 and max(span) / min(span) > _WIDE
        for place, found in enumerate(series.values()):
            look: dict[str, Any] = {"color": _INKS[place % len(_INKS)], "marker": _MARKS[place % len(_MARKS)]}
            at = np.array([across(f) for f in found])
            _band(main, at, [f.adopted for f in found], **look)
            for axes, (name, _, _) in zip(small, _PANELS, strict=True):
                _band(axes, at, [getattr(f, name) for f in found], size=2.5, **look)
        _label_lines(main, series, across)
        for axes in (main, *small):
            _scale(axes, span, wide)
        main.set_xlabel("delegations in the room" if over == "seats" else over)
        main.set_ylim(0, 1.02)
        main.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        main.set_ylabel("plays that adopt a report")
        main.set_title("Share of plays that end in consensus")
        for axes, (_, title, percent) in zip(small, _PANELS, strict=True):
            axes.set_title(title, fontsize=8, fontweight="normal")
            axes.tick_params(labelsize=7)
            axes.set_ylim(bottom=0)
            if percent:
                axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        caption(figure, _note(sweep))
        return figure


def _band(axes: Axes, at: np.ndarray, estimates: Sequence[Estimate], size: float = 4, **look: Any) -> None:
    value = np.array([e.value for e in estimates])
    low, high = (np.array([getattr(e, end) for e in estimates]) for end in ("low", "high"))
    axes.fill_between(at, low, high, color=look["color"], alpha=0.15, linewidth=0)
    axes.plot(at, value, linewidth=1.6, markersize=size if len(at) <= 15 else size / 2, **look)
    axes.grid(axis="y", color=GREY, alpha=0.2)


def _label_lines(axes: Axes, series: dict[str, tuple[Found, ...]], across: Across) -> None:
    """Name each line at its end, the names kept apart."""
    ends = sorted(
        (found[-1].adopted.value, across(found[-1]), rule, place)
        for place, (rule, found) in enumerate(series.items())
        if rule
    )
    below = -1.0
    for value, at, rule, place in ends:
        height = max(value, below + 0.055)
        below = height
        axes.annotate(
            rule, (at, height), (6, 0), textcoords="offset points", va="center", fontsize=8,
            color=_INKS[place % len(_INKS)], annotation_clip=False,
        )  # fmt: skip


def _scale(axes: Axes, span: Sequence[float], wide: bool) -> None:
    if wide:
        axes.set_xscale("log")
        ticks = [t for t in (5, 10, 25, 50, 100, 193) if min(span) <= t <= max(span)]
        if len(ticks) > 1 and max(span) > 1:
            axes.xaxis.set_major_locator(FixedLocator(ticks))
            axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def heat_map(sweep: Sweep, found: Sequence[Found], varied: Sequence[str], sized: bool) -> Figure:
    """Draw the share adopted over two things at a time."""
    places = [_place(f, varied, sized) for f in found]
    rows, columns = ([*dict.fromkeys(p[axis] for p in places)] for axis in (0, 1))
    shares = np.full((len(rows), len(columns)), np.nan)
    for place, f in zip(places, found, strict=True):
        shares[rows.index(place[0]), columns.index(place[1])] = f.adopted.value
    with house_style():
        size = (max(4.5, 2.2 + 0.62 * len(columns)), max(3.0, 1.8 + 0.42 * len(rows)))
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.add_subplot()
        from matplotlib.colors import LinearSegmentedColormap

        scale = LinearSegmentedColormap.from_list("formulations", FORMULATIONS)
        axes.imshow(shares, cmap=scale, vmin=0, vmax=1, aspect="auto")
        for (row, column), value in np.ndenumerate(shares):
            ink = "white" if value > 0.6 else INK
            axes.text(column, row, f"{100 * value:.0f}", color=ink, ha="center", va="center", fontsize=8)
        axes.set_yticks(range(len(rows)), [worded(v) for v in rows])  # type: ignore[arg-type]
        axes.set_xticks(range(len(columns)), [worded(v) for v in columns])  # type: ignore[arg-type]
        names = [*varied, *(["seats"] if sized else [])]
        axes.set_ylabel(names[0])
        axes.set_xlabel(names[1])
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.tick_params(length=0)
        rule = found[0].point.rule
        axes.set_title("Plays that adopt a report, %" + (f" ({rule.value} rooms)" if rule else ""))
        caption(figure, _note(sweep))
        return figure


def listed(sweep: Sweep) -> Figure:
    """Draw the share adopted at each point of a list, in its order."""
    found = sweep.found[:_LISTED]
    with house_style():
        figure = Figure(figsize=(7.2, 1.5 + 0.3 * len(found)), layout="constrained")
        axes = figure.add_subplot()
        for y, f in enumerate(found):
            adopted = f.adopted
            axes.plot([adopted.low, adopted.high], [y, y], color=BLUE, linewidth=2, alpha=0.5)
            axes.scatter(adopted.value, y, color=BLUE, s=32, zorder=3)
            axes.annotate(
                f"{100 * adopted.value:.0f} %", (adopted.high, y), (6, 0), textcoords="offset points",
                va="center", fontsize=8,
            )  # fmt: skip
        axes.set_yticks(range(len(found)), [told(sweep, f) for f in found])
        axes.set_ylim(len(found) - 0.5, -0.5)
        axes.set_xlim(0, 1.08)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        axes.grid(axis="x", color=GREY, alpha=0.2)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.set_title("Share of plays that end in consensus")
        more = len(sweep.found) - len(found)
        caption(figure, _note(sweep) + (f" {more} more points are in sweep.csv." if more else ""))
        return figure


def _note(sweep: Sweep) -> str:
    effort = sweep.effort
    drawn = any(f.point.size for f in sweep.found)
    many = (
        f"{effort.rooms} rooms of {effort.runs} plays" if drawn else f"{effort.rooms * effort.runs:,} plays"
    )
    bands = "between rooms" if drawn else "for the number of plays"
    return (
        f"{sweep.scenario.title}. {many} at each point, with the same luck; bands and bars: 95 % intervals, "
        f"{bands}. A study of the model, not a forecast."
    )
