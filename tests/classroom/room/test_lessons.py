"""The lessons of one hour, played by the rules of the class: it is people who decide how they end."""

from itertools import product

import pytest

from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, Phase, act, key_of, prepare
from sim.classroom.room.actions import Begin, Decide, Enter, TakeSeat
from sim.scenario.loading import load
from tests.classroom.room.rooms import TEACHERS_KEY, advanced_to
from tests.scenario.test_teaching import LATER, PLENARY

#: Readings of a lesson of one hour.
READINGS = 3


def prepared(name: str, readings: int = READINGS) -> Case:
    return prepare(load(name), readings=readings, coded=True)


def begun(case: Case, *people: str) -> Lesson:
    """The first reading of a class in which people have these seats."""
    lesson = Lesson.gathering(case, TEACHERS_KEY)
    for number, code in enumerate(people):
        lesson = act(lesson, NOBODY, Enter(f"P{number}", key_of(f"p{number}")))
        lesson = act(lesson, number, TakeSeat(code))
    return act(lesson, TEACHER, Begin())


def adopted(lesson: Lesson) -> bool:
    outcome = advanced_to(lesson, Phase.OVER).play.outcome
    assert outcome is not None
    return outcome.adopted


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_a_room_in_which_nobody_says_anything_has_no_report(name: str) -> None:
    case = prepared(name)
    assert not adopted(begun(case, *case.seats))


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_the_computers_agree_in_time_and_one_person_can_stop_them(name: str) -> None:
    case = prepared(name, readings=4)
    assert adopted(begun(case))
    for code in case.seats[:3]:
        lesson = advanced_to(begun(case, code), Phase.SILENCE)
        assert not adopted(act(lesson, 0, Decide("objects", "My capital cannot live with this.")))


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_the_words_that_people_choose_decide_for_at_least_three_seats(name: str) -> None:
    case = prepared(name)
    rungs = [[rung for rung in range(3) if available[rung]] for available in case.table.available]
    decided = [case.on_package(text) for text in product(*rungs)]
    torn = [code for code in case.seats if {"joins", "objects"} <= {stances[code] for stances in decided}]
    assert len(torn) >= 3
    assert {case.carries(stances) for stances in decided} == {True, False}
