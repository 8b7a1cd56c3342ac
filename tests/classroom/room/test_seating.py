from __future__ import annotations

from sim.classroom.room import TEACHER, act
from sim.classroom.room import actions as do
from tests.classroom.room.refusing import refusal
from tests.classroom.room.rooms import done, gathered, reading


def test_only_who_sits_stands_up_and_what_was_said_stands() -> None:
    lesson = act(reading("FRA", None), 0, do.Answer("CABLES", "brackets"))
    assert refusal(lesson, 1, do.StandUp()) == "You have no seat."
    lesson = act(lesson, 0, do.StandUp())
    assert lesson.sitting("FRA") is None
    assert lesson.play.answers["FRA"]["CABLES"] == {"indirect": "brackets"}
    assert refusal(lesson, TEACHER, do.Place(0, None)) == "You have no seat."


def test_who_is_away_cannot_go_and_who_is_here_cannot_return() -> None:
    lesson = gathered("FRA")
    assert refusal(lesson, 0, do.Returned()) == "You are already here."
    lesson = act(lesson, 0, do.Away())
    assert refusal(lesson, 0, do.Away()) == "You are already away."
    assert not act(lesson, 0, do.Returned()).players[0].away


def test_the_teacher_moves_somebody_to_another_seat() -> None:
    lesson = done(reading("FRA"), (0, do.AskFloor("for France")), (0, do.Ready()))
    assert refusal(lesson, TEACHER, do.Place(0, "FRA")) == "The player already has that seat."
    assert refusal(lesson, TEACHER, do.Place(7, "CHN")) == "There is no such player in this class."
    lesson = act(lesson, TEACHER, do.Place(0, "CHN"))
    assert lesson.players[0].seat == "CHN"
    assert (lesson.hands, lesson.play.ready) == ((), frozenset()), "neither is of the new seat"
