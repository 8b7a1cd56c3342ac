"""A cell: one forked process that makes many short calls, one after the other, each within the cage.

A fork for each call costs more than most refusals. What a cell finds wrong is tried again by
`checks.fuzz.cage.caged`, in a process of its own, so that nothing hangs on what came before.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks.fuzz.cage import (
    MB,
    Cage,
    Outcome,
    called,
    enclose,
    read_back,
    redirect,
    resident_now,
    waited,
)

#: Calls that one process makes before it makes room for a new one.
MOST_CALLS = 200
#: A process that has grown by so much is not used again.
TOO_LARGE = 60 * MB


class Cell:
    """A process that makes calls; called like `checks.fuzz.cage.caged`. The call must be picklable."""

    def __init__(self) -> None:
        self._child = 0

    def __call__(self, call: Callable[[], int | None], folder: Path, cage: Cage) -> Outcome:
        """Make a call in the cell, and in a new one if the last is gone."""
        if not self._child:
            self._open()
        told = [folder.with_name(f"{folder.name}.{name}") for name in ("out", "err")]
        began = time.monotonic()
        _send(self._to, (call, folder, cage, told))
        answer = _receive(self._from, began + cage.wall)
        wall = time.monotonic() - began
        if answer is None:
            signals, used = waited(self._child, time.monotonic() if wall >= cage.wall else began + cage.wall)
            self._shut()
            out, err = read_back(told)
            ended = os.WIFSIGNALED(signals)
            status = None if ended else os.WEXITSTATUS(signals)
            resident = used.ru_maxrss * 1024
            cpu = used.ru_utime + used.ru_stime
            return Outcome(
                status, os.WTERMSIG(signals) if ended else 0, cpu, wall, resident, resident, out, err
            )
        status, cpu, resident, grown, last = answer
        out, err = read_back(told)
        if last:
            waited(self._child, time.monotonic() + 5)
            self._shut()
        return Outcome(status, 0, cpu, wall, resident, grown, out, err)

    def close(self) -> None:
        """End the process."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            waited(self._child, time.monotonic() + 5)
            self._shut()

    def _open(self) -> None:
        (theirs_in, self._to), (self._from, theirs_out) = os.pipe(), os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._to)
            os.close(self._from)
            try:
                os.setsid()
                _serve(theirs_in, theirs_out)
            finally:
                os._exit(0)
        os.close(theirs_in)
        os.close(theirs_out)

    def _shut(self) -> None:
        os.close(self._to)
        os.close(self._from)
        self._child = 0


def _serve(calls: int, answers: int) -> None:
    start, made = resident_now(), 0
    while (asked := _receive(calls)) is not None:
        call, folder, cage, told = asked
        made += 1
        redirect(told)
        enclose(cage)
        os.chdir(folder)
        before = time.process_time()
        status = called(call)
        cpu = time.process_time() - before
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        last = made >= MOST_CALLS or resident_now() - start > TOO_LARGE or largest > cage.resident
        _send(answers, (status, cpu, largest, max(0, largest - start), last))
        if last:
            return


def _send(to: int, content: Any) -> None:
    raw = pickle.dumps(content)
    os.write(to, struct.pack("!I", len(raw)) + raw)


def _receive(source: int, until: float = float("inf")) -> Any:
    """Return what comes, or None if nothing comes until a moment, or nothing will ever come."""
    raw = _read(source, 4, until)
    return pickle.loads(_read(source, struct.unpack("!I", raw)[0], until)) if raw else None


def _read(source: int, many: int, until: float) -> bytes:
    raw = b""
    while len(raw) < many:
        left = until - time.monotonic()
        ready, _, _ = select.select([source], [], [], None if left == float("inf") else max(0, left))
        part = os.read(source, many - len(raw)) if ready else b""
        if not part:
            return b""
        raw += part
    return raw
