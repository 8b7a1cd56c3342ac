"""Small classes for tests."""

import tempfile
from functools import cache
from pathlib import Path

import pytest

from sim.classroom.room import NOBODY, TEACHER, Action, Case, Lesson, Who, act, key_of, prepare
from sim.classroom.room.actions import Advance, Begin, Enter, TakeSeat
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from tests.scenario.files import OWN

pytest.importorskip("confusable_homoglyphs", reason="the extra classroom is not installed")

TEACHERS_KEY = key_of("teacher")


@cache
def own() -> Scenario:
    """Five delegations, two paragraphs, one of them without indirect text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.yaml"
        path.write_text(OWN, encoding="utf-8")
        return load(path)


@cache
def case(readings: int = 3, replicate: int = 0) -> Case:
    return prepare(own(), seed=1, replicate=replicate, readings=readings)


def gathered(*seats: str | None, readings: int = 3, of: Case | None = None) -> Lesson:
    """A class in which players P0, P1 ... have taken these seats, or None: they watch."""
    lesson = Lesson.gathering(of or case(readings), TEACHERS_KEY)
    for number, seat in enumerate(seats):
        lesson = act(lesson, NOBODY, Enter(f"P{number}", key_of(f"p{number}")))
        if seat is not None:
            lesson = act(lesson, number, TakeSeat(seat))
    return lesson


def reading(*seats: str | None, readings: int = 3, of: Case | None = None) -> Lesson:
    """The same in the first reading."""
    return act(gathered(*seats, readings=readings, of=of), TEACHER, Begin())


def done(lesson: Lesson, *deeds: tuple[Who, Action]) -> Lesson:
    for who, action in deeds:
        lesson = act(lesson, who, action)
    return lesson


def advanced_to(lesson: Lesson, phase: str) -> Lesson:
    while lesson.phase != phase:
        lesson = act(lesson, TEACHER, Advance())
    return lesson
