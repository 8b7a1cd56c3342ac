"""A watch on a command: what it opens, starts, connects to and leaves behind.

Audit hooks (PEP 578) cannot be taken away again, so a watch is set in the process of one attempt only.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sim.report.figures.drawing
from checks.fuzz.attempt import command

#: A figure that is not drawn.
EMPTY = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
#: Nothing in a results folder may make a command do any of these.
_NEVER = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "pty.spawn",
    "pickle.find_class", "webbrowser.open", "urllib.Request",
)  # fmt: skip
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
#: What no results folder has any business with, apart from its own place.
_PRIVATE = ("/etc/passwd", "/etc/shadow", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/tty")


class Watch:
    """What a command did that it should not, in a sandbox of which parts may be read, and parts changed."""

    def __init__(self, sandbox: Path, readable: Iterable[str], writable: Iterable[str]) -> None:
        self.sandbox = os.path.realpath(sandbox)
        self.writable = tuple(os.path.realpath(sandbox / part) for part in writable)
        self.readable = tuple(os.path.realpath(sandbox / part) for part in readable)
        self.seen: list[str] = []
        self._busy = False

    def hear(self, event: str, about: tuple[Any, ...]) -> None:
        """Be the hook."""
        if self._busy:
            return
        self._busy = True
        try:
            if event in _NEVER:
                self.seen.append(f"{event} {str(about[1:])[:80]}")
            elif event == "open" and isinstance(about[0], str | bytes | os.PathLike):
                self._opened(os.fsdecode(about[0]), about[1], about[2])
        finally:
            self._busy = False

    def _opened(self, path: str, mode: str | None, flags: int) -> None:
        changed = bool(flags & _CHANGING) or mode in ("w", "a", "x")
        if mode is None and "/" not in path and not changed:
            return  # looks into a folder by the folder that it is in, as what removes a tree does
        real = os.path.realpath(path)
        # A draft of what may be changed lies beside it.
        drafts = tuple(os.path.join(os.path.dirname(p), f".{os.path.basename(p)}.") for p in self.writable)
        ours = real == "/dev/null" or within(real, self.writable) or real.startswith(drafts)
        if changed and not ours:
            self.seen.append(f"changes {real}")
        elif real in _PRIVATE or (
            within(real, (self.sandbox,)) and not (ours or within(real, self.readable))
        ):
            self.seen.append(f"reads {real}")


def within(path: str, places: Iterable[str]) -> bool:
    """Return whether a path is one of some places, or lies in one."""
    return any(path == place or path.startswith(place + os.sep) for place in places)


def alone(words: Iterable[str]) -> int | None:
    """Run a command on one core, so that a study starts no workers; each figure is an empty picture."""
    os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})
    sim.report.figures.drawing.rendered = lambda figure, kind: EMPTY  # type: ignore[assignment]
    return command(words)


def watched(words: Iterable[str], readable: Iterable[str], writable: Iterable[str]) -> int | None:
    """Run a command in the folder of the process, and say by a traceback what it did that it should not.

    Its temporary files go to ``tmp`` there, where nothing may be left.
    """
    here = Path.cwd()
    os.environ["TMPDIR"], tempfile.tempdir = str(here / "tmp"), None
    (here / "tmp").mkdir()
    before = snapshot(here, writable)
    watch = Watch(here, [*readable, "tmp"], [*writable, "tmp"])
    sys.addaudithook(watch.hear)
    status: Any = 0
    try:
        status = alone(words)
    except SystemExit as leaving:
        status = leaving.code
    sys.stdout.flush()
    assert not watch.seen, f"it should not: {'; '.join(dict.fromkeys(watch.seen))[:500]}"
    after = snapshot(here, writable)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    assert not changed, f"it changes what is not its own: {changed[:5]}"
    if status == 1:
        said = Path(f"{here}.out").read_text(encoding="utf-8", errors="replace")
        assert "Not reproduced; " in said, "status 1 without a word of what differs"
    return status


def snapshot(here: Path, writable: Iterable[str]) -> dict[str, Any]:
    """Return everything in a folder but what may be changed: kind, size and time of each."""
    left_out = tuple(str(here / part) for part in writable)
    paths = [path for path in here.rglob("*") if not within(str(path), left_out)]
    states = {str(path): path.lstat() for path in paths if not path.is_dir() or path.is_symlink()}
    found = {name: (state.st_mode, state.st_size, state.st_mtime_ns) for name, state in states.items()}
    return {**dict.fromkeys(map(str, paths)), **found}
