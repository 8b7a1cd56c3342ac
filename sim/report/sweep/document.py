"""A sweep as a document: how the share adopted moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Grid,
    Picture,
    Section,
    Share,
    Words,
)
from sim.report.figures.sweep import describe_sweep
from sim.report.making import (
    fitted_or_not,
    how_made,
    plain,
    raw_shares,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.sweep.page import (
    figure,
    fitted_to,
    headline,
    notes,
    point_columns,
    point_values,
    worded,
)
from sim.study.estimate import Estimate
from sim.study.lever import Value
from sim.study.membership import Rule
from sim.study.sweep import MEASURES, Found, Sweep, grid

#: A table of a page has at most so many rows; all are in the table of the folder.
MOST_ROWS = 40
#: Sizes that rise evenly are written as a range from so many on.
_RANGE = 4


def sweep_document(sweep: Sweep) -> Document:
    """Write a sweep down."""
    pictures = describe_sweep(sweep)
    shown = told_points(sweep)
    below = (
        f"{len(shown)} of {len(sweep.found)} points, the lowest and highest among them; sweep.csv has all."
    )
    rest: list[Block] = [] if len(shown) == len(sweep.found) else [Words(below, note=True)]
    sections = (
        Section(
            "How the share adopted moves",
            (*(Picture(name, text) for name, text in pictures.items()), _adopted(sweep, shown), *rest),
        ),
        Section("How to read this", (Bullets(tuple(plain(note) for note in notes(sweep))),)),
        Section("What else moves", (_measures(sweep, shown), *rest)),
        how_made(_facts(sweep), _command(sweep)),
    )
    return Document("sweep", sweep.scenario.title, _answer(sweep), sections)


def _answer(sweep: Sweep) -> Answer:
    sizes, rules = ({f.point.size for f in sweep.found}, {f.point.rule for f in sweep.found})
    over = ["the number of delegations"] * (len(sizes) > 1) + ["the rule on who is in the room"] * (
        len(rules) > 1
    )
    over += [name.replace("_", " ") for name in _varied(sweep)]
    asked = f"How does the share of plays that adopt a report change with {' and '.join(over)}?"
    asides = [notes(sweep)[0]]
    if not sweep.scenario.supported:
        asides.append(notes(sweep)[-1])
    return Answer(headline(sweep), asked if over else "How often is a report adopted?", tuple(asides))


def _varied(sweep: Sweep) -> list[str]:
    return [name for name in sweep.levers if len({dict(f.point.values).get(name) for f in sweep.found}) > 1]


def told_points(sweep: Sweep) -> list[Found]:
    """Return the points that a page has room for, in their order: spread evenly, the extremes among them."""
    if len(sweep.found) <= MOST_ROWS:
        return list(sweep.found)
    shares = [found.adopted.value for found in sweep.found]
    even = np.linspace(0, len(shares) - 1, MOST_ROWS - 2).round().astype(int)
    places = {*even.tolist(), int(np.argmin(shares)), int(np.argmax(shares))}
    return [sweep.found[place] for place in sorted(places)]


def _columns(sweep: Sweep) -> list[int]:
    """Return the numbers of the columns that tell points apart."""
    values = [point_values(sweep, found) for found in sweep.found]
    apart = [n for n in range(len(values[0])) if len({row[n] for row in values}) > 1]
    return apart or [point_columns(sweep).index("seats")]


def _named(sweep: Sweep, found: Found) -> tuple[str, ...]:
    values = point_values(sweep, found)
    return tuple(worded(values[n]) for n in _columns(sweep))


def _table(sweep: Sweep, shown: Sequence[Found], caption: str, more: Mapping[str, Sequence[Cell]]) -> Grid:
    columns = [point_columns(sweep)[n] for n in _columns(sweep)]
    rows = [(*_named(sweep, found), *cells) for found, *cells in zip(shown, *more.values(), strict=True)]
    words = [place for place, name in enumerate(columns) if name not in ("seats", *_numeric(sweep))]
    left = 1 + max(words, default=0)
    return Grid(caption, (*(name.replace("_", " ") for name in columns), *more), tuple(rows), left)


def _numeric(sweep: Sweep) -> set[str]:
    values = [pair for found in sweep.found for pair in found.point.values]
    return {name for name, _ in values} - {name for name, value in values if isinstance(value, str)}


def _adopted(sweep: Sweep, shown: Sequence[Found]) -> Grid:
    estimates = [found.adopted for found in shown]
    more: dict[str, Sequence[Cell]] = {
        "adopted": [Share(e.value) for e in estimates],
        "95 % interval": [f"{100 * e.low:.0f} to {100 * e.high:.0f} %" for e in estimates],
    }
    if any(found.point.size for found in sweep.found):
        more["between rooms"] = [f"±{100 * f.between:.0f}" if f.differ else "·" for f in shown]
    return _table(sweep, shown, "Share of plays that adopt a report, with its 95 % interval", more)


def _measures(sweep: Sweep, shown: Sequence[Found]) -> Grid:
    more: dict[str, Sequence[Cell]] = {
        name.replace("_", " "): [measured(name, getattr(found, name)) for found in shown]
        for name in list(MEASURES)[1:]
    }
    return _table(sweep, shown, "Other measures, with their 95 % intervals", more)


def measured(name: str, estimate: Estimate) -> str:
    """Write a measure with its interval, if it has one."""
    told = figure(name, estimate.value)
    if not np.isfinite([estimate.value, estimate.low, estimate.high]).all():
        return told
    low, high = (figure(name, end).removesuffix(" %") for end in (estimate.low, estimate.high))
    return f"{told} ({low} to {high})"


def _facts(sweep: Sweep) -> list[tuple[str, str]]:
    effort = sweep.effort
    rooms = (
        f"{len(sweep.found):,} points, {effort.rooms:,} rooms of {effort.runs:,} plays each at every point"
    )
    given = (
        "Parameters of a file given with --parameters come first; it lies beside this page, if there was one."
    )
    return [
        scenario_fact(sweep.scenario),
        ("plays", f"{rooms}; seed {effort.seed}"),
        ("parameters", f"{fitted_to(sweep.known)} {given}"),
        ("levers", ", ".join(sweep.levers) or "none"),
    ]


def _command(sweep: Sweep) -> str:
    effort, found = sweep.effort, tuple(f.point for f in sweep.found)
    points = [*found, *sweep.left_out]
    words = ["sweep", scenario_argument(sweep.scenario)]
    axes = {name: tuple(dict.fromkeys(dict(p.values)[name] for p in points if name in dict(p.values)))
            for name in sweep.levers}  # fmt: skip
    who = list(dict.fromkeys(p.rule for p in points if p.rule))
    sizes = max(([p.size for p in points if p.rule is rule and p.size] for rule in who), key=len, default=[])
    sizes = list(dict.fromkeys(sizes))
    if found == tuple(p for p in grid(axes, who, sizes) if p not in sweep.left_out):
        words += ["--sizes", written_sizes(sizes), "--rule", ",".join(who)] if sizes else []
        for name, values in axes.items():
            words += ["--over", f"{name}={','.join(map(_value, values))}"]
    else:
        words += ["--points", "FILE"]  # a table, which lies beside the page
    words += ["--camp", sweep.camp] if Rule.LIKE_MINDED in who else []
    words += ["--rooms", str(effort.rooms), "--runs", str(effort.runs), "--seed", str(effort.seed)]
    rules = {str(dict(p.values).get("decision", sweep.scenario.decision)) for p in points}
    raw = raw_shares(*((sweep.scenario, rule) for rule in rules))
    return typed(*words, *fitted_or_not(sweep.known), *raw)


def _value(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


def written_sizes(sizes: Sequence[int]) -> str:
    """Write numbers of seats as the option that asks for them."""
    steps = {after - before for before, after in pairwise(sizes)}
    if len(sizes) >= _RANGE and len(steps) == 1 and (step := steps.pop()) > 0:
        return f"{sizes[0]}:{sizes[-1]}:{step}"
    return ",".join(map(str, sizes))
