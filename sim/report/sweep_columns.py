"""Every table of a sweep begins with the columns in which its points differ."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from sim.negotiation.degree import Degree
from sim.report.column import Column, Family, Table, estimated, interval_of, record
from sim.report.degrees import DEGREE
from sim.report.stamp import headed, stamps
from sim.report.unit import one_of
from sim.study.membership import Rule
from sim.study.sweep import Sweep
from sim.study.sweep_result import MEASURES, PointResult

KIND = "sweep"


_Room = namedtuple("_Room", "result room members counts")
_Play = namedtuple("_Play", "result room replicate adopted degree objections dissociations strength readings")


def _rooms(sweep: Sweep) -> Iterator[Any]:
    for result in sweep.results:
        for room, (members, counts) in enumerate(zip(result.members, result.counts, strict=True)):
            yield _Room(result, room, tuple(members), counts)


def _plays(sweep: Sweep) -> Iterator[Any]:
    for room in _rooms(sweep):
        t = room.counts
        strength = t.strength / (2 * room.result.paragraphs)
        columns = (t.replicates, t.adopted, t.degrees, t.objections, t.dissociations, strength, t.readings)
        for replicate, adopted, degree, *rest in zip(*(c.tolist() for c in columns), strict=True):
            yield _Play(room.result, room.room, replicate, adopted, Degree(degree).word, *rest)


RULE = Column[PointResult]("rule", "who is in the room; only with `--sizes` or points that name rules",
                           one_of(list(Rule)),
                           lambda f: f.point.rule.value if f.point.rule else None)  # fmt: skip
SEATS = Column[PointResult]("seats", "number of delegations", "count, 1 to 193")


def lever_columns(sweep: Sweep) -> list[Column[PointResult]]:
    """Return a column for each lever that was turned anywhere."""

    def turned(name: str) -> Column[PointResult]:
        values = [dict(found.point.values).get(name) for found in sweep.results]
        unit = "number" if all(isinstance(value, float | None) for value in values) else ""
        return Column(name, "", unit, lambda found: dict(found.point.values).get(name))

    return [turned(name) for name in sweep.levers]


def _point(of: Callable[[Any], PointResult]) -> tuple[Column[Any] | Family[Sweep], ...]:
    """Return the columns in which points differ, for a table whose rows each have one."""
    return (
        Family(RULE.name, RULE.meaning, RULE.unit, lambda sweep: [RULE.within(of)] * _named(sweep)),
        SEATS.within(of),
        Family("LEVER", "what each lever is turned to; empty where it is not turned", "its own",
               lambda sweep: (column.within(of) for column in lever_columns(sweep))),
    )  # fmt: skip


def _named(sweep: Sweep) -> bool:
    return any(found.point.rule for found in sweep.results)


_SPREADS: tuple[Column[PointResult], ...] = (
    Column("between_rooms", "standard deviation between rooms of the share that each adopts, luck taken out",
           "number, 0 to 1; 0 if all rooms have the same members", lambda f: f.between),
    Column("within_rooms", "standard deviation of a single play's outcome within a room",
           "number, 0 to 0.5", lambda f: f.within),
)  # fmt: skip
_ESTIMATES = tuple(
    Column[PointResult](name, meaning, "object", None, interval_of("the estimate", "number, or null"))
    for name, meaning in MEASURES.items()
)
_ROOM = Column[Any]("room", "number of the room at its point, from 0", "count")
_STAMPS = stamps(lambda sweep: sweep.effort.seed)
TABLES: tuple[Table[Sweep], ...] = (
    Table.of(
        "sweep",
        "One row for each point. `veto_players` (Laakso & Taagepera 1979; Tsebelis 2002) is one over the "
        "chance that two different plays of a room have the same delegation in the way, if both end without "
        "a report though somebody objects, and in each of them one of those who object is picked at random. "
        "It is empty where no two such plays have one in common. It needs to know who objects in each play, "
        "which no table says: it cannot be computed again from `plays.csv` and `rooms.csv`.",
        lambda sweep: sweep.results,
        *_point(lambda found: found),
        Column[PointResult]("rooms", "number of rooms", "count", lambda f: len(f.counts)),
        Column[PointResult]("plays", "plays in all rooms", "count", lambda f: int(f.plays.sum())),
        *(c for name in MEASURES for c in estimated(name, MEASURES[name], "number", attrgetter(name))),
        *_SPREADS,
        Column[PointResult]("first", "number of the first play", "count", lambda f: 0),
        Column[PointResult]("last", "number of the last play", "count", lambda f: int(f.plays.sum()) - 1),
        *_STAMPS,
    ),
    Table.of(
        "rooms", "One row for each room of each point.", _rooms,
        *_point(lambda room: room.result),
        _ROOM,
        Column[Any]("plays", "number of plays", "count", lambda r: len(r.counts)),
        Column[Any]("adopted", "plays that adopt", "count", lambda r: int(r.counts.adopted.sum())),
        Column[Any]("first", "number of the first play", "count", lambda r: int(r.counts.replicates[0])),
        Column[Any]("last", "number of the last play", "count", lambda r: int(r.counts.replicates[-1])),
        Column("members", "members, with spaces between", "country codes"),
        *_STAMPS,
    ),
    Table.of(
        "plays",
        "One row for each play of each room. Strength and dissociations are those of the last text, whether "
        "or not it is adopted; those in `sweep.csv` are of adopted reports only: take the rows with "
        "`adopted` 1 to find its numbers again.",
        _plays,
        *_point(lambda play: play.result),
        _ROOM,
        Column("replicate", "number of the play, from 0; with `seed` it fixes the luck", "count"),
        Column("adopted", "whether a report is adopted", "0 or 1"),
        DEGREE,
        Column("objections", "delegations that object to the last text", "count"),
        Column("dissociations", "delegations that let it pass but dissociate themselves", "count"),
        Column("strength", "mean strength of the last text", "number, 0 to 1"),
        Column("readings", "last reading at which the draft changed; 0 if it never did", "count"),
        *_STAMPS,
    ),
)  # fmt: skip
SUMMARY: tuple[Column[Sweep], ...] = (
    *headed(KIND),
    Column("rooms", "rooms at each point", "count", lambda s: s.effort.rooms),
    Column("runs", "plays of each room", "count", lambda s: s.effort.runs),
    Column("seed", "seed of all chance", "count", lambda s: s.effort.seed),
    Column("known", "processes whose outcomes the parameter sets have seen", "list, or null for the priors"),
    Column("points", "the result at each point: what differs between points, then each measure as `value`, "
           "`low`, `high`", "list of objects", lambda s: [
               record((*(RULE,) * _named(s), SEATS, *lever_columns(s), *_ESTIMATES, *_SPREADS), found)
               for found in s.results]),
)  # fmt: skip
