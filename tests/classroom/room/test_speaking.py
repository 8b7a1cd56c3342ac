from __future__ import annotations

from sim.classroom.room import TEACHER, act
from sim.classroom.room import actions as do
from tests.classroom.room.refusing import refusal
from tests.classroom.room.rooms import advanced_to, done, reading


def test_a_proposal_is_another_formulation_of_the_ladder() -> None:
    lesson = reading("FRA")
    assert lesson.case.words(lesson.play.draft) == ("indirect", "silent")
    assert refusal(lesson, 0, do.Propose("FUND", "indirect")) == (
        "The ladder of this paragraph has no such formulation."
    )
    assert refusal(lesson, 0, do.Propose("CABLES", "indirect")) == (
        "The draft already says this; support it instead."
    )
    assert refusal(lesson, 0, do.Propose("IHL", "silent")) == "There is no such paragraph."
    lesson = act(lesson, 0, do.Propose("CABLES", "explicit"))
    assert refusal(lesson, 0, do.Propose("CABLES", "explicit")) == "You have already proposed this."
    lesson = act(lesson, 0, do.Propose("CABLES", "silent"))
    assert lesson.play.proposals == {"FRA": {"CABLES": "silent"}}, "the later stands"


def test_what_is_withdrawn_leaves_what_else_was_proposed() -> None:
    lesson = done(reading("FRA"), (0, do.Propose("CABLES", "silent")), (0, do.Propose("FUND", "explicit")))
    lesson = act(lesson, 0, do.Withdraw("CABLES"))
    assert lesson.play.proposals == {"FRA": {"FUND": "explicit"}}
    assert refusal(lesson, 0, do.Withdraw("CABLES")) == "You have proposed nothing for this paragraph."
    assert act(lesson, 0, do.Withdraw("FUND")).play.proposals == {}


def test_who_is_done_can_think_better_of_it() -> None:
    lesson = reading("FRA", "CHN")
    assert refusal(lesson, 0, do.Ready(False)) == "You have not said that you are done."
    lesson = act(lesson, 0, do.Ready())
    assert refusal(lesson, 0, do.Ready()).startswith("You have already said so")
    lesson = act(lesson, 0, do.Ready(False))
    assert lesson.play.ready == frozenset()
    assert act(lesson, 0, do.Ready()).play.ready == {"FRA"}


def test_a_hand_can_be_lowered_and_the_queue_moves_up() -> None:
    lesson = reading("FRA", "CHN", None)
    assert refusal(lesson, 0, do.LowerHand()) == "You have not asked for the floor."
    assert refusal(lesson, 2, do.LowerHand()) == "You have no seat."
    lesson = done(lesson, (0, do.AskFloor("one")), (1, do.AskFloor("two")), (0, do.LowerHand()))
    assert [(hand.seat, hand.text) for hand in lesson.hands] == [("CHN", "two")]
    assert "has not asked" in refusal(lesson, TEACHER, do.GiveFloor("FRA"))


def test_nobody_speaks_once_it_is_over() -> None:
    over = advanced_to(reading("FRA"), "over")
    assert refusal(over, 0, do.AskFloor("late")) == "Nobody can take the floor now."
