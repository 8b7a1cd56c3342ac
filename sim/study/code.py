"""A digest of the code, so that a result is never mistaken for one of other rules."""

from __future__ import annotations

import hashlib
import inspect
import marshal
import sys
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import ModuleType

import numpy as np

from sim.version import __version__

#: Packages on whose code and data the numbers of a play depend.
PACKAGES = ("sim.scenario", "sim.negotiation", "sim.study")
#: The shipped ensemble is part of a setting's digest instead. A calibration does not use it.
_ELSEWHERE = "sim.study/data"
#: Compiled code beside the source.
_CACHE = "__pycache__"


@cache
def code_digest() -> str:
    """Return a digest of the code and the data of the rules, and of NumPy's version: 12 hexadecimal digits.

    The files are read once in a process, where they lie: in a folder, in an archive, or compiled without
    their source. Where none can be read, the version of the program stands for them.
    """
    digest = hashlib.sha256(f"{__version__} {np.__version__}\n".encode())
    try:
        for package in PACKAGES:
            for name, content in _files(resources.files(package), package):
                digest.update(f"{name} {len(content)}\n".encode())
                digest.update(content)
    except (OSError, ImportError, NotImplementedError, TypeError):
        digest = hashlib.sha256(f"{__version__} {np.__version__} unread\n".encode())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder in the order of their names, with line ends as on every system."""
    entries = {entry.name: entry for entry in folder.iterdir()}
    for entry in sorted(entries):
        path, here = f"{name}/{entry}", entries[entry]
        if here.is_dir():
            if entry != _CACHE and path != _ELSEWHERE:
                yield from _files(here, path)
        elif not _left_out(entry, entries):
            content = here.read_bytes()
            yield path, content if entry.endswith(".pyc") else content.replace(b"\r\n", b"\n")


def _left_out(entry: str, beside: dict[str, Traversable]) -> bool:
    """Return whether a file does not belong to the program: hidden, an editor's draft, or compiled."""
    compiled = entry.endswith(".pyc") and f"{entry[:-1]}" in beside
    return compiled or entry.startswith(".") or entry.endswith(("~", ".swp"))


def own_code(kind: type) -> bytes:
    """Return the source of the modules of a user's own class, or its bytecode; nothing for the program's."""
    code = b""
    for one in kind.__mro__:
        if one.__module__ not in ("builtins", "abc", "typing") and one.__module__.partition(".")[0] != "sim":
            module = sys.modules.get(one.__module__)
            code += (_source(module) if module and hasattr(module, "__file__") else b"") or _compiled(one)
    return code


def _source(module: ModuleType) -> bytes:
    """Return the source of a module; nothing if it is not there any more, or never was a text."""
    try:
        return inspect.getsource(module).encode()
    except (OSError, TypeError):
        return b""


def _compiled(kind: type) -> bytes:
    """Return the bytecode of the methods of a class, and its other attributes."""
    code = b""
    for name, value in sorted(vars(kind).items()):
        method = getattr(value, "__func__", getattr(value, "fget", value))
        if inspect.isfunction(method):
            code += (
                marshal.dumps(method.__code__, 2)
                + repr((method.__defaults__, method.__kwdefaults__)).encode()
            )
        elif not name.startswith("_"):
            code += f"{name}={value!r}".encode()
    return code
