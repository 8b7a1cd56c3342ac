"""The engine against the same arithmetic in a bare compiled loop, on one core."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.engines import ENGINES, playing
from benchmarks.floor import compiler, play_compiled
from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core, ratio
from sim.negotiation.draw import draw

PLAYS = {15: 1024, 25: 1024, 193: 512}
COLUMNS = (
    "seats", "engine", "us/play", "compiled us/play", "ratio", "quartiles",
    "with -ffast-math us/play", "ratio to that", "quartiles to that", "drawing us/play",
)  # fmt: skip


def measure(repetitions: int) -> Part:
    """Compare engine and compiled loop at 15, 25 and 193 seats, on one core."""
    title = "Engine against the same arithmetic in a bare compiled loop, on one core"
    if compiler() is None:
        return Part(
            title, COLUMNS, notes=("Skipped: there is no C compiler (cc, gcc or clang) on the path.",)
        )
    rows: list[tuple[Cell, ...]] = []
    with one_core() as where:
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            seconds = by_turns(
                {
                    **playing(room.table, room.draws),
                    "strict": partial(play_compiled, room.table, room.draws, fast=False),
                    "reordered": partial(play_compiled, room.table, room.draws, fast=True),
                    "draw": partial(draw, room.table, 1, len(room.draws)),
                },
                repetitions,
            )
            micro = {name: float(np.median(each)) / plays * 1e6 for name, each in seconds.items()}
            for engine in ENGINES:
                cells: list[Cell] = [seats, engine, micro[engine]]
                for build in ("strict", "reordered"):
                    times = ratio(seconds[engine], seconds[build])
                    cells += [micro[build], times.median, times.spread]
                rows.append((*cells, micro["draw"]))
    return Part(
        title,
        COLUMNS,
        rows,
        (
            where,
            "Compiled: -O3 -march=native, additions in the order that C says; -ffast-math also lets the "
            "compiler reorder them and call vector powers.",
            "Drawing all chance is the engine's own and comes on top of each.",
        ),
    )
