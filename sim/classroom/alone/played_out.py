"""Played out: how a class would end if computers played everybody from here."""

from __future__ import annotations

from sim.classroom.room import TEACHER, Lesson, act
from sim.classroom.room.actions import Advance, Away, Begin
from sim.classroom.room.lesson import Phase


def played_out(lesson: Lesson) -> Lesson:
    """Return a class as computers in all seats would end it; what people have said until then stands."""
    for player in lesson.present.values():
        lesson = act(lesson, player.number, Away())
    if lesson.phase is Phase.GATHERING:
        lesson = act(lesson, TEACHER, Begin())
    while lesson.phase is not Phase.OVER:
        lesson = act(lesson, TEACHER, Advance())
    return lesson
