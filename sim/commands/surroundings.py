"""What a process finds around itself, put right before a command runs: streams, settings, others' files."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from typing import TextIO

#: Libraries that we import, all of them folders: a single file of the name is somebody else's.
_LIBRARIES = (
    *("click", "jinja2", "matplotlib", "mesa", "networkx", "numpy", "pandas", "pydantic", "rich", "scipy"),
    *("typer", "yaml"),
)


def put_right() -> None:
    """Let a command run as in a fresh terminal, whatever it is started from.

    Closed streams lead nowhere, figures are drawn without a window, and what drawing says of a home that
    cannot be written is not passed on: nothing of a result depends on it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115
            # It takes the number of the stream that was closed, which workers are to have as well.
            os.set_inheritable(stream.fileno(), stream.fileno() <= 2)
            setattr(sys, name, stream)
    os.environ["MPLBACKEND"] = "agg"
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # Workers are interpreters of their own, which would import a random.py from the folder one works in.
    os.environ["PYTHONSAFEPATH"] = "1"


def nowhere(stream: TextIO) -> None:
    """Write what is still to be said on a stream nowhere: it cannot be written, or nobody reads on."""
    with suppress(OSError, ValueError):  # a stream may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shadowed_library() -> str:
    """Return a message about a user's file that is imported in place of a library, or nothing."""
    for name in _LIBRARIES:
        try:
            spec = find_spec(name)
        except (ImportError, ValueError):
            continue
        if spec and spec.origin and spec.submodule_search_locations is None:
            where = "rename it, or remove its folder from PYTHONPATH"
            return f"{spec.origin}: is imported in place of the library {name}; {where}"
    return ""
