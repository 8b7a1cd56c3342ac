"""Sweep: the same process played in many rooms and under many conditions, all with the same luck."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from sim.negotiation.by_name import Named
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.parameters import Prior
from sim.negotiation.whole_numbers import whole
from sim.scenario.all_members import coded_by_rule, with_all_members
from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Scenario
from sim.study.lever import Value, lever, valued
from sim.study.membership import Rule, members_of_caucus, rooms, seat
from sim.study.plays import Plays, counted_plays
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource
from sim.study.sweep_points import OVER, checked
from sim.study.sweep_result import Point, PointResult
from sim.study.turning import turned

#: How a scenario with issues of its own is played in a room larger than its own.
BEYOND = (
    "more seats, if the file seats and codes them (members: [UN], with instructions for groups or *), or if "
    "each issue names a standing line or the vote"
)


@dataclass(frozen=True)
class Effort:
    """How much is played at each point.

    Room j plays replicates j x runs to (j + 1) x runs - 1: rooms differ in luck
    too, so that the spread between them shows how precise a mean over rooms is;
    and room j meets the same luck at every point, so that points can be compared.

    Parameters
    ----------
    rooms : number of rooms; at least 2 where they are drawn
    runs : plays of each room
    seed : of rooms and luck
    """

    rooms: int = 20
    runs: int = 100
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be played."""
        whole(1, rooms=self.rooms, runs=self.runs)
        whole(seed=self.seed)


@dataclass(frozen=True, eq=False)
class Sweep:
    """A sweep: what was played, and the result at each point, in order.

    Parameters
    ----------
    scenario : the process
    effort : how much was played at each point
    camp : caucus that like-minded rooms were drawn from
    results : of each point
    known : processes whose outcomes the parameter sets have seen; None for the priors alone
    left_out : points with more like-minded members than the caucus has
    """

    scenario: Scenario
    effort: Effort
    camp: str
    results: tuple[PointResult, ...]
    known: tuple[str, ...] | None
    left_out: tuple[Point, ...] = ()

    @property
    def levers(self) -> tuple[str, ...]:
        """Names of the levers that were turned anywhere."""
        return tuple(dict.fromkeys(name for f in self.results for name, _ in f.point.values))

    @property
    def varied(self) -> list[str]:
        """Names of the levers that are not turned alike at all points."""
        turned = [dict(f.point.values) for f in self.results]
        return [name for name in self.levers if len({values.get(name) for values in turned}) > 1]


def grid(
    axes: Mapping[str, Sequence[Value | Named | type[Named]]],
    rules: Sequence[Rule] = (),
    sizes: Sequence[int] = (),
) -> list[Point]:
    """Return the points of a grid: every rule and size with every combination of values.

    Raises BadInput if a lever has no values, or sizes have no rule; ValueError if a class or an object among
    the values is not of the lever's kind.
    """
    if empty := [name for name, values in axes.items() if not values]:
        raise BadInput([Fault("grid", "has no values", key=empty[0])])
    if sizes and not rules:
        raise BadInput([Fault("grid", "has sizes but no rule", allowed=", ".join(Rule))])
    values = ([(name, valued(name, value)) for value in values] for name, values in axes.items())
    combinations = list(itertools.product(*values))
    if not sizes:
        return [Point(values) for values in combinations]
    return [Point(values, rule, size) for rule in rules for values in combinations for size in sizes]


def sweep(
    scenario: Scenario,
    points: Sequence[Point],
    effort: Effort | None = None,
    camp: str = "West",
    priors: Mapping[str, Prior | float] | None = None,
    chair: ChairStrategy | type[ChairStrategy] | str | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
    skip: bool = False,
) -> Sweep:
    """Play every point of a sweep.

    Parameters
    ----------
    scenario : the process; rooms by rule are drawn from all member states, coded as it codes them
    points : where to play
    effort : how much is played at each point; 20 rooms of 100 plays, seed 1, if not given
    camp : caucus that like-minded rooms are drawn from
    priors, chair, behaviour : as for a forecast
    folder : where finished tasks are kept, so that a sweep that was stopped goes on; none if not given
    executor : any of `concurrent.futures`, where tasks run; here and now if not given
    progress : called with the number of tasks done since the last call
    skip : leave out points with more like-minded members than the caucus has, if others are left

    Raises
    ------
    BadInput
        if a lever, a value or a room does not exist, or a single room is drawn
    """
    effort, points = effort or Effort(), checked(points)
    if effort.rooms < 2 and any(point.size for point in points):
        problem = "does not say how rooms differ"
        raise BadInput([Fault("rooms", problem, value=str(effort.rooms), allowed="2 or more")])
    scenario = scenario if chair is None else scenario.change(chair={"strategy": chair})
    own = setting(scenario, priors, None, behaviour)
    sized = any(point.size for point in points)
    everybody = setting(with_all_members(scenario), priors, None, behaviour) if sized else own
    points, left_out = _possible(points, everybody, camp) if skip else (points, ())
    work: list[Plays] = []
    seated: list[tuple[tuple[str, ...], ...]] = []
    drawn = _drawn(points, everybody, scenario, effort, camp)
    for point in points:
        start = everybody if point.size else own
        base = turned(start, {lever(name, start, OVER): value for name, value in point.values}, OVER)
        members = drawn[point.rule, point.size] if point.rule and point.size else None
        seated.append(members or (own.table.codes,) * effort.rooms)
        for room, codes in enumerate(seated[-1]):
            here = replace(base, table=seat(base.table, codes)) if members else base
            work.append(Plays(here, effort.seed, room * effort.runs, (room + 1) * effort.runs))
    counts = iter(counted_plays(work, folder, executor, progress))
    paragraphs = len(own.table.issues)
    found = tuple(
        PointResult(point, members, tuple(next(counts) for _ in members), paragraphs)
        for point, members in zip(points, seated, strict=True)
    )
    return Sweep(scenario, effort, camp, found, own.known, left_out)


def _possible(
    points: Sequence[Point], everybody: Setting, camp: str
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the points whose rooms exist, and those with too many like-minded members; never no point."""
    if not any(point.rule is Rule.LIKE_MINDED for point in points):
        return tuple(points), ()
    try:
        most = len(members_of_caucus(everybody.table, camp))
    except ValueError as error:
        raise BadInput([Fault("--camp", str(error), value=camp)]) from None
    out = tuple(p for p in points if p.rule is Rule.LIKE_MINDED and p.size and p.size > most)
    left = tuple(p for p in points if p not in out)
    return (left, out) if left else (tuple(points), ())


def _drawn(
    points: Sequence[Point], everybody: Setting, scenario: Scenario, effort: Effort, camp: str
) -> dict[tuple[Rule, int], tuple[tuple[str, ...], ...]]:
    """Draw the rooms of every rule and size."""
    by_rule: dict[tuple[Rule, int], tuple[tuple[str, ...], ...]] = {}
    for rule in dict.fromkeys(p.rule for p in points if p.rule):
        sizes = sorted({p.size for p in points if p.rule is rule and p.size})
        try:
            drawn = rooms(rule, everybody.table, sizes, effort.rooms, effort.seed, scenario.members, camp)
        except ValueError as error:
            more = sizes[-1] > len(everybody.table.codes) and not coded_by_rule(scenario)
            fault = Fault("--sizes", str(error), key=f"--rule {rule.value}", allowed=BEYOND if more else "")
            raise BadInput([fault]) from None
        by_rule |= {(rule, size): tuple(of_size) for size, of_size in zip(sizes, drawn, strict=True)}
    return by_rule
