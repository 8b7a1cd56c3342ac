"""The engines that are measured: NumPy alone, and with a compiled search (the extra `fast`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import numpy as np

from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core, ratio
from sim.negotiation import kernel
from sim.negotiation.draw import Draws, draw
from sim.negotiation.play import play
from sim.negotiation.table import Table

#: How much a process plays before it changes over to compiled code, by engine.
ENGINES = {"NumPy": np.inf, "fast": 0.0} if find_spec("numba") else {"NumPy": np.inf}
PLAYS = {15: 1024, 25: 1024, 193: 512}
COLUMNS = ("seats", "rules", *(f"{engine} us/play" for engine in ENGINES), "NumPy to fast", "quartiles")


def with_engine(engine: str, work: Callable[[], object]) -> Callable[[], object]:
    """Return the same work, done by one of the engines."""

    def working() -> object:
        before, kernel.ENOUGH = kernel.ENOUGH, ENGINES[engine]
        try:
            return work()
        finally:
            kernel.ENOUGH = before

    return working


def playing(table: Table, draws: Draws) -> dict[str, Callable[[], object]]:
    """Return the work of playing some replicates, by engine."""
    return {engine: with_engine(engine, partial(play, table, draws)) for engine in ENGINES}


def measure(repetitions: int) -> Part:
    """Compare the engines, with the rules that all loops play and with all rules."""
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            for rules, draws in (("as the loops", room.draws), ("all", draw(room.table, 1, plays))):
                seconds = by_turns(playing(room.table, draws), repetitions)
                micro = [float(np.median(each)) / plays * 1e6 for each in seconds.values()]
                times = ratio(seconds["NumPy"], seconds[list(ENGINES)[-1]])
                rows.append((seats, rules, *micro, times.median, times.spread))
    return Part(
        "NumPy alone and the extra `fast`",
        COLUMNS,
        rows,
        (where, "Compiling is not counted. The outcomes are the same bytes."),
    )
