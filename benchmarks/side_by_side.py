"""Measuring side by side: work done by turns, so that what else the machine does falls on all alike."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Floats


@dataclass(frozen=True)
class Ratio:
    """A ratio of times measured by turns: its median, and the quartiles of its repetitions."""

    median: float
    low: float
    high: float

    @property
    def spread(self) -> str:
        """The quartiles, for a table."""
        digits = 0 if self.median >= 100 else 1 if self.median >= 10 else 2
        return f"{self.low:.{digits}f} to {self.high:.{digits}f}"


def by_turns(
    arms: Mapping[str, Callable[[], object]],
    repetitions: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, Floats]:
    """Do the work of every arm once to warm up, then by turns, and return the seconds of each turn.

    The order is turned round every time. Processor time is counted unless
    another clock is given: on a busy machine it strays less.

    Parameters
    ----------
    arms : the work, by name
    repetitions : how many turns

    Returns
    -------
    (repetitions,) seconds, by name
    """
    for work in arms.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in arms}
    for turn in range(repetitions):
        for name in list(arms)[:: 1 if turn % 2 == 0 else -1]:
            start = clock()
            arms[name]()
            seconds[name].append(clock() - start)
    return {name: np.array(each) for name, each in seconds.items()}


def ratio(one: Floats, other: Floats) -> Ratio:
    """Return how many times as long the one took as the other, turn by turn."""
    low, median, high = np.quantile(one / other, [0.25, 0.5, 0.75])
    return Ratio(float(median), float(low), float(high))


@contextmanager
def one_core() -> Iterator[str]:
    """Stay on one core, where the system lets a process choose; say how it went."""
    if not hasattr(os, "sched_setaffinity"):
        yield "This system does not let a process choose its core."
        return
    allowed = os.sched_getaffinity(0)
    core = max(allowed)
    os.sched_setaffinity(0, {core})
    try:
        yield f"Everything ran on core {core} alone."
    finally:
        os.sched_setaffinity(0, allowed)
