"""The kit of a room unlike those that ship: nothing divides it, or it does not decide by consensus."""

from dataclasses import replace

from sim.classroom.kit.debrief import debrief
from sim.classroom.kit.instructions import all_instructions
from sim.classroom.kit.ladders import ladders
from sim.classroom.kit.patterns import patterns
from sim.classroom.kit.quiz import MOST, quiz
from sim.classroom.kit.role_sheet import role_sheet
from sim.scenario.fields import Evidence
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from tests.classroom.kit.rooms import lone, rewritten
from tests.classroom.kit.test_allies_and_opponents import near


def of_one_mind() -> Scenario:
    """Everybody wants everything to the same degree."""
    room = lone()
    for code in room.members:
        wants = {issue.code: 2.0 for issue in room.issues}
        room = rewritten(room, code, wants, Evidence.DOCUMENT)
    return room


def asked(scenario: Scenario) -> list[str]:
    return [question.asks for question in debrief(scenario, patterns(all_instructions(scenario)))]


def test_a_class_is_asked_only_what_can_be_asked_of_its_room() -> None:
    assert any("divided the room" in question for question in asked(lone()))
    assert not any("divided the room" in question for question in asked(of_one_mind()))
    room = load("lone-blocker")
    assert any("One objection is enough" in question for question in asked(room))
    voting = room.model_copy(update={"decision": "two-thirds"})
    assert not any("One objection is enough" in question for question in asked(voting))


def test_who_has_said_everything_in_public_has_nothing_that_is_only_inferred() -> None:
    room = of_one_mind()
    sheet = role_sheet(all_instructions(room)["NOR"], near(room, "NOR"))
    assert sheet.inferred == "Everything on this sheet is public."
    assert sheet.said


def test_a_quiz_asks_nothing_that_has_no_wrong_answer() -> None:
    """Everybody weighs the same, no paragraph has indirect words, the mandate promises nothing."""
    room = of_one_mind()
    every, menu = all_instructions(room), ladders(room)
    bare = [replace(one, steps=(one.steps[0], one.steps[-1]), asked="nothing") for one in menu]
    alike = {code: given.model_copy(update={"weight": 0.5}) for code, given in room.delegations.items()}
    level = room.model_copy(update={"delegations": alike})
    before = " ".join(item.asks for item in quiz(room, every, menu, patterns(every)))
    items = quiz(level, every, bare, patterns(every))
    after = " ".join(item.asks for item in items)
    for gone in ("How strong is this wording", "would pay least for objecting", "does the mandate promise"):
        assert gone in before
        assert gone not in after
    assert 0 < len(items) <= MOST
    for item in items:
        assert len(item.choices) >= 2
        assert item.choices.count(item.choices[item.right]) == 1
