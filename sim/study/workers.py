"""Workers: where the tasks of a study run, on this machine or on a cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process


def here() -> int:
    """Return the number of processor cores available."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(number: int, cluster: str | None = None) -> Iterator[Executor | None]:
    """Provide workers: processes on this machine, or those of a Dask scheduler.

    Raises BadInput if the scheduler does not answer, or its workers have another version of this program, or
    other code.

    Parameters
    ----------
    number : processes on this machine; with one, work is done here and now, and the executor is None.
        They are started afresh, so that they are the same on every system
    cluster : address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``, in place of processes here
    """
    if cluster is not None:
        from sim.study.cluster import cluster as of_a_scheduler

        with of_a_scheduler(cluster) as executor:
            yield executor
    elif number <= 1:
        yield None
    else:
        with ProcessPoolExecutor(number, get_context("spawn"), _begin) as executor:
            yield executor


def _begin() -> None:
    """Start as a worker: the main process handles interruptions, and the worker ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the main process has ended, even if it was killed."""
    parent = parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)
