"""A class that has been kept: its actions, its state after them, and its number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from sim.classroom.room import Case, Lesson, replayed
from sim.classroom.store import StoredAction
from sim.study.setting import scenario_digest


@dataclass(frozen=True, eq=False)
class Kept:
    """A class with all its actions.

    Parameters
    ----------
    case : what it negotiates
    teacher : digest of the teacher's token
    deeds : every action, in order
    room : number of the room among those of one class, from 1; 0 for a class in one room
    """

    case: Case
    teacher: str
    deeds: tuple[StoredAction, ...]
    room: int = 0

    @cached_property
    def lesson(self) -> Lesson:
        """The class after all actions."""
        return replayed(self.case, self.teacher, ((deed.who, deed.action, deed.at) for deed in self.deeds))

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that no other class has, and that reveal nothing."""
        told = f"{self.teacher} {scenario_digest(self.case.scenario)} {self.case.draws.seed}"
        told += f" {self.room}" if self.room else ""
        return hashlib.sha256(told.encode()).hexdigest()[:12]
