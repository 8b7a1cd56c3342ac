"""The sweep page: what was found at each point, in a table, and in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rich.console import Group, RenderableType
from rich.text import Text

from sim.report.grid import Grid
from sim.report.wording import percent
from sim.scenario.checks import NEUTRAL
from sim.study.calibrated import calibrated
from sim.study.lever import Value
from sim.study.sweep import MEASURES, Found, Sweep


def sweep_page(sweep: Sweep) -> RenderableType:
    """Lay out a sweep."""
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    named = point_columns(sweep)
    for name in named:
        grid.add_column(name, no_wrap=True, justify="left" if name == "rule" else "right")
    for name in ("adopted", "95\u00a0% interval", "between rooms", *list(MEASURES)[1:]):
        grid.add_column(name.replace("_", " ").replace(" ", "\n"), justify="right", no_wrap=True)
    for found in sweep.found:
        adopted = found.adopted
        grid.add_row(
            *[worded(value) for value in point_values(sweep, found)],
            percent(adopted.value),
            f"{100 * adopted.low:.0f} to {100 * adopted.high:.0f}",
            f"±{100 * found.between:.0f}" if found.differ else "·",
            *[figure(name, getattr(found, name).value) for name in list(MEASURES)[1:]],
        )
    dim = [Text(note, "dim") for note in notes(sweep)]
    return Group(Text(headline(sweep), style="bold"), Text(), grid, Text(), *dim)


def headline(sweep: Sweep) -> str:
    """Say in a sentence where the share adopted is highest and lowest."""
    ordered = sorted(sweep.found, key=lambda f: f.adopted.value)
    low, high = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return f"{percent(low.adopted.value)} of plays adopt a report."
    return (
        f"Share of plays that adopt a report: from {percent(low.adopted.value)} ({told(sweep, low)}) "
        f"to {percent(high.adopted.value)} ({told(sweep, high)})."
    )


def told(sweep: Sweep, found: Found) -> str:
    """Name a point in a few words."""
    parts = []
    if found.point.rule:
        parts.append(f"{found.seats} seats, {found.point.rule}")
    parts += [f"{name} {worded(value)}" for name, value in found.point.values]
    return ", ".join(parts) or "as it is"


def point_columns(sweep: Sweep) -> list[str]:
    """Name the columns that tell the points apart."""
    return (["rule"] if any(f.point.rule for f in sweep.found) else []) + ["seats", *sweep.levers]


def point_values(sweep: Sweep, found: Found) -> list[Value | None]:
    """Return the values of a point in those columns; None where a lever was not turned."""
    values = dict(found.point.values)
    rule: list[Value | None] = [found.point.rule.value if found.point.rule else None]
    some = rule if point_columns(sweep)[0] == "rule" else []
    return [*some, found.seats, *[values.get(name) for name in sweep.levers]]


def worded(value: Value | None) -> str:
    """Write a value of a lever."""
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def figure(name: str, value: float) -> str:
    """Write a value of a measure."""
    if np.isnan(value):
        return "–"
    if name == "dissociating":
        return f"{100 * value:.1f} %"
    return f"{value:.2f}" if name == "strength" else f"{value:.1f}"


def sets_used(sweep: Sweep) -> str:
    """Say where the behavioural parameters come from, since the level of all shares hangs on that."""
    told = fitted_to(sweep.known)
    if sweep.known is None:
        return told
    return f"{told} All levels hang on that: see what --behaviour priors gives."


def fitted_to(known: Sequence[str] | None) -> str:
    """Say to which outcomes parameter sets are fitted; None for the priors alone."""
    if known is None:
        return "Parameters are drawn from the priors, none fitted to the record."
    unseen = sorted(set(calibrated().supports) - set(known))
    seen = f"all but {', '.join(unseen)}" if unseen else f"all {len(known)}"
    return f"Parameter sets are fitted to {seen} of the decided processes."


def notes(sweep: Sweep) -> list[str]:
    """Say how the figures are meant, and what they rest on."""
    effort = sweep.effort
    plays = f"{effort.rooms} × {effort.runs} plays a point, seed {effort.seed}; the same luck at every point."
    lines = [plays, sets_used(sweep)]
    if any(f.point.size for f in sweep.found):
        lines.append(
            "between rooms: standard deviation, in points, of the share that a room adopts, for who is in "
            "it. A dot where luck alone would make rooms differ as much, or all rooms are the same."
        )
    lines += [f"{name.replace('_', ' ')}: {words}." for name, words in MEASURES.items() if name != "adopted"]
    if sweep.scenario.chair.camp != NEUTRAL and any(f.point.size for f in sweep.found):
        camp = sweep.scenario.chair.camp
        lines.append(
            f"Where nobody of the chair's camp ({camp}) is in the room, the chair counts as neutral."
        )
    if sweep.left_out:
        least = min(p.size for p in sweep.left_out if p.size)
        lines.append(f"like-minded: the caucus {sweep.camp} has too few members for {least} seats or more.")
    if not sweep.scenario.supported:
        lines.append("A study of the model's mechanism: no probability is claimed for this process.")
    return lines
