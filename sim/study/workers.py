"""Workers: where the tasks of a study run."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def workers(number: int) -> Iterator[Executor | None]:
    """Provide so many processes on this machine; None, to work here and now, for one.

    Processes are started afresh, so that they are the same on every system.
    """
    if number <= 1:
        yield None
        return
    with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as executor:
        yield executor
