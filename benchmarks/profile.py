"""Where the time of a play goes: share of each function of the engine, NumPy's work counted to its caller."""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sim
from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import one_core
from sim.negotiation.play import play

#: A function as the profiler names it: file, line, name.
Function = tuple[str, int, str]
#: What the profiler knows of a function: calls, own seconds, and seconds by caller.
Stats = Mapping[Function, Any]

PLAYS = {25: 1024, 193: 512}
TOP = 14
_HOME = str(Path(sim.__file__).parent)


def measure(repetitions: int) -> Part:
    """Profile plays at 25 and 193 seats."""
    shares: dict[int, dict[str, float]] = {}
    with one_core():
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            play(room.table, room.draws)
            profiler = cProfile.Profile()
            for _ in range(repetitions):
                profiler.runcall(play, room.table, room.draws)
            shares[seats] = by_function(pstats.Stats(profiler).stats)  # type: ignore[attr-defined]
    names = sorted(shares[193], key=lambda name: -max(each.get(name, 0.0) for each in shares.values()))
    rows: list[tuple[Cell, ...]] = [
        (name, *(f"{each.get(name, 0.0):.1%}" for each in shares.values())) for name in names[:TOP]
    ]
    rest = [sum(each.get(name, 0.0) for name in names[TOP:]) for each in shares.values()]
    return Part(
        "Where the time of a play goes",
        ("function", *(f"{seats} seats" for seats in PLAYS)),
        [*rows, ("all others", *(f"{share:.1%}" for share in rest))],
        ("Own time of each function, with that of the NumPy functions it calls. Profiling slows calls.",),
    )


def by_function(stats: Stats) -> dict[str, float]:
    """Return the share of time of each of our functions, which also answers for what is not ours."""

    @cache
    def answers(function: Function) -> Mapping[str, float]:
        """Which of our functions answer for a function, and for which share of it."""
        file, _, name = function
        if file.startswith(_HOME):
            return {f"{Path(file).relative_to(_HOME).with_suffix('')}: {name}": 1.0}
        callers = stats[function][4]
        total = sum(each[3] for each in callers.values())
        owed: dict[str, float] = defaultdict(float)
        for caller, (_, _, _, spent) in callers.items():
            if total and caller != function:
                for ours, share in answers(caller).items():
                    owed[ours] += share * spent / total
        return owed

    seconds: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, _) in stats.items():
        for ours, share in answers(function).items():
            seconds[ours] += own * share
    everything = sum(seconds.values())
    return {name: each / everything for name, each in seconds.items()}
