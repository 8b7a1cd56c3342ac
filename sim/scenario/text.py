"""Reading files safely: bytes and text of a user's file, and the tables that ship as data."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from pathlib import Path

from sim.scenario.fault import BadInput, Fault

#: Largest file in bytes; 193 delegations with a source for each cell take about a third of it.
LARGEST = 2**20


def read_text(path: Path, file: str, largest: int = LARGEST) -> str:
    """Read a file of text that is called `file` in messages, of a number of bytes at most.

    Raises BadInput if it is missing, not a plain file, too large or not UTF-8.
    """
    raw = read_raw(path, file, largest)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadInput([Fault(file, "is not UTF-8 text", line)]) from None


def read_raw(path: Path, file: str, largest: int = LARGEST) -> bytes:
    """Read a file that is called `file` in messages, of a number of bytes at most.

    Raises BadInput if it is missing, not a plain file (but a pipe or a device, say), or too large.
    """
    try:
        if path.is_dir():
            raise BadInput([Fault(file, "is a directory, not a file")])
        if not path.exists():
            raise BadInput([Fault(file, "no such file")])
        if not path.is_file():
            raise BadInput([Fault(file, "is not a plain file")])
        if (size := path.stat().st_size) > largest:
            large = f"is too large ({size / 1e6:.0f} MB)"
            raise BadInput([Fault(file, large, allowed=f"up to {largest / 1e6:.0f} MB")])
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput([Fault(file, f"cannot be read: {reason}")]) from None


def shipped_text(name: str) -> str:
    """Return the text of a data file of this package."""
    return resources.files("sim.scenario").joinpath(f"data/{name}").read_text(encoding="utf-8")


@cache
def shipped_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of this package, each by column."""
    return tuple(csv.DictReader(shipped_text(name).splitlines()))
