"""What a sweep has to say: how the share adopted moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.report import sweep_columns
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, note
from sim.report.figures.drawing import pictures
from sim.report.figures.sweep import sweep_drawings
from sim.report.provenance import fitted_to, how_made, plain, scenario_fact
from sim.report.result import Report
from sim.report.sweep_columns import RULE, SEATS, lever_columns
from sim.report.words.numbers import ends, percent
from sim.scenario.checks import NEUTRAL
from sim.study.estimate import Estimate
from sim.study.lever import worded
from sim.study.sweep import Sweep
from sim.study.sweep_result import MEASURES, PointResult

#: Most rows of a table on a page; the table in the folder has all.
MOST_ROWS = 40


def sweep_report(sweep: Sweep, command: str = "") -> Report:
    """Report a sweep, and the command that made it."""
    figures, adopted = sweep_drawings(sweep), _adopted(sweep)
    sections = (
        Section("How the share adopted moves", (*pictures(figures).values(), *adopted), adopted),
        Section.everywhere("How to read this", Bullets(tuple(plain(note) for note in notes(sweep)))),
        Section.everywhere("What else moves", *_measures(sweep)),
        how_made(_facts(sweep), command),
    )
    document = Document(sweep_columns.KIND, sweep.scenario.title, _answer(sweep), sections)
    return Report.of(sweep, sweep_columns, document, figures, headline=headline(sweep))


def _answer(sweep: Sweep) -> Answer:
    points = [f.point for f in sweep.results]
    over = ["the number of delegations"] * (len({p.size for p in points}) > 1)
    over += ["the rule on who is in the room"] * (len({p.rule for p in points}) > 1)
    over += [name.replace("_", " ") for name in sweep.varied]
    asked = f"How does the share of plays that adopt a report change with {' and '.join(over)}?"
    first, *_, last = notes(sweep)
    asides = (first,) if sweep.scenario.supported else (first, last)
    return Answer(headline(sweep), asked if over else "How often is a report adopted?", asides)


def headline(sweep: Sweep) -> str:
    """Say in a sentence where the share adopted is highest and lowest."""
    ordered = sorted(sweep.results, key=lambda f: f.adopted.value)
    low, high = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return f"{percent(low.adopted.value)} of plays adopt a report."
    return (
        f"Share of plays that adopt a report: from {percent(low.adopted.value)} ({low.named}) "
        f"to {percent(high.adopted.value)} ({high.named})."
    )


def notes(sweep: Sweep) -> list[str]:
    """Say how the figures are meant, and what they rest on."""
    effort, sized = sweep.effort, any(f.point.size for f in sweep.results)
    plays = f"{effort.rooms} × {effort.runs} plays a point, seed {effort.seed}; the same luck at every point."
    levels = "" if sweep.known is None else " All levels depend on that: compare with --behaviour priors."
    lines = [plays, fitted_to(sweep.known) + levels]
    if sized:
        lines.append(
            "between rooms: standard deviation, in points, of the share that a room adopts, by who is in "
            "it. A dot: luck alone would make rooms differ as much, or all rooms have the same members."
        )
    lines += [f"{name.replace('_', ' ')}: {words}." for name, words in MEASURES.items() if name != "adopted"]
    if sweep.scenario.chair.camp != NEUTRAL and sized:
        camp = f"the chair's camp ({sweep.scenario.chair.camp})"
        lines.append(f"Where nobody of {camp} is in the room, the chair counts as neutral.")
    if sweep.left_out:
        least = min(p.size for p in sweep.left_out if p.size)
        lines.append(f"like-minded: the caucus {sweep.camp} has too few members for {least} seats or more.")
    if not sweep.scenario.supported:
        lines.append("A study of the model's mechanism: no probability is claimed for this process.")
    return lines


def shown_points(sweep: Sweep) -> list[PointResult]:
    """Return the points that a page has room for, in their order: spread evenly, the extremes among them."""
    if len(sweep.results) <= MOST_ROWS:
        return list(sweep.results)
    shares = [found.adopted.value for found in sweep.results]
    even = np.linspace(0, len(shares) - 1, MOST_ROWS - 2).round().astype(int)
    places = {*even.tolist(), int(np.argmin(shares)), int(np.argmax(shares))}
    return [sweep.results[place] for place in sorted(places)]


def _adopted(sweep: Sweep) -> tuple[Block, ...]:
    shown = shown_points(sweep)
    estimates = [found.adopted for found in shown]
    more: dict[str, Sequence[Cell]] = {
        "adopted": [Share(e.value) for e in estimates],
        "95 % interval": [f"{ends((e.low, e.high))} %" for e in estimates],
    }
    if any(found.point.size for found in sweep.results):
        more["between rooms"] = [f"±{100 * f.between:.0f}" if f.differ else "·" for f in shown]
    return _table(sweep, "Share of plays that adopt a report, with its 95 % interval", more)


#: The other measures, as many in a table as a page has room for.
_OTHERS = {
    "What is adopted, with 95 % intervals": ("adds", "strength", "dissociating"),
    "How it comes about, with 95 % intervals": ("veto_players", "readings"),
}


def _measures(sweep: Sweep) -> tuple[Block, ...]:
    def cells(names: Sequence[str]) -> dict[str, Sequence[Cell]]:
        return {
            name.replace("_", " "): [measured(name, getattr(found, name)) for found in shown_points(sweep)]
            for name in names
        }

    return tuple(
        block for caption, names in _OTHERS.items() for block in _table(sweep, caption, cells(names))
    )


def _table(sweep: Sweep, caption: str, more: Mapping[str, Sequence[Cell]]) -> tuple[Block, ...]:
    """Lay out figures of points, beside the columns in which the points differ."""
    columns = [RULE, SEATS, *lever_columns(sweep)]
    apart = [c for c in columns if len({c.cell(found) for found in sweep.results}) > 1] or [SEATS]
    shown = shown_points(sweep)
    named = [tuple(worded(c.cell(found)) for c in apart) for found in shown]
    rows = tuple((*words, *cells) for words, *cells in zip(named, *more.values(), strict=True))
    words = [n for n, c in enumerate(apart) if any(isinstance(c.cell(found), str) for found in shown)]
    header = (*(c.name.replace("_", " ") for c in apart), *more)
    grid = Grid(caption, header, rows, 1 + max(words, default=0))
    if len(shown) == len(sweep.results):
        return (grid,)
    some = (
        f"{len(shown)} of {len(sweep.results)} points, the lowest and highest among them; sweep.csv has all."
    )
    return grid, note(some)


def measured(name: str, estimate: Estimate) -> str:
    """Write a measure with its interval, if it has one."""
    value = _figure(name, estimate.value)
    if not np.isfinite([estimate.value, estimate.low, estimate.high]).all():
        return value
    low, high = (_figure(name, end).removesuffix(" %") for end in (estimate.low, estimate.high))
    return f"{value} ({low} to {high})"


def _figure(name: str, value: float) -> str:
    if np.isnan(value):
        return "–"
    if name == "adds":
        return percent(value)
    if name == "dissociating":
        return f"{100 * value:.1f} %"
    return f"{value:.2f}" if name == "strength" else f"{value:.1f}"


def _facts(sweep: Sweep) -> list[tuple[str, str]]:
    effort = sweep.effort
    rooms = f"{effort.rooms:,} rooms of {effort.runs:,} plays each at every point"
    given = "A file given with --parameters replaces the model's priors; it lies beside this page."
    return [
        scenario_fact(sweep.scenario, turned=(value for f in sweep.results for _, value in f.point.values)),
        ("plays", f"{len(sweep.results):,} points, {rooms}; seed {effort.seed}"),
        ("parameters", f"{fitted_to(sweep.known)} {given}"),
        ("levers", ", ".join(sweep.levers) or "none"),
    ]
