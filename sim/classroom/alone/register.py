"""Register: what a teacher has settled for the students of an assignment, in a file beside their plays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import Any

from sim.classroom.whole_file import write_whole
from sim.scenario.fault import BadInput, Fault

#: Name of the file.
REGISTER = "students.json"


@dataclass(frozen=True)
class Entry:
    """What is settled for a student.

    Parameters
    ----------
    contact : e-mail address or number, for the links; may be empty
    seat : code of the delegation that they play; None if the assignment says it, or they choose
    until : a deadline of their own, in seconds since the epoch; None for that of everybody
    links : number of links that have been replaced by another
    """

    contact: str = ""
    seat: str | None = None
    until: float | None = None
    links: int = 0


@dataclass(frozen=True)
class Register:
    """What is settled for all students.

    Parameters
    ----------
    open : whether everybody who has the address may come in under a name; otherwise links alone let in
    entries : by name of the student, for those for whom anything is settled
    """

    open: bool = True
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def of(self, name: str) -> Entry:
        """Return what is settled for a student."""
        return self.entries.get(name, Entry())

    def settled(self, name: str, **about: Any) -> Register:
        """Return the register with other fields in the entry of a student."""
        return replace(self, entries={**self.entries, name: replace(self.of(name), **about)})


def read_register(folder: Path) -> Register:
    """Read the register of the assignment in a folder; a new one if there is none yet.

    Raises
    ------
    BadInput
        if the file is not that of an assignment
    """
    file = folder / REGISTER
    if not file.exists():
        return Register()
    try:
        told: Any = json.loads(file.read_bytes())
        entries = {str(name): Entry(**entry) for name, entry in told["entries"].items()}
        if not isinstance(told["open"], bool) or not all(map(_sound, entries.values())):
            raise ValueError
        return Register(told["open"], entries)
    except OSError as error:
        raise BadInput([Fault(str(file), f"cannot be read: {error.strerror}")]) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput([Fault(str(file), "does not say what is settled for the students")]) from None


def _sound(entry: Entry) -> bool:
    until, links = entry.until, entry.links
    return (
        isinstance(entry.contact, str)
        and isinstance(entry.seat, str | None)
        and (until is None or (isinstance(until, float | int) and isfinite(until)))
        and isinstance(links, int)
        and links >= 0
    )


def write_register(folder: Path, register: Register) -> None:
    """Write the register into its folder; raises OSError if that is not possible."""
    write_whole(folder / REGISTER, json.dumps(asdict(register), ensure_ascii=False, indent=1).encode())
