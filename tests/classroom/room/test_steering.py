from __future__ import annotations

from sim.classroom.room import TEACHER, act, projector_view
from sim.classroom.room import actions as do
from tests.classroom.room.refusing import refusal
from tests.classroom.room.rooms import advanced_to, done, gathered, reading


def test_the_text_is_put_under_silence_from_a_reading_only() -> None:
    waiting, late = gathered("FRA"), advanced_to(reading("FRA"), "silence")
    for lesson in (waiting, late):
        refused = refusal(lesson, TEACHER, do.PutUnderSilence())
        assert refused == "You can do this only while a reading is open."
    assert act(reading("FRA"), TEACHER, do.PutUnderSilence()).phase == "silence"


def test_only_what_is_paused_goes_on() -> None:
    assert refusal(reading("FRA"), TEACHER, do.Resume()) == "The class is not paused."
    paused = act(reading("FRA"), TEACHER, do.Pause())
    assert refusal(paused, TEACHER, do.Pause()) == "The class is already paused."
    assert act(paused, TEACHER, do.Resume(), 9.0).timer is None


def test_a_class_ends_once_and_without_a_decision_says_so() -> None:
    over = act(reading("FRA"), TEACHER, do.End())
    assert refusal(over, TEACHER, do.End()) == "The class is already over."
    assert projector_view(over).now == "The class ended without a decision."
    assert act(over, TEACHER, do.Back()).phase == "reading", "and can be taken back"


def test_a_chair_tables_what_the_ladders_hold() -> None:
    lesson = done(reading("FRA"), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    assert refusal(lesson, TEACHER, do.Table({"IHL": "silent"})) == "There is no such paragraph."
    refused = refusal(lesson, TEACHER, do.Table({"FUND": "indirect"}))
    assert refused == "The ladder of this paragraph has no such formulation."
    assert act(lesson, TEACHER, do.Table({"FUND": "explicit"})).play.draft[1] == 2


def test_a_chair_who_goes_away_is_stood_in_for_and_all_are_told() -> None:
    lesson = done(
        reading(None, "CHN"), (TEACHER, do.AppointChair(0)), (TEACHER, do.Advance()), (0, do.Away())
    )
    assert lesson.phase == "revision"
    assert projector_view(lesson).now == (
        "The reading is closed. The chair is away; the computer revises when the class goes on."
    )
    by_computer = act(reading(None, "CHN"), TEACHER, do.Advance())
    assert act(lesson, TEACHER, do.Advance()).play.draft == by_computer.play.draft
