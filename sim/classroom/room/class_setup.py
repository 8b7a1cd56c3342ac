"""Class setup: the scenario and seed of a class, so that it can resume on any machine."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sim.classroom.room.case import Case, prepare
from sim.scenario.loading import SCENARIO, load_with_record, scenario_files
from sim.scenario.record import Record


@dataclass(frozen=True)
class ClassSetup:
    """The setup of a class.

    Parameters
    ----------
    source : the scenario's file, as named by the teacher
    files : the scenario's files by name, `scenario.yaml` and the table beside it
    seed, replicate, readings : of `sim.classroom.room.prepare`
    teacher : digest of the teacher's token
    coded : also of `prepare`
    """

    source: str
    files: Mapping[str, bytes]
    seed: int
    replicate: int
    readings: int | None
    teacher: str
    coded: bool = False

    @classmethod
    def of(
        cls,
        path: Path,
        teacher: str,
        seed: int = 1,
        replicate: int = 0,
        readings: int | None = None,
        coded: bool = False,
    ) -> ClassSetup:
        """Return the setup of a class on a scenario's file: see `sim.scenario.shipped.locate`."""
        return cls(str(path), scenario_files(path), seed, replicate, readings, teacher, coded)

    def scenario(self) -> tuple[Case, Record | None]:
        """Return the case of the class and, separately, what really happened, if known.

        Raises
        ------
        BadInput
            if the scenario's files are not valid
        """
        files = tuple(sorted(self.files.items()))
        return _prepared(files, self.seed, self.replicate, self.readings, self.coded)

    @property
    def digest(self) -> str:
        """Digest of the scenario's files and file names."""
        told = hashlib.sha256()
        for name in sorted(self.files):
            told.update(f"{name}\n{len(self.files[name])}\n".encode() + bytes(self.files[name]))
        return told.hexdigest()


# Many classes on one server negotiate the same; their case never changes, and is the largest part of each.
@lru_cache(maxsize=4)
def _prepared(
    files: tuple[tuple[str, bytes], ...], seed: int, replicate: int, readings: int | None, coded: bool
) -> tuple[Case, Record | None]:
    with tempfile.TemporaryDirectory(prefix="gge-sim-") as folder:
        for name, content in files:
            (Path(folder) / Path(name).name).write_bytes(content)
        scenario, record = load_with_record(Path(folder) / SCENARIO)
    return prepare(scenario, seed, replicate, readings, coded=coded), record
