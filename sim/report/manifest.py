"""The manifest of a result: how to make it again, and when and with what it was made."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from sim.report.result import json_file
from sim.scenario.names import FAMILIES
from sim.version import __version__

#: Stands for the results folder in the arguments that a manifest keeps.
FOLDER = "{folder}"
#: What the bytes of a result can depend on, besides our own version.
_LIBRARIES = (
    "numpy",
    "numba",
    "matplotlib",
    "pydantic",
    "PyYAML",
    "SALib",
    "scipy",
    "pandas",
    "pyarrow",
    "reportlab",
    "python-docx",
)


def manifest(kind: str, arguments: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a result: of a command with its arguments, and everything else in the folder."""
    return json_file(
        {
            "schema": 1,
            "kind": kind,
            "arguments": list(arguments),
            "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "version": __version__,
            "python": platform.python_version(),
            "libraries": {name: _installed(name) for name in _LIBRARIES} | plug_ins(),
            "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        }
    )


def plug_ins() -> dict[str, str]:
    """Return the version of every installed package that brings a plug-in, by its name."""
    points = [point for family in FAMILIES for point in family.plugins.values()]
    return dict(sorted((point.dist.name, point.dist.version) for point in points if point.dist))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
