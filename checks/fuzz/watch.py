"""A watch on a command: what it opens, writes, removes, starts or connects to, as the interpreter tells it.

Audit hooks (PEP 578) cannot be taken away again, so a watch is set in the process of one attempt only.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sim.report.folder
from checks.fuzz.attempt import command

#: A figure that is not drawn.
EMPTY = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"

#: Nothing in a results folder may make a command do any of these.
_NEVER = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "pty.spawn",
    "pickle.find_class", "marshal.loads", "ctypes.dlopen", "webbrowser.open", "urllib.Request",
)  # fmt: skip
_REMOVES = (
    "os.remove",
    "os.rmdir",
    "os.rename",
    "os.mkdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
)
_REMOVES += ("shutil.rmtree", "shutil.move")
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
#: What no results folder has any business with, apart from its own place.
_PRIVATE = ("/etc/passwd", "/etc/shadow", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/tty")


class Watch:
    """What a command did that it should not.

    Parameters
    ----------
    sandbox : where the case lies
    readable, writable : parts of it that the command may read, and change
    """

    def __init__(self, sandbox: Path, readable: Iterable[str], writable: Iterable[str]) -> None:
        self.sandbox = os.path.realpath(sandbox)
        self.readable = tuple(os.path.realpath(sandbox / part) for part in readable)
        self.writable = tuple(os.path.realpath(sandbox / part) for part in writable)
        self.seen: list[str] = []
        self._busy = False

    def begin(self) -> None:
        """Begin to watch; there is no end but that of the process."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, about: tuple[Any, ...]) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self._judge(event, about)
        finally:
            self._busy = False

    def _judge(self, event: str, about: tuple[Any, ...]) -> None:
        if event in _NEVER:
            if event == "marshal.loads" or (event == "ctypes.dlopen" and about[0] is None):
                return  # as imports do
            self.seen.append(f"{event} {str(about[1:])[:80]}")
        elif event == "open":
            path, mode, flags = about
            if mode is None and isinstance(path, str) and "/" not in path and not flags & _CHANGING:
                return  # looks into a folder by the folder that it is in, as what removes a tree does
            self._opened(path, bool(flags & _CHANGING) or mode in ("w", "a", "x"))
        elif event in _REMOVES:
            for path in about[:2] if event in ("os.rename", "shutil.move", "os.link") else about[:1]:
                self._opened(_beside(path, about[-1]), True, event)

    def _opened(self, path: Any, changed: bool, event: str = "open") -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        # Where a link is replaced or removed, the link itself is meant.
        name = os.fsdecode(path)
        if event == "open":
            real = os.path.realpath(name)
        else:
            real = os.path.join(os.path.realpath(os.path.dirname(name) or "."), os.path.basename(name))
        if event == "os.mkdir" and os.path.isdir(real):
            return
        if changed and not self._may_change(real):
            self.seen.append(f"{event} changes {real}")
        elif real in _PRIVATE or (_within(real, (self.sandbox,)) and not self._may_read(real)):
            self.seen.append(f"{event} reads {real}")

    def _may_change(self, path: str) -> bool:
        """Return whether a place may be changed: one of those, or a draft of it beside it."""
        drafts = tuple(os.path.join(os.path.dirname(p), f".{os.path.basename(p)}.") for p in self.writable)
        return path == "/dev/null" or _within(path, self.writable) or path.startswith(drafts)

    def _may_read(self, path: str) -> bool:
        return _within(path, self.readable) or self._may_change(path)


def _beside(path: Any, folder: Any) -> Any:
    """Return a path that is told by its name in an open folder, or as it is."""
    if isinstance(path, str | bytes) and isinstance(folder, int) and folder >= 0:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path))
    return path


def _within(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place + os.sep) for place in places)


def alone(words: Iterable[str], drawn: bool = True) -> int | None:
    """Run a command on one core, so that a study works in its own process.

    Parameters
    ----------
    drawn : whether figures are drawn, which takes most of the time; else each is an empty picture
    """
    os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})
    if not drawn:
        sim.report.folder.rendered = lambda figure, kind: EMPTY  # type: ignore[assignment]
    return command(words)


def watched(
    words: Iterable[str], readable: Iterable[str], writable: Iterable[str], drawn: bool = True
) -> int | None:
    """Run a command in the folder of the process, and say by a traceback what it did that it should not.

    Its temporary files go to ``tmp`` there, where nothing may be left.

    Parameters
    ----------
    drawn : as for `alone`
    """
    here = Path.cwd()
    os.environ["TMPDIR"], tempfile.tempdir = str(here / "tmp"), None
    (here / "tmp").mkdir()
    before = snapshot(here, writable)
    watch = Watch(here, [*readable, "tmp"], [*writable, "tmp"])
    watch.begin()
    status: Any = 0
    try:
        status = alone(words, drawn)
    except SystemExit as leaving:
        status = leaving.code
    sys.stdout.flush()
    if watch.seen:
        raise AssertionError(f"it should not: {'; '.join(dict.fromkeys(watch.seen))[:500]}")
    if (after := snapshot(here, writable)) != before:
        changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        raise AssertionError(f"left or changed what is not its own: {changed[:5]}")
    if status == 1:
        said = Path(f"{here}.out").read_text(encoding="utf-8", errors="replace")
        assert "Not reproduced; " in said, "status 1 without a word of what differs"
    return status


def snapshot(here: Path, writable: Iterable[str]) -> dict[str, Any]:
    """Return everything in a folder but what may be changed: kind, size and time of each."""
    left_out = tuple(str(here / part) for part in writable)
    found: dict[str, Any] = {}
    for folder, _, files in os.walk(here):
        if _within(folder, left_out):
            continue
        for name in files:
            path = os.path.join(folder, name)
            if not _within(path, left_out):
                told = os.lstat(path)
                found[path] = (told.st_mode, told.st_size, told.st_mtime_ns)
        found[folder] = ""
    return found
