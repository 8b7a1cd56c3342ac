"""Files of a results folder that are something else: cut, gone, links, pipes, folders, without end."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from checks.fuzz.classroom_values import garbled
from checks.fuzz.results_manifest import NAMES

#: A file that takes no room on the disk and no end in memory.
HUGE = 40 * 10**9
Lay = Callable[[Path], None]
#: What a link may lead to, from within the folder.
TARGETS = (
    "/dev/zero", "/etc/passwd", "../secret/secret.csv", "../secret/secret.yaml", "..", ".", "/", "nothing",
    "/dev/tty", "/proc/self/environ", "../run/manifest.json", "/dev/urandom", "../run",
)  # fmt: skip
#: What a scenario in a folder might lead to.
_LEADS = (
    (b"positions_file: cells.csv", b"positions_file: ../secret/secret.csv"),
    (b"positions_file: cells.csv", b"positions_file: /dev/zero"),
    (b"positions_file: cells.csv", b"positions_file: manifest.json"),
    (b"positions_file: cells.csv", b"positions_file: page.html"),
    (b"positions_file: cells.csv", b"positions_file: ''"),
    (b"positions_file: cells.csv", b"positions_file: [x]"), (b"[own.yaml]", b"[../secret/secret.yaml]"),
    (b"[own.yaml]", b"[/dev/zero]"), (b"[own.yaml]", b"[campaign.yaml]"),
    (b"[own.yaml]", b"[gge-2016-2017]"), (b"[own.yaml]", b"[manifest.json]"),
    (b"[own.yaml]", b"[sub/../own.yaml]"), (b"Cable Panel", b"\\e[2J"), (b"Cable Panel", b'"\\e[2J"'),
    (b"Cable Panel", b'"\\u202e"'), (b"own", b"../../x"), (b"readings", b"sessions"), (b"0.02", b"1e999"),
    (b"inertia", b"\x1b[2J"),
)  # fmt: skip


def laid(files: dict[str, bytes], luck: random.Random) -> tuple[str, dict[str, bytes], Lay | None]:
    """Return a folder with a file, or what stands in its place, that is something else."""
    inputs = [n for n in files if n.endswith(".yaml") or n in ("manifest.json", "cells.csv", "points.csv")]
    name = luck.choice(inputs if luck.random() < 0.9 and inputs else sorted(files))
    content = files[name]
    way = luck.randrange(12)
    if way == 0:
        return f"bytes of {name}", {**files, name: garbled(content, luck)}, None
    if way == 1:
        return f"{name} cut short", {**files, name: content[: luck.randrange(len(content) + 1)]}, None
    if way == 2:
        return f"{name} empty", {**files, name: b""}, None
    if way == 3:
        return f"without {name}", {n: c for n, c in files.items() if n != name}, None
    if way == 4:
        old, new = luck.choice(_LEADS)
        return f"{new!r} in it", {n: c.replace(old, new) for n, c in files.items()}, None
    if way == 5:
        extra = luck.choice([n for n in NAMES if n and "\x00" not in n and len(n) < 200 and n != "tasks"])
        return f"{extra!r} besides", {**files, extra: b"more"}, None
    without = {n: c for n, c in files.items() if n != name}
    return f"{name} is {_KINDS[way - 6][0]}", without, _put(name, _KINDS[way - 6][1], luck)


def _put(name: str, make: Callable[[Path, random.Random], None], luck: random.Random) -> Lay:
    chance = random.Random(luck.random())

    def lay(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path, chance)

    return lay


def _folder(path: Path, luck: random.Random) -> None:
    path.mkdir()
    (path / "inner").symlink_to("..")


def _link(path: Path, luck: random.Random) -> None:
    path.symlink_to(luck.choice(TARGETS))


def _loop(path: Path, luck: random.Random) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path, luck: random.Random) -> None:
    os.mkfifo(path)


def _huge(path: Path, luck: random.Random) -> None:
    with path.open("wb") as file:
        file.write(b"id: x\n")
        try:
            file.truncate(HUGE)
        except OSError:
            file.truncate(2 * 10**9)


_KINDS = (
    ("a folder", _folder), ("a link", _link), ("a link to itself", _loop), ("a pipe", _pipe),
    ("huge", _huge), ("a link", _link),
)  # fmt: skip
