"""Workers: where the tasks of a study run, on this machine or on a cluster."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Any

from sim.scenario.fault import BadInput, Fault
from sim.version import __version__

#: Seconds to wait for a scheduler to answer.
PATIENCE = 10
#: Times that a task is given out again after its worker was lost; one may die with several at hand.
RETRIES = 10

_CLUSTER, _FORM = "--cluster", "tcp://HOST:PORT"
_ADDRESS = re.compile(r"((tcp|tls|ws|wss|ucx)://)?[^/:\s]+:\d{1,5}")


def here() -> int:
    """Return how many processes this machine has cores for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(number: int, cluster: str | None = None) -> Iterator[Executor | None]:
    """Provide workers: so many processes on this machine, or those of a Dask scheduler.

    Parameters
    ----------
    number : processes on this machine; with one, work is done here and now, and the executor is None.
        They are started afresh, so that they are the same on every system
    cluster : address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``, in place of processes here

    Raises
    ------
    BadInput
        if the scheduler does not answer, or its workers have another version of this program
    """
    if cluster is not None:
        with _dask(cluster) as executor:
            yield executor
    elif number <= 1:
        yield None
    else:
        with ProcessPoolExecutor(number, get_context("spawn"), _begin) as executor:
            yield executor


def _begin() -> None:
    """Begin as a worker: leave an interruption to who gives out the work, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process that gives out the work has ended, even if it was killed."""
    parent = parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    if not _ADDRESS.fullmatch(address):
        raise BadInput([Fault(_CLUSTER, "is no address of a scheduler", value=address, allowed=_FORM)])
    try:
        from distributed import Client as _Client
    except ImportError:
        problem = 'needs the extra "cluster": pip install "gge-sim[cluster]"; in a checkout, -e ".[cluster]"'
        raise BadInput([Fault(_CLUSTER, problem, value=address)]) from None
    connect: Any = _Client
    try:
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = f"no scheduler answers within {PATIENCE} seconds ({type(error).__name__})"
        raise BadInput([Fault(_CLUSTER, reason, value=address, allowed=_FORM)]) from None
    with client:
        _same_version(client, address)
        with client.get_executor(pure=False, retries=RETRIES) as executor:
            yield executor


def _same_version(client: Any, address: str) -> None:
    """Refuse workers that would play by other rules."""
    found = client.run(_version)
    if not found:
        raise BadInput([Fault(_CLUSTER, "the scheduler has no workers", value=address)])
    others = sorted({str(version) for version in found.values()} - {__version__})
    if others:
        problem = f"its workers have gge-sim {', '.join(others)}, this is {__version__}"
        raise BadInput([Fault(_CLUSTER, problem, value=address)])


def _version() -> str:
    return __version__
