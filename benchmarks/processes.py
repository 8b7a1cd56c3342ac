"""Scaling over processes: the same batches of plays with one, two and more workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from typing import cast

import numpy as np

from benchmarks.engines import ENGINES, with_engine
from benchmarks.part import Cell, Part
from benchmarks.rooms import room_of
from benchmarks.side_by_side import by_turns, ratio
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.study.workers import workers

SEATS = 25
BATCHES, PLAYS = 16, 512


def batch(table: Table, engine: str, first: int, last: int) -> tuple[int, float]:
    """Draw and play some replicates; return how many adopt a report, and seconds of the processor."""

    def work() -> int:
        return int(play(table, draw(table, 1, np.arange(first, last))).adopted.sum())

    start = time.process_time()
    return cast(int, with_engine(engine, work)()), time.process_time() - start


def forecast_with(table: Table, engine: str, executor: Executor | None, spent: list[float]) -> int:
    """Draw and play all batches, wherever the executor has them done; note seconds of the processor."""
    cuts = [(table, engine, start, start + PLAYS) for start in range(0, BATCHES * PLAYS, PLAYS)]
    if executor is None:
        done = [batch(*cut) for cut in cuts]
    else:
        done = [future.result() for future in [executor.submit(batch, *cut) for cut in cuts]]
    spent.append(sum(seconds for _, seconds in done))
    return sum(adopted for adopted, _ in done)


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
    rows: list[tuple[Cell, ...]] = []
    with ExitStack() as running:
        executors = {number: running.enter_context(workers(number)) for number in numbers()}
        for engine in ENGINES:
            spent: dict[int, list[float]] = {number: [] for number in executors}
            arms: dict[str, Callable[[], int]] = {
                str(number): partial(forecast_with, table, engine, executor, spent[number])
                for number, executor in executors.items()
            }
            assert len({work() for work in arms.values()}) == 1, "every number of workers adopts alike"
            seconds = by_turns(arms, repetitions, time.perf_counter)
            for number in numbers():
                faster = ratio(seconds["1"], seconds[str(number)])
                rate = BATCHES * PLAYS / float(np.median(seconds[str(number)]))
                slower = ratio(*(np.array(spent[one][-repetitions:]) for one in (number, 1)))
                idle = number / slower.median
                rows.append((engine, number, rate, faster.median, faster.spread, idle))
    return Part(
        "Scaling over processes",
        ("engine", "workers", "plays/s", "times one worker", "quartiles", "on idle cores"),
        rows,
        (
            f"{BATCHES} batches of {PLAYS} plays at {SEATS} seats, chance drawn by the workers; time by the "
            f"clock on the wall, so what else the machine does counts. {available()} cores. On idle "
            "cores: the number of workers, less what a play takes longer while others work.",
        ),
    )
