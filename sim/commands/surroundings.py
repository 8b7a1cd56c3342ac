"""The environment of a process, set up before a command runs: streams, settings, shadowed libraries."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from typing import TextIO

#: Libraries that we import, all packages: a single file of that name is not the library.
_LIBRARIES = (
    *("click", "jinja2", "matplotlib", "mesa", "networkx", "numpy", "pandas", "pydantic", "rich", "scipy"),
    *("typer", "yaml"),
)


def put_right() -> None:
    """Set up streams and settings as in a fresh terminal.

    Closed streams are discarded, figures are drawn without a window, and matplotlib's warnings about an
    unwritable home folder are hidden: no result depends on it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115
            # It takes the number of the closed stream, which workers inherit.
            os.set_inheritable(stream.fileno(), stream.fileno() <= 2)
            setattr(sys, name, stream)
    os.environ["MPLBACKEND"] = "agg"
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # Workers are separate interpreters, which would import a random.py from the working folder.
    os.environ["PYTHONSAFEPATH"] = "1"


def nowhere(stream: TextIO) -> None:
    """Discard further output to a stream that cannot be written or is no longer read."""
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
