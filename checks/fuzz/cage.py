"""A cage: a call in a forked process of its own, with limits of processor, wall time, memory and files.

Processor time is what is limited tightly, since a busy machine makes wall time no measure; wall time only
by a generous limit that catches whoever sleeps. Memory is the most that was resident, with the pages that
the forked process shares with its parent.
"""

import io
import math
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Megabytes as the limits count them.
MB = 10**6
Call = Callable[[], int | None]


@dataclass(frozen=True)
class Cage:
    """What a call may take: seconds of processor and of wall, bytes resident and of address space.

    The seconds are a net for a loop without an end, many times what the slowest command takes on a slow
    machine. They time nothing.
    """

    cpu: float = 120
    wall: float = 600
    resident: int = 500 * MB
    space: int = 4000 * MB


@dataclass(frozen=True)
class Outcome:
    """What came of a call: exit status, or the signal that ended it; seconds, bytes; what it wrote."""

    status: int | None
    signal: int
    cpu: float
    resident: int
    out: str
    err: str


def caged(call: Call, folder: Path, cage: Cage) -> Outcome:
    """Make a call in a forked process, with nothing to read, in a folder, in a cage."""
    written = [folder.with_name(f"{folder.name}.{name}") for name in ("out", "err")]
    sys.stdout.flush()
    sys.stderr.flush()
    until = time.monotonic() + cage.wall
    child = os.fork()
    if child == 0:
        _within(call, folder, cage, written)
    signals, used = _waited(child, until)
    out, err = (path.read_bytes().decode("utf-8", "replace") if path.exists() else "" for path in written)
    for path in written:
        path.unlink(missing_ok=True)
    ended = os.WIFSIGNALED(signals)
    return Outcome(
        None if ended else os.WEXITSTATUS(signals), os.WTERMSIG(signals) if ended else 0,
        used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, out, err,
    )  # fmt: skip


def _waited(child: int, until: float) -> tuple[int, Any]:
    """Wait for a process, not longer than until a moment; end it and its own children then."""
    pause = 0.001
    while True:
        done, signals, used = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            _, signals, used = os.wait4(child, 0)
            break
        time.sleep(pause)
        pause = min(pause * 1.3, 0.02)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    return signals, used


def _within(call: Call, folder: Path, cage: Cage, written: list[Path]) -> None:
    """Be the forked process: never returns."""
    status = 1
    try:
        os.setsid()
        _redirect(written)
        seconds = math.ceil(time.process_time() + cage.cpu)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (cage.space, cage.space))
        resource.setrlimit(resource.RLIMIT_FSIZE, (cage.resident, cage.resident))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _show_warnings()
        os.chdir(folder)
        status = _called(call)
    finally:
        os._exit(status)


def _called(call: Call) -> int:
    """Make a call, and return the exit status with which an interpreter would leave."""
    status: Any = 1
    try:
        status = call() or 0
    except SystemExit as leaving:
        status = leaving.code
    except BaseException:
        traceback.print_exc()
    if status is not None and not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        status = 120  # as the interpreter leaves where its output cannot be written
    return (status or 0) & 255


def _redirect(written: list[Path]) -> None:
    """Let what is written go to files, as bytes that a UTF-8 terminal would get."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in zip((1, 2), written, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    out, err = (io.FileIO(number, "w", closefd=False) for number in (1, 2))
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(out), "utf-8", "strict", line_buffering=False)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(err), "utf-8", "backslashreplace", line_buffering=True)


def _show_warnings() -> None:
    """Show warnings as an interpreter does that nobody has told otherwise, and each time."""
    warnings.resetwarnings()
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind)
    warnings.showwarning = lambda message, kind, file, line, *_: (
        sys.stderr.write(warnings.formatwarning(message, kind, file, line)) and None
    )
