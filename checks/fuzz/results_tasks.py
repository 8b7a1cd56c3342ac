"""What a study keeps while it is not finished, tampered with: it must go on, or say what is wrong."""

from __future__ import annotations

import io
import os
import pickle
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from checks.fuzz.classroom_values import garbled

Lay = Callable[[Path], None]


class Trap:
    """Something that runs a command if it is ever unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch ../victim",)


def tampered(files: dict[str, bytes], luck: random.Random) -> tuple[str, dict[str, bytes], Lay | None]:
    """Return an unfinished study whose tasks are not what they were."""
    tasks = sorted(name for name in files if name.startswith("tasks/"))
    name = luck.choice(tasks)
    if luck.random() < 0.6:
        files = {n: c for n, c in files.items() if n != "manifest.json"}
    way = luck.randrange(12)
    content = files[name]
    if way == 0:
        return "a task garbled", {**files, name: garbled(content, luck)}, None
    if way == 1:
        return "a task cut short", {**files, name: content[: luck.randrange(len(content) + 1)]}, None
    if way == 2:
        other = files[luck.choice(tasks)]
        return "a task under the name of another", {**files, name: other}, None
    if way == 3:
        return "a task that is pickled", {**files, name: pickle.dumps(Trap())}, None
    if way == 4:
        return "a task that holds objects", {**files, name: _objects()}, None
    if way == 5:
        return "a task without end", {**files, name: _bomb(luck.choice((6 * 10**8, 10**12, 10**15)))}, None
    if way == 6:
        return "a task of other arrays", {**files, name: _others(content, luck)}, None
    if way == 7:
        left = "tasks/.x.partial"
        return "a task half written", {**files, left: b"half"}, _old(left)
    without = {n: c for n, c in files.items() if n != name}
    if way == 8:
        return "a task is a pipe", without, lambda folder: os.mkfifo(_made(folder / name))
    if way == 9:
        target = luck.choice(("/dev/zero", "../../secret/secret.csv", Path(name).name, ".."))
        return "a task is a link", without, lambda folder: _made(folder / name).symlink_to(target)
    none = {n: c for n, c in files.items() if n not in tasks}
    if way == 10:
        return "tasks elsewhere", none, lambda folder: (folder / "tasks").symlink_to("../secret")
    return "an input elsewhere", none, _elsewhere(none, luck)


def _made(path: Path) -> Path:
    """Return a path in a folder that is there."""
    path.parent.mkdir(exist_ok=True)
    return path


def _old(name: str) -> Lay:
    return lambda folder: os.utime(folder / name, (0, 0))


def _elsewhere(files: dict[str, bytes], luck: random.Random) -> Lay:
    """Let what the study will write lead outside."""
    name = luck.choice(sorted(files))

    def lay(folder: Path) -> None:
        (folder / name).unlink()
        if (folder / name).parent != folder and not any((folder / name).parent.iterdir()):
            (folder / name).parent.rmdir()
            (folder / name).parent.symlink_to("../secret")
        else:
            (folder / name).symlink_to("../secret/secret.csv")

    return lay


def _objects() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, adopted=np.array([Trap()], dtype=object))
    return buffer.getvalue()


@cache
def _bomb(elements: int) -> bytes:
    """Return a small file that holds hundreds of megabytes, and says that it holds so many."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts,
        parts.open("adopted.npy", "w") as part,
    ):
        told = {"descr": "|u1", "fortran_order": False, "shape": (elements,)}
        np.lib.format.write_array_header_1_0(part, told)
        for _ in range(600):
            part.write(bytes(10**6))
    return buffer.getvalue()


def _others(content: bytes, luck: random.Random) -> bytes:
    """Return arrays of other names, types or shapes than the study needs."""
    with np.load(io.BytesIO(content)) as kept:
        arrays = {name: kept[name] for name in kept.files}
    name = luck.choice(sorted(arrays))
    match luck.randrange(4):
        case 0:
            del arrays[name]
        case 1:
            arrays[name] = arrays[name].reshape(-1)[:1]
        case 2:
            arrays[name] = np.full(arrays[name].shape, np.nan)
        case _:
            arrays[name] = arrays[name].astype("U8")
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()
