"""What a play takes of memory, and how long memory alone would take for it."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import numpy as np

from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, one_core
from sim.negotiation.arrays import RUNGS
from sim.negotiation.play import play
from sim.negotiation.table import Table

#: As many plays as a forecast draws at a time.
BATCH = 2048
PLAYS = {15: 1024, 25: 1024, 193: 512}
#: Numbers in the arrays that are copied to measure the speed of memory: more than any cache holds.
BEYOND_CACHE = 2**25
COLUMNS = (
    "seats", "in and out kB/play", "formulations kB/play", "in and out us", "all us", "engine us",
    "engine to in and out", "engine to all",
)  # fmt: skip


def peak(repetitions: int) -> Part:
    """Say what a play takes of memory: its draws, its outcome, and what playing needs beside them."""
    rows: list[tuple[Cell, ...]] = []
    for seats in PLAYS:
        room = room_of(seats, BATCH)
        tracemalloc.start()
        outcomes = play(room.table, room.draws)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        drawn, kept = size(room.draws), size(outcomes)
        # Joining the outcomes of the batches holds them twice for a moment.
        beside = most - kept
        rows.append(
            (seats, drawn / BATCH / 1e3, kept / BATCH / 1e3, beside / 1e6, (drawn + most) / BATCH / 1e3)
        )
    return Part(
        "Memory",
        ("seats", "draws kB/play", "outcome kB/play", "beside them MB", "peak kB/play"),
        rows,
        (
            f"{BATCH:,} plays, as many as a forecast draws at a time; what Python and NumPy allocate "
            "(tracemalloc). What playing needs beside draws and outcomes hardly grows with the plays.",
        ),
    )


def bandwidth(repetitions: int) -> Part:
    """Say how long memory alone would take for a play: what must come in and go out, and the passes."""
    rows: list[tuple[Cell, ...]] = []
    source, target = np.ones(BEYOND_CACHE), np.zeros(BEYOND_CACHE)
    with one_core() as where:
        copied = by_turns({"copy": lambda: np.copyto(target, source)}, repetitions)["copy"]
        speed = 2 * source.nbytes / float(np.median(copied))
        for seats, plays in PLAYS.items():
            room = room_of(seats, plays)
            seconds = by_turns({"engine": partial(play, room.table, room.draws)}, repetitions)
            engine = float(np.median(seconds["engine"])) / plays * 1e6
            through = (size(room.draws) + size(play(room.table, room.draws))) / plays
            again = passes(room.table)
            times = (through / speed * 1e6, (through + again) / speed * 1e6)
            rows.append(
                (seats, through / 1e3, again / 1e3, *times, engine, engine / times[0], engine / times[1])
            )
    return Part(
        "Engine against the speed of memory, on one core",
        COLUMNS,
        rows,
        (
            f"Copying {2 * source.nbytes / 1e6:.0f} MB, read and written: {speed / 1e9:.1f} GB/s. {where}",
            "In and out: the draws once, the outcomes once; no play can touch less. Formulations: gain and "
            "complaint of each, written once and read at every reading, were none of it to stay in a cache.",
        ),
    )


def size(thing: Any) -> float:
    """Bytes of the arrays of a dataclass, and of those it holds."""
    values = [getattr(thing, f.name) for f in fields(thing)]
    arrays = sum(value.nbytes for value in values if isinstance(value, np.ndarray))
    return float(arrays + sum(size(value) for value in values if is_dataclass(value)))


def passes(table: Table) -> float:
    """Bytes of what every formulation gives and costs everybody, written once and read at every reading."""
    paragraphs, members = table.shape
    return 2.0 * paragraphs * RUNGS * members * np.dtype(float).itemsize * (1 + table.readings)
