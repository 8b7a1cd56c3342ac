"""Scaling over processes: the same batches of plays with one, two and more workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial

import numpy as np

from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, ratio
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.study.workers import workers

SEATS = 25
BATCHES, PLAYS = 32, 256


def batch(table: Table, first: int, last: int) -> int:
    """Draw and play some replicates; return how many adopt a report."""
    return int(play(table, draw(table, 1, np.arange(first, last))).adopted.sum())


def forecast_with(table: Table, executor: Executor | None) -> int:
    """Draw and play all batches, wherever the executor has them done."""
    cuts = [(start, start + PLAYS) for start in range(0, BATCHES * PLAYS, PLAYS)]
    if executor is None:
        return sum(batch(table, *cut) for cut in cuts)
    return sum(future.result() for future in [executor.submit(batch, table, *cut) for cut in cuts])


def available() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def numbers() -> list[int]:
    """1, 2, 4 ... workers, up to one for each core."""
    doubling = [2**power for power in range(available().bit_length())]
    return sorted({*doubling, available()})


def measure(repetitions: int) -> Part:
    """Compare numbers of workers; they are started beforehand, which is not counted."""
    table = room_of(SEATS, 1).table
    with ExitStack() as running:
        arms: dict[str, Callable[[], int]] = {}
        for number in numbers():
            executor = running.enter_context(workers(number))
            arms[str(number)] = partial(forecast_with, table, executor)
        assert len({work() for work in arms.values()}) == 1, "every number of workers adopts alike"
        seconds = by_turns(arms, repetitions, time.perf_counter)
    rows: list[tuple[Cell, ...]] = []
    for number in numbers():
        faster = ratio(seconds["1"], seconds[str(number)])
        rate = BATCHES * PLAYS / float(np.median(seconds[str(number)]))
        rows.append((number, rate, faster.median, faster.spread, faster.median / number))
    return Part(
        "Scaling over processes",
        ("workers", "plays/s", "times one worker", "quartiles", "per worker"),
        rows,
        (
            f"{BATCHES} batches of {PLAYS} plays at {SEATS} seats, chance drawn by the workers; time by the "
            f"clock on the wall, so what else the machine does counts. {available()} cores.",
        ),
    )
