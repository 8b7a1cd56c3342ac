"""What a sweep has to say: how the share adopted moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.report.column import Column, Family, Table, record
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Picture, Section, Share, Words
from sim.report.figures.sweep import sweep_drawings
from sim.report.making import fitted_to, how_made, plain, scenario_fact
from sim.report.result import Report
from sim.report.stamp import headed, stamps
from sim.report.wording import percent
from sim.scenario.checks import NEUTRAL
from sim.study.estimate import Estimate
from sim.study.lever import worded
from sim.study.sweep import MEASURES, Found, Sweep
from sim.study.tally import Tally

#: A table of a page has at most so many rows; all are in the table of the folder.
MOST_ROWS = 40


def sweep_report(sweep: Sweep, command: str = "") -> Report:
    """Report a sweep.

    Parameters
    ----------
    command : that made it, as it is typed
    """
    figures = sweep_drawings(sweep)
    pictures = tuple(Picture(name, drawing.describe()) for name, drawing in figures.items())
    return Report(
        "sweep",
        _document(sweep, pictures, command),
        record(KEYS, sweep),
        tuple(table.sheet(sweep) for table in TABLES),
        figures,
    )


def _document(sweep: Sweep, pictures: tuple[Picture, ...], command: str) -> Document:
    adopted, read = _adopted(sweep), Bullets(tuple(plain(note) for note in notes(sweep)))
    sections = (
        Section("How the share adopted moves", (*pictures, *adopted), adopted),
        Section.everywhere("How to read this", read),
        Section.everywhere("What else moves", *_measures(sweep)),
        how_made(_facts(sweep), command),
    )
    return Document("sweep", sweep.scenario.title, _answer(sweep), sections)


def _answer(sweep: Sweep) -> Answer:
    sizes, rules = ({f.point.size for f in sweep.found}, {f.point.rule for f in sweep.found})
    over = ["the number of delegations"] * (len(sizes) > 1) + ["the rule on who is in the room"] * (
        len(rules) > 1
    )
    over += [name.replace("_", " ") for name in sweep.varied]
    asked = f"How does the share of plays that adopt a report change with {' and '.join(over)}?"
    told = notes(sweep)
    asides = (told[0],) if sweep.scenario.supported else (told[0], told[-1])
    return Answer(headline(sweep), asked if over else "How often is a report adopted?", asides)


def headline(sweep: Sweep) -> str:
    """Say in a sentence where the share adopted is highest and lowest."""
    ordered = sorted(sweep.found, key=lambda f: f.adopted.value)
    low, high = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return f"{percent(low.adopted.value)} of plays adopt a report."
    return (
        f"Share of plays that adopt a report: from {percent(low.adopted.value)} ({low.named}) "
        f"to {percent(high.adopted.value)} ({high.named})."
    )


def notes(sweep: Sweep) -> list[str]:
    """Say how the figures are meant, and what they rest on."""
    effort, sized = sweep.effort, any(f.point.size for f in sweep.found)
    plays = f"{effort.rooms} × {effort.runs} plays a point, seed {effort.seed}; the same luck at every point."
    levels = "" if sweep.known is None else " All levels hang on that: see what --behaviour priors gives."
    lines = [plays, fitted_to(sweep.known) + levels]
    if sized:
        lines.append(
            "between rooms: standard deviation, in points, of the share that a room adopts, for who is in "
            "it. A dot where luck alone would make rooms differ as much, or all rooms are the same."
        )
    lines += [f"{name.replace('_', ' ')}: {words}." for name, words in MEASURES.items() if name != "adopted"]
    if sweep.scenario.chair.camp != NEUTRAL and sized:
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


def shown_points(sweep: Sweep) -> list[Found]:
    """Return the points that a page has room for, in their order: spread evenly, the extremes among them."""
    if len(sweep.found) <= MOST_ROWS:
        return list(sweep.found)
    shares = [found.adopted.value for found in sweep.found]
    even = np.linspace(0, len(shares) - 1, MOST_ROWS - 2).round().astype(int)
    places = {*even.tolist(), int(np.argmin(shares)), int(np.argmax(shares))}
    return [sweep.found[place] for place in sorted(places)]


def _adopted(sweep: Sweep) -> tuple[Block, ...]:
    shown = shown_points(sweep)
    estimates = [found.adopted for found in shown]
    more: dict[str, Sequence[Cell]] = {
        "adopted": [Share(e.value) for e in estimates],
        "95 % interval": [f"{100 * e.low:.0f} to {100 * e.high:.0f} %" for e in estimates],
    }
    if any(found.point.size for found in sweep.found):
        more["between rooms"] = [f"±{100 * f.between:.0f}" if f.differ else "·" for f in shown]
    return _table(sweep, "Share of plays that adopt a report, with its 95 % interval", more)


def _measures(sweep: Sweep) -> tuple[Block, ...]:
    more: dict[str, Sequence[Cell]] = {
        name.replace("_", " "): [measured(name, getattr(found, name)) for found in shown_points(sweep)]
        for name in list(MEASURES)[1:]
    }
    return _table(sweep, "Other measures, with their 95 % intervals", more)


def _table(sweep: Sweep, caption: str, more: Mapping[str, Sequence[Cell]]) -> tuple[Block, ...]:
    """Lay out figures of points, under the columns that tell the points apart."""
    columns = [RULE, SEATS, *_levers(sweep)]
    apart = [c for c in columns if len({c.cell(found) for found in sweep.found}) > 1] or [SEATS]
    shown = shown_points(sweep)
    named = [tuple(worded(c.cell(found)) for c in apart) for found in shown]
    rows = tuple((*words, *cells) for words, *cells in zip(named, *more.values(), strict=True))
    words = [n for n, c in enumerate(apart) if any(isinstance(c.cell(found), str) for found in shown)]
    header = (*(c.name.replace("_", " ") for c in apart), *more)
    grid = Grid(caption, header, rows, 1 + max(words, default=0))
    if len(shown) == len(sweep.found):
        return (grid,)
    some = f"{len(shown)} of {len(sweep.found)} points, the lowest and highest among them; sweep.csv has all."
    return grid, Words(some, note=True)


def measured(name: str, estimate: Estimate) -> str:
    """Write a measure with its interval, if it has one."""
    told = _figure(name, estimate.value)
    if not np.isfinite([estimate.value, estimate.low, estimate.high]).all():
        return told
    low, high = (_figure(name, end).removesuffix(" %") for end in (estimate.low, estimate.high))
    return f"{told} ({low} to {high})"


def _figure(name: str, value: float) -> str:
    if np.isnan(value):
        return "–"
    if name == "dissociating":
        return f"{100 * value:.1f} %"
    return f"{value:.2f}" if name == "strength" else f"{value:.1f}"


def _facts(sweep: Sweep) -> list[tuple[str, str]]:
    effort = sweep.effort
    rooms = f"{effort.rooms:,} rooms of {effort.runs:,} plays each at every point"
    given = (
        "Parameters of a file given with --parameters come first; it lies beside this page, if there was one."
    )
    return [
        scenario_fact(sweep.scenario),
        ("plays", f"{len(sweep.found):,} points, {rooms}; seed {effort.seed}"),
        ("parameters", f"{fitted_to(sweep.known)} {given}"),
        ("levers", ", ".join(sweep.levers) or "none"),
    ]


@dataclass(frozen=True, eq=False)
class _Room:
    """A room of a point."""

    found: Found
    room: int
    members: str
    tally: Tally


@dataclass(frozen=True)
class _Play:
    """A play of a room, as plain numbers."""

    found: Found
    room: int
    replicate: int
    adopted: bool
    objections: int
    dissociations: int
    strength: float
    readings: int


def _rooms(sweep: Sweep) -> Iterator[_Room]:
    for found in sweep.found:
        for room, (members, tally) in enumerate(zip(found.members, found.tallies, strict=True)):
            yield _Room(found, room, " ".join(members), tally)


def _plays(sweep: Sweep) -> Iterator[_Play]:
    for room in _rooms(sweep):
        t = room.tally
        strength = t.strength / (2 * room.found.paragraphs)
        columns = (t.replicates, t.adopted, t.objections, t.dissociations, strength, t.readings)
        for play in zip(*(column.tolist() for column in columns), strict=True):
            yield _Play(room.found, room.room, *play)


RULE = Column[Found](
    "rule",
    "who is in the room; only with `--sizes` or points that name rules",
    "text",
    lambda f: f.point.rule.value if f.point.rule else None,
)
SEATS = Column[Found]("seats", "number of delegations", "count, 1 to 193")


def _levers(sweep: Sweep) -> list[Column[Found]]:
    def turned(name: str) -> Column[Found]:
        return Column(name, "", "", lambda found: dict(found.point.values).get(name))

    return [turned(name) for name in sweep.levers]


def _point(of: Callable[[Any], Found]) -> tuple[Column[Any] | Family[Sweep], ...]:
    """Return the columns that tell points apart, for a table whose rows each have one."""

    def within(column: Column[Found]) -> Column[Any]:
        return Column(column.name, column.meaning, column.unit, lambda row: column.cell(of(row)))

    return (
        Family(RULE.name, RULE.meaning, RULE.unit, lambda sweep: [within(RULE)] * _named(sweep)),
        within(SEATS),
        Family(
            "LEVER",
            "what each lever is turned to; empty where it is not turned",
            "its own",
            lambda sweep: map(within, _levers(sweep)),
        ),
    )


def _named(sweep: Sweep) -> bool:
    return any(found.point.rule for found in sweep.found)


def _measure(name: str) -> Iterator[Column[Found]]:
    def end(suffix: str, which: str, meaning: str) -> Column[Found]:
        return Column(
            f"{name}{suffix}", meaning, "number", lambda found: getattr(getattr(found, name), which)
        )

    yield end("", "value", MEASURES[name])
    yield end("_low", "low", "lower end of its 95 % interval")
    yield end("_high", "high", "upper end of its 95 % interval")


_SPREADS = (
    Column[Found](
        "between_rooms",
        "standard deviation between rooms of the share that each adopts, luck taken out",
        "number, 0 to 1; 0 if all rooms have the same members",
        lambda f: f.between,
    ),
    Column[Found](
        "within_rooms",
        "standard deviation of a single play's outcome within a room",
        "number, 0 to 0.5",
        lambda f: f.within,
    ),
)
_ENDS = (
    Column[Estimate]("value", "the estimate", "number, or null"),
    Column[Estimate]("low", "lower end of its 95 % interval", "number, or null"),
    Column[Estimate]("high", "upper end of its 95 % interval", "number, or null"),
)
_ROOM = Column[Any]("room", "number of the room at its point, from 0", "count")
_STAMPS = stamps(lambda sweep: sweep.effort.seed)
TABLES: tuple[Table[Sweep], ...] = (
    Table(
        "sweep",
        "One row for each point.",
        lambda sweep: sweep.found,
        (
            *_point(lambda found: found),
            Column[Found]("rooms", "number of rooms", "count", lambda f: len(f.tallies)),
            Column[Found]("plays", "plays in all rooms", "count", lambda f: int(f.plays.sum())),
            *(column for name in MEASURES for column in _measure(name)),
            *_SPREADS,
            Column[Found]("first", "number of the first play", "count", lambda f: 0),
            Column[Found]("last", "number of the last play", "count", lambda f: int(f.plays.sum()) - 1),
            *_STAMPS,
        ),
    ),
    Table(
        "rooms",
        "One row for each room of each point.",
        _rooms,
        (
            *_point(lambda room: room.found),
            _ROOM,
            Column[_Room]("plays", "number of plays", "count", lambda r: len(r.tally)),
            Column[_Room]("adopted", "plays that adopt", "count", lambda r: int(r.tally.adopted.sum())),
            Column[_Room]("first", "number of the first play", "count", lambda r: int(r.tally.replicates[0])),
            Column[_Room]("last", "number of the last play", "count", lambda r: int(r.tally.replicates[-1])),
            Column("members", "members, with spaces between", "country codes"),
            *_STAMPS,
        ),
    ),
    Table(
        "plays",
        "One row for each play of each room. Strength and dissociations are those of the last text, whether "
        "or not it is adopted; those in `sweep.csv` are of adopted reports only.",
        _plays,
        (
            *_point(lambda play: play.found),
            _ROOM,
            Column("replicate", "number of the play, from 0; with `seed` it fixes the luck", "count"),
            Column("adopted", "whether a report is adopted", "0 or 1"),
            Column("objections", "delegations that object to the last text", "count"),
            Column("dissociations", "delegations that let it pass but dissociate themselves", "count"),
            Column("strength", "mean strength of the last text", "number, 0 to 1"),
            Column("readings", "last reading at which the draft changed; 0 if it never did", "count"),
            *_STAMPS,
        ),
    ),
)
KEYS: tuple[Column[Sweep], ...] = (
    *headed("sweep"),
    Column("rooms", "rooms at each point", "count", lambda s: s.effort.rooms),
    Column("runs", "plays of each room", "count", lambda s: s.effort.runs),
    Column("seed", "seed of all chance", "count", lambda s: s.effort.seed),
    Column("known", "processes whose outcomes the parameter sets have seen", "list, or null for the priors"),
    Column("headline", "the result in a sentence", "text", headline),
    Column(
        "points",
        "what was found at each point: what tells it apart, then each measure as `value`, `low` and `high`",
        "list of objects",
        lambda s: [_keyed(s, found) for found in s.found],
    ),
)


def _keyed(sweep: Sweep, found: Found) -> dict[str, Any]:
    return {
        **record((RULE,) * _named(sweep), found),
        **record((SEATS, *_levers(sweep)), found),
        **{name: record(_ENDS, getattr(found, name)) for name in MEASURES},
        **record(_SPREADS, found),
    }
