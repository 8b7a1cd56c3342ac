"""Plays alone, as a site would have kept them."""

from functools import cache
from pathlib import Path

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.result_file import result_file
from sim.classroom.room import NOBODY, TEACHER, Action, Case, Lesson, Who, act, key_of
from sim.classroom.room import actions as do
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.pacing import next_step
from sim.classroom.room.solo_actions import PlayAlone
from sim.classroom.store import StoredAction
from sim.scenario.shipped import shipped

NAME = "package-deal"


@cache
def given(readings: int = 2) -> tuple[Case, ClassSetup]:
    setup = ClassSetup.of(path(), key_of("no teacher"), readings=readings, coded=True)
    return setup.scenario()[0], setup


def path() -> Path:
    return shipped()[NAME]


class Playing:
    """Somebody who plays alone, and what has been done."""

    def __init__(self, case: Case, setup: ClassSetup, name: str = "Ana", seat: str | None = "BOL") -> None:
        self.lesson, self.at = Lesson.gathering(case, setup.teacher), 1_800_000_000.0
        self.case, self.setup, self.deeds = case, setup, list[StoredAction]()
        self.do(TEACHER, PlayAlone(seat))
        self.do(NOBODY, do.Enter(name, key_of(name)))
        self.pace()

    def do(self, who: Who, action: Action) -> None:
        self.at += 1.5
        self.lesson = act(self.lesson, who, action, self.at)
        self.deeds.append(StoredAction(len(self.deeds) + 1, self.at, who, action))

    def pace(self) -> None:
        while step := next_step(self.lesson):
            self.do(TEACHER, step.action)

    def plays(self, stance: str = "joins", answer: str = "accepts") -> "Playing":
        self.do(0, do.Ready())
        self.pace()
        while self.lesson.phase == "reading":
            self.do(0, do.Answer("GAUGES", answer))  # type: ignore[arg-type]
            self.do(0, do.Ready())
            self.pace()
        self.do(0, do.Decide(stance, "" if stance == "joins" else "No."))  # type: ignore[arg-type]
        self.pace()
        return self

    def file(self, assignment: Assignment | None = None) -> bytes:
        content = result_file(self.case, self.setup, self.deeds, assignment)
        assert content is not None
        return content


def played(stance: str = "joins", answer: str = "accepts", name: str = "Ana") -> bytes:
    return Playing(*given(), name=name).plays(stance, answer).file()
