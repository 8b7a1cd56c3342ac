"""The lessons of one hour, played by the rules of the class: it is people who decide how they end."""

from itertools import product

import pytest

from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, Phase, act, key_of, prepare
from sim.classroom.room.actions import Advance, AppointChair, Begin, Decide, Enter, Table, TakeSeat
from sim.classroom.room.case import DraftText
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from tests.classroom.room.rooms import TEACHERS_KEY, advanced_to
from tests.scenario.test_teaching import LATER, PLENARY

#: Readings of a lesson of one hour, and the steps that the chair's brief allows after each.
READINGS, STEPS = 3, 2


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


def texts(case: Case) -> list[DraftText]:
    """Every text that the ladders allow."""
    return list(product(*([rung for rung in range(3) if has[rung]] for has in case.table.available)))


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_the_words_that_people_choose_decide_for_at_least_three_seats(name: str) -> None:
    case = prepared(name)
    decided = [case.on_package(text) for text in texts(case)]
    torn = [code for code in case.seats if {"joins", "objects"} <= {stances[code] for stances in decided}]
    assert len(torn) >= 3
    assert {case.carries(stances) for stances in decided} == {True, False}


def way(case: Case, text: DraftText) -> list[Table]:
    """The single steps from the zero draft to a text, as a chair tables them."""
    steps = []
    for issue, drafted, wanted in zip(case.issues, case.zero_draft, text, strict=True):
        words = case.ladder(issue.code)
        first, last = (words.index(Rung(rung).word) for rung in (drafted, wanted))
        back = -1 if last < first else 1
        steps += [Table({issue.code: words[place]}) for place in range(first + back, last + back, back)]
    return steps


@pytest.mark.parametrize("name", [*LATER, PLENARY])
def test_a_chair_who_listens_leads_the_room_to_a_report_within_the_hour(name: str) -> None:
    case = prepared(name)
    passing = [way(case, text) for text in texts(case) if case.carries(case.on_package(text))]
    steps = min(passing, key=len)
    assert len(steps) <= STEPS * READINGS
    lesson = act(begun(case, *case.seats), TEACHER, AppointChair("teacher"))
    for reading in range(READINGS):
        lesson = act(lesson, TEACHER, Advance())
        moved: dict[str, str] = {}
        for step in steps[STEPS * reading : STEPS * (reading + 1)]:
            moved |= step.text
        lesson = act(lesson, TEACHER, Table(moved))
    assert adopted(lesson)
