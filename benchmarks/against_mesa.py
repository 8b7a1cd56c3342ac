"""The engine against the same rules as a Mesa model with loops: plays per second, side by side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np

from benchmarks.engines import ENGINES, playing
from benchmarks.mesa_loop import LoopRoom
from benchmarks.part import Cell, Part
from benchmarks.rooms import Room, room_of
from benchmarks.side_by_side import by_turns, one_core, ratio

#: Plays of the engine in one turn, and of the loop, by seats.
PLAYS = {15: (1024, 16), 25: (1024, 16), 193: (512, 6)}
COLUMNS = (
    "seats", "chair", "loop us/play",
    *(f"{engine}{what}" for engine in ENGINES for what in (" us/play", " times", " quartiles")),
)  # fmt: skip


def looping(room: Room, bounded: bool, plays: int) -> Callable[[], None]:
    """Return the work of playing so many replicates with loops, other ones every time."""
    rows = count()

    def work() -> None:
        for _ in range(plays):
            model = LoopRoom(room.table, room.draws, next(rows) % len(room.draws), bounded).play()
            model.release()

    return work


def measure(repetitions: int) -> Part:
    """Compare them at 15, 25 and 193 seats."""
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for seats, (many, few) in PLAYS.items():
            room = room_of(seats, many)
            seconds = by_turns(
                {
                    **playing(room.table, room.draws),
                    "all": looping(room, False, few),
                    "bounded": looping(room, True, few),
                },
                repetitions,
            )
            for chair, name in (("all", "tries all trades"), ("bounded", "skips trades as the engine does")):
                loop = seconds[chair] / few
                cells: list[Cell] = [seats, name, float(np.median(loop)) * 1e6]
                for engine in ENGINES:
                    each = seconds[engine] / many
                    times = ratio(loop, each)
                    cells += [float(np.median(each)) * 1e6, times.median, times.spread]
                rows.append(tuple(cells))
    return Part(
        "Engine against the same rules as a Mesa model with loops",
        COLUMNS,
        rows,
        (
            where,
            "Both play drawn chance; drawing it is not counted. The outcomes are equal (tests/benchmarks).",
        ),
    )
