"""A cage: a call in a forked process of its own, with limits of processor, wall time, memory and files.

Processor time is what is limited tightly, since a busy machine makes wall time no measure; wall
time only by a generous limit that catches whoever sleeps. Memory is the most that was resident,
with the pages that the forked process shares with its parent: a process that starts from nothing
imports the same. Growth beyond the start is told beside it.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Cage:
    """What a call may take: seconds of processor and of wall, bytes resident and of address space."""

    cpu: float = 10
    wall: float = 90
    resident: int = 500 * MB
    space: int = 4000 * MB


@dataclass(frozen=True)
class Outcome:
    """What came of a call.

    Parameters
    ----------
    status : exit status, or None if it was ended by a signal
    signal : that signal, or 0
    cpu, wall : seconds, children of its own included
    resident, grown : most memory resident, and by how much more than at the start, in bytes
    out, err : what it wrote, as UTF-8 with whatever is none replaced
    """

    status: int | None
    signal: int
    cpu: float
    wall: float
    resident: int
    grown: int
    out: str
    err: str


def caged(call: Callable[[], int | None], folder: Path, cage: Cage) -> Outcome:
    """Make a call in a forked process, with nothing to read, in a folder, in a cage."""
    told = [folder.with_name(f"{folder.name}.{name}") for name in ("out", "err")]
    sys.stdout.flush()
    sys.stderr.flush()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _within(call, folder, cage, told)
    signals, used = waited(child, began + cage.wall)
    wall = time.monotonic() - began
    out, err = read_back(told)
    start, _, err = err.partition("\n")
    ended = os.WIFSIGNALED(signals)
    resident = used.ru_maxrss * 1024
    return Outcome(
        None if ended else os.WEXITSTATUS(signals),
        os.WTERMSIG(signals) if ended else 0,
        used.ru_utime + used.ru_stime,
        wall,
        resident,
        max(0, resident - int(start or 0)),
        out,
        err,
    )


def waited(child: int, until: float) -> tuple[int, Any]:
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


def _within(call: Callable[[], int | None], folder: Path, cage: Cage, told: list[Path]) -> None:
    """Be the forked process: never returns."""
    status = 1
    try:
        os.setsid()
        redirect(told)
        os.write(2, b"%d\n" % resident_now())
        enclose(cage)
        os.chdir(folder)
        status = called(call)
    finally:
        os._exit(status)


def enclose(cage: Cage) -> None:
    """Put this process into a cage."""
    seconds = math.ceil(time.process_time() + cage.cpu)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (cage.space, cage.space))
    resource.setrlimit(resource.RLIMIT_FSIZE, (cage.resident, cage.resident))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _as_users_see_warnings()


def called(call: Callable[[], int | None]) -> int:
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


def redirect(told: list[Path]) -> None:
    """Let what is written go to files, as bytes that a UTF-8 terminal would get."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in zip((1, 2), told, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    out, err = (io.FileIO(number, "w", closefd=False) for number in (1, 2))
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(out), "utf-8", "strict", line_buffering=False)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(err), "utf-8", "backslashreplace", line_buffering=True)


def read_back(told: list[Path]) -> list[str]:
    """Return what was written to files, and remove them."""
    texts = [path.read_bytes().decode("utf-8", "replace") if path.exists() else "" for path in told]
    for path in told:
        path.unlink(missing_ok=True)
    return texts


def _as_users_see_warnings() -> None:
    """Show warnings as an interpreter does that nobody has told otherwise, and each time."""
    warnings.resetwarnings()
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind)
    warnings.showwarning = _show_warning


def _show_warning(message: Any, kind: Any, file: str, line: int, to: Any = None, text: Any = None) -> None:
    sys.stderr.write(warnings.formatwarning(message, kind, file, line, text))


def resident_now() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
