"""Assignment: what a teacher hands out: a scenario, a seat, the readings, a deadline, and a key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.classroom.alone.deadline import written_out
from sim.classroom.alone.signed_file import LARGEST, Unusable, read, unsigned, written
from sim.classroom.room.case import MOST_READINGS
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.credentials import new_token
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import scenario_files

_FORMAT = "gge-sim assignment 1"
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Assignment:
    """An assignment.

    Parameters
    ----------
    name : of the scenario
    files : the scenario's files by name
    seed, readings, coded : as of `sim.classroom.room.class_setup.ClassSetup`
    seat : code of the seat; None lets the student choose
    until : deadline in seconds since the epoch; None if there is none
    key : signs the result files
    """

    name: str
    files: Mapping[str, bytes]
    seed: int
    readings: int | None
    coded: bool
    seat: str | None
    until: float | None
    key: str

    @classmethod
    def of(
        cls,
        path: Path,
        seat: str | None = None,
        readings: int | None = None,
        until: float | None = None,
        drawn: int | None = None,
    ) -> Assignment:
        """Return a new assignment on a scenario's file, with a key of its own.

        Parameters
        ----------
        drawn : seed of drawn instructions; None for instructions as coded
        """
        seed, coded = (1, True) if drawn is None else (drawn, False)
        return cls(path.stem, scenario_files(path), seed, readings, coded, seat, until, new_token())

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that tell it from every other, and do not reveal its key."""
        return hashlib.sha256(f"assignment {self.key}".encode()).hexdigest()[:12]

    @property
    def deadline(self) -> str:
        """The deadline in the time of this machine, with its zone; empty if there is none."""
        return "" if self.until is None else written_out(self.until)

    def setup(self, teacher: str) -> ClassSetup:
        """Return the setup of a class on it.

        Parameters
        ----------
        teacher : digest of the teacher's token
        """
        return ClassSetup(self.name, self.files, self.seed, 0, self.readings, teacher, self.coded)

    def file(self) -> bytes:
        """Return it as a file."""
        told = {
            "format": _FORMAT,
            "name": self.name,
            "files": {name: content.decode() for name, content in self.files.items()},
            "seed": self.seed,
            "readings": self.readings,
            "coded": self.coded,
            "seat": self.seat,
            "until": self.until,
            "key": self.key,
        }
        return written(told, self.key)


def check_seat(seat: str | None, seats: Collection[str]) -> None:
    """Refuse a seat that a room does not have; None leaves the choice to whoever plays.

    Raises
    ------
    BadInput
        with the seats that there are
    """
    if seat is not None and seat not in seats:
        problem = f"is not in the room{hint(seat, seats)}"
        raise BadInput([Fault("--seat", problem, value=seat, allowed=", ".join(sorted(seats)))])


def read_assignment(path: Path) -> Assignment:
    """Read an assignment from its file.

    Raises
    ------
    BadInput
        if there is no such file, it is damaged, or it is no assignment
    """
    if not path.is_file():
        raise BadInput([Fault(str(path), "no such file")])
    if path.stat().st_size > LARGEST:
        raise BadInput([Fault(str(path), "is too large for an assignment")])
    try:
        return _read(read(path.read_bytes()))
    except Unusable as error:
        raise BadInput([Fault(str(path), f"cannot be used as an assignment: {error}")]) from None


def _read(told: dict[str, Any]) -> Assignment:
    key = told.get("key")
    if told.get("format") != _FORMAT or not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Unusable("It is no assignment of this version of the program.")
    told = unsigned(told, key)
    fields: dict[str, tuple[type, ...]] = {
        "name": (str,), "files": (dict,), "seed": (int,), "readings": (int, type(None)), "coded": (bool,),
        "seat": (str, type(None)), "until": (float, int, type(None)),
    }  # fmt: skip
    sound = set(told) == {"format", "key", *fields} and all(
        isinstance(told[name], kinds) for name, kinds in fields.items()
    )
    files = told.get("files")
    plain = isinstance(files, dict) and all(
        name == Path(name).name and isinstance(text, str) for name, text in files.items()
    )
    if not sound or not plain or not 1 <= (told["readings"] or 1) <= MOST_READINGS or told["seed"] < 0:
        raise Unusable("It is no assignment of this version of the program.")
    content = {name: text.encode() for name, text in told["files"].items()}
    known = {name: told[name] for name in ("name", "seed", "readings", "coded", "seat", "until")}
    return Assignment(files=content, key=key, **known)
