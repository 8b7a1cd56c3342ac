"""The engine against the same arithmetic in a bare compiled loop, on one core."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.floor import compiler, play_compiled
from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core, ratio
from sim.negotiation.draw import draw
from sim.negotiation.play import play

PLAYS = {15: 1024, 25: 1024, 193: 512}
COLUMNS = (
    "seats", "engine us/play", "compiled us/play", "ratio", "quartiles",
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
                    "engine": partial(play, room.table, room.draws),
                    "strict": partial(play_compiled, room.table, room.draws, fast=False),
                    "fast": partial(play_compiled, room.table, room.draws, fast=True),
                    "draw": partial(draw, room.table, 1, len(room.draws)),
                },
                repetitions,
            )
            micro = {name: float(np.median(each)) / plays * 1e6 for name, each in seconds.items()}
            strict, fast = (ratio(seconds["engine"], seconds[name]) for name in ("strict", "fast"))
            shown = (seats, micro["engine"], micro["strict"], strict.median, strict.spread)
            rows.append((*shown, micro["fast"], fast.median, fast.spread, micro["draw"]))
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
