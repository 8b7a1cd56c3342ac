"""Functions in compiled code, by Numba, which is imported here alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

# Additions may be done in any order, so that several are done at once.
_ANY_ORDER = {"reassoc", "contract", "nsz", "arcp"}
_Function = TypeVar("_Function", bound=Callable[..., Any])


def within(function: _Function) -> _Function:
    """Return a function that becomes a part of the compiled function that calls it."""
    made = numba.njit(forceinline=True, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)(function)
    return cast(_Function, made)


def compiled(function: _Function) -> _Function:
    """Return a function that is compiled when it is first called, and kept.

    Numba keeps it beside its file or, where that cannot be written, in the user's cache folder, and finds it
    by its name. That holds a digest of this folder, since Numba itself looks at the date of one file alone.
    """
    function.__qualname__ = f"{function.__name__}_{_digest(Path(__file__).parent)}"

    def made(cache: bool) -> _Function:
        how = numba.njit(cache=cache, nogil=True, error_model="numpy", fastmath=_ANY_ORDER)
        return cast(_Function, how(function))

    try:
        return made(cache=True)
    except RuntimeError:  # neither can be written
        return made(cache=False)


def _digest(folder: Path) -> str:
    """Return a digest of the modules in a folder: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]
