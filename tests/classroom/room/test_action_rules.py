from functools import cache
from typing import Any

import pytest

from sim.classroom.room import (
    COMPUTER,
    NOBODY,
    TEACHER,
    Lesson,
    Refused,
    act,
    key_of,
    projector_view,
    student_view,
)  # fmt: skip
from sim.classroom.room import actions as do
from tests.classroom.room.rooms import advanced_to, done, gathered, reading


def refused(lesson: Lesson, who: object, action: object, at: object = 0.0) -> str:
    """Say why an action is refused, in a sentence; a test fails if it is not."""
    with pytest.raises(Refused) as told:
        act(lesson, who, action, at)  # type: ignore[arg-type]
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 100
    return str(told.value)


@cache
def lessons() -> dict[str, Lesson]:
    """A class at every stage: France and China are played, and somebody watches."""
    waiting, opened = gathered("FRA", None), reading("FRA", "CHN", None)
    silence = advanced_to(opened, "silence")
    return {
        "waiting": waiting,
        "away": act(waiting, 0, do.Away()),
        "full": gathered("FRA", "CHN", "KEN", "PER", "TON", None),
        "reading": opened,
        "said": done(opened, (0, do.Propose("CABLES", "explicit")), (0, do.Ready())),
        "paused": act(opened, TEACHER, do.Pause()),
        "China chairs": done(opened, (TEACHER, do.AppointChair(1)), (TEACHER, do.Advance())),
        "teacher chairs": done(opened, (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance())),
        "removed": done(opened, (TEACHER, do.AppointChair(0)), (TEACHER, do.Remove(0))),
        "silence": silence,
        "opening": act(silence, TEACHER, do.Advance()),
        "over": done(silence, (TEACHER, do.Advance()), (TEACHER, do.OpenSeats(True))),
    }


NO_RUNG = "This paragraph has no such words. Choose from its ladder."
NO_PARAGRAPH = "There is no such paragraph."
WHILE_OPEN = "You can do this only while a reading is open."
ANSWER, JOINS = do.Answer("CABLES", "brackets"), do.Decide("joins")
SILENT = do.Table({"CABLES": "silent"})
#: When, who, what, and the words of the refusal: the whole of a sentence, or a part of it.
REFUSED: list[tuple[str, object, Any, str]] = [
    ("reading", NOBODY, ANSWER, "come in"),
    *(("reading", who, do.Enter("X", key_of("x")), "") for who in (0, TEACHER)),
    *(("reading", who, ANSWER, "") for who in (99, -1, True, 1.0, "0", None, "chair", b"teacher")),
    *(("reading", 0, action, "teacher") for action in (
        do.Advance(), do.Back(), do.Pause(), do.End(), do.Reveal(True), do.Place(0, None), do.Remove(0),
        do.PutUnderSilence(), do.OpenSeats(), do.Discuss(None),
        do.AppointChair(0), do.NewKey(0, key_of("n")), do.SetTimer(60))),
    # At another time.
    *((when, 0, action, "") for when in ("waiting", "silence", "over")
      for action in (ANSWER, do.Propose("CABLES", "silent"), do.Ready())),
    *((when, 0, JOINS, "") for when in ("waiting", "reading", "opening", "over")),
    *((when, TEACHER, do.OpenSeats(), "There are no seats to open now.") for when in ("silence", "over")),
    *((when, TEACHER, do.Discuss("FUND"), "No reading is open now.") for when in ("waiting", "opening")),
    ("reading", TEACHER, do.Discuss("IHL"), NO_PARAGRAPH),
    ("silence", 0, do.Decide("dissociates", "a reason", ("IHL",)), NO_PARAGRAPH),
    *(("silence", 0, do.Decide(stance, "a reason", ("FUND",)), "Only a delegation that dissociates")
      for stance in ("joins", "objects")),
    *((when, TEACHER, do.PutUnderSilence(), WHILE_OPEN) for when in ("waiting", "silence")),
    ("waiting", TEACHER, do.Advance(), ""), ("waiting", TEACHER, do.Back(), ""),
    ("reading", TEACHER, do.Begin(), ""), ("reading", TEACHER, do.Back(), ""),
    ("reading", TEACHER, SILENT, ""), ("over", TEACHER, do.Advance(), ""),
    ("reading", TEACHER, do.Resume(), "The class is not paused."),
    ("paused", TEACHER, do.Pause(), "The class is already paused."), ("paused", 0, ANSWER, "paused"),
    ("over", TEACHER, do.End(), "The class is already over."),
    ("over", 0, do.SendNote("CHN", "late"), ""), ("over", 2, do.TakeSeat(None), "The negotiation is over."),
    ("over", 0, do.AskFloor("late"), "Nobody can take the floor now."),
    # Seats and people.
    ("waiting", 1, do.TakeSeat("FRA"), ""), ("waiting", 1, do.TakeSeat("USA"), ""),
    ("waiting", 0, do.TakeSeat("CHN"), ""), ("full", 5, do.TakeSeat(None), ""),
    ("reading", 2, do.StandUp(), "You have no seat."),
    ("reading", TEACHER, do.Place(2, None), "You have no seat."),
    ("reading", TEACHER, do.Place(0, "FRA"), "The player already has that seat."),
    ("reading", TEACHER, do.Place(7, "CHN"), "There is no such player in this class."),
    ("waiting", 0, do.Returned(), "You are already here."), ("away", 0, do.Away(), "You are already away."),
    ("waiting", NOBODY, do.Enter("Other", key_of("p0")), ""),
    ("waiting", NOBODY, do.Enter("Other", key_of("teacher")), ""),
    ("removed", 0, ANSWER, ""), ("removed", TEACHER, do.Remove(0), ""),
    # What is said.
    ("reading", 0, do.Propose("FUND", "indirect"), NO_RUNG),
    ("reading", 0, do.Propose("IHL", "silent"), NO_PARAGRAPH),
    ("reading", 0, do.Propose("CABLES", "indirect"),
     "The draft already says this. Support it."),
    ("said", 0, do.Propose("CABLES", "explicit"), "You have already proposed this."),
    ("reading", 0, do.Withdraw("CABLES"), "You have proposed nothing for this paragraph."),
    ("reading", 0, do.Ready(False), "You have not said that you are done."),
    ("said", 0, do.Ready(), "You are already done with this reading."),
    *(("reading", 0, do.SendNote(to, "hello"), "") for to in ("FRA", "KEN", "USA")),
    ("reading", 2, do.SendNote("CHN", "I only watch"), ""),
    ("reading", 0, do.LowerHand(), "You have not asked for the floor."),
    ("reading", 2, do.LowerHand(), "You have no seat."),
    ("reading", TEACHER, do.GiveFloor("FRA"), "has not asked"),
    *(("silence", 0, do.Decide(stance, ""), "reason") for stance in ("objects", "dissociates")),
    *(("silence", 0, do.Decide(stance, "   "), "") for stance in ("objects", "dissociates")),
    # The chair's draft.
    ("China chairs", 0, SILENT, ""), ("China chairs", TEACHER, SILENT, ""),
    ("teacher chairs", TEACHER, do.Table({"IHL": "silent"}), NO_PARAGRAPH),
    ("teacher chairs", TEACHER, do.Table({"FUND": "indirect"}), NO_RUNG),
]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "who", "action", "words"), REFUSED, ids=[f"{when}: {who} {a}" for when, who, a, _ in REFUSED]
)
def test_what_cannot_be_is_refused_in_a_sentence(when: str, who: object, action: Any, words: str) -> None:
    told = refused(lessons()[when], who, action)
    assert told == words if words.endswith(".") else words in told


@pytest.mark.parametrize("at", [float("nan"), float("inf"), "now", None, True, 10**400])
def test_a_time_is_a_number(at: object) -> None:
    refused(gathered(), TEACHER, do.Begin(), at)


def test_the_chair_tables_what_the_ladders_hold() -> None:
    assert act(lessons()["China chairs"], 1, SILENT).play.draft[0] == 0
    explicit = act(lessons()["teacher chairs"], TEACHER, do.Table({"FUND": "explicit"}))
    assert explicit.play.draft[1] == 2


def test_a_free_seat_is_given_and_left_and_what_was_said_stands() -> None:
    full = lessons()["full"]
    assert student_view(full, 5).seat is None
    freed = act(full, TEACHER, do.Place(2, None))
    assert student_view(act(freed, 5, do.TakeSeat(None)), 5).seat == "KEN"
    left = done(reading("FRA"), (0, ANSWER), (0, do.StandUp()))
    assert left.sitting("FRA") is None
    assert left.play.answers["FRA"]["CABLES"] == {"indirect": "brackets"}


def test_the_teacher_moves_somebody_to_another_seat() -> None:
    lesson = done(reading("FRA"), (0, do.AskFloor("for France")), (0, do.Ready()))
    lesson = act(lesson, TEACHER, do.Place(0, "CHN"))
    assert lesson.players[0].seat == "CHN"
    assert (lesson.hands, lesson.play.ready) == ((), frozenset()), "neither is of the new seat"


def test_an_equal_name_is_told_apart() -> None:
    lesson = gathered(None)
    for name in ("P0", "p0", "\uff30\uff10"):
        apart = act(lesson, NOBODY, do.Enter(name, key_of("other"))).players[1].name
        assert apart == f"{name} (person 2)"


def test_who_joins_needs_no_reason_and_who_writes_is_read() -> None:
    assert act(lessons()["silence"], 0, JOINS).play.decisions["FRA"].stance == "joins"
    assert act(lessons()["reading"], 0, do.SendNote("CHN", "hello")).notes[0].text == "hello"


def test_everything_has_a_bound_between_two_steps() -> None:
    lesson = reading("FRA", "CHN")
    for n in range(20):
        lesson = act(lesson, 0, do.SendNote("CHN", f"note {n}"))
    assert "often" in refused(lesson, 0, do.SendNote("CHN", "one more"))
    lesson = act(lesson, 1, do.SendNote("FRA", "the other may still write"))
    for n in range(20):
        lesson = act(lesson, 0, do.Answer("CABLES", ("brackets", "accepts")[n % 2]))
    assert "often" in refused(lesson, 0, do.Answer("CABLES", "supports"))
    lesson = act(lesson, TEACHER, do.Advance())
    act(lesson, 0, do.SendNote("CHN", "a new reading"))


def test_the_room_fills_up() -> None:
    lesson = gathered()
    for n in range(250):
        lesson = act(lesson, NOBODY, do.Enter(f"N{n}", key_of(str(n))))
    assert "full" in refused(lesson, NOBODY, do.Enter("One more", key_of("more")))


def test_a_pause_stops_players_and_the_timer() -> None:
    assert act(lessons()["paused"], TEACHER, do.Resume(), 9.0).timer is None
    lesson = act(reading("FRA"), TEACHER, do.SetTimer(300), 1000.0)
    lesson = act(lesson, TEACHER, do.Pause(), 1100.0)
    lesson = act(act(lesson, 0, do.Away()), 0, do.Returned())
    lesson = act(lesson, TEACHER, do.Resume(), 1700.0)
    assert lesson.timer is not None
    assert lesson.timer.at == 1600.0, "a hundred seconds are gone, not seven hundred"
    act(lesson, 0, ANSWER)


def test_who_is_removed_leaves_seat_and_chair() -> None:
    lesson = lessons()["removed"]
    assert lesson.sitting("FRA") is None
    assert lesson.chair == COMPUTER


def test_who_acts_is_back_and_finds_the_seat_as_it_stands() -> None:
    assert not act(lessons()["away"], 0, do.Returned()).players[0].away
    lesson = done(reading("FRA", "CHN"), (0, ANSWER), (0, do.Away()), (TEACHER, do.Advance()))
    lesson = act(lesson, 0, do.Returned())
    assert student_view(lesson, 0).seat == "FRA"
    assert lesson.play.answers["FRA"]["CABLES"]
    assert not done(reading("FRA"), (0, do.Away()), (0, ANSWER)).players[0].away


def test_a_lost_phone_lets_nobody_in_by_the_old_key() -> None:
    lesson = act(gathered("FRA"), TEACHER, do.NewKey(0, key_of("new")))
    assert (lesson.players[0].key, lesson.players[0].seat) == (key_of("new"), "FRA")


def test_a_later_proposal_stands_and_each_is_withdrawn_by_itself() -> None:
    lesson = act(lessons()["said"], 0, do.Propose("CABLES", "silent"))
    assert lesson.play.proposals == {"FRA": {"CABLES": "silent"}}
    lesson = done(lesson, (0, do.Propose("FUND", "explicit")), (0, do.Withdraw("CABLES")))
    assert lesson.play.proposals == {"FRA": {"FUND": "explicit"}}
    assert act(lesson, 0, do.Withdraw("FUND")).play.proposals == {}


def test_who_is_done_can_think_better_of_it() -> None:
    lesson = act(lessons()["said"], 0, do.Ready(False))
    assert lesson.play.ready == frozenset()
    assert act(lesson, 0, do.Ready()).play.ready == {"FRA"}


def test_the_floor_is_given_to_who_asked_and_a_hand_can_be_lowered() -> None:
    asked = done(lessons()["reading"], (0, do.AskFloor("first")), (1, do.AskFloor("second")))
    better = act(asked, 0, do.AskFloor("better"))
    assert [hand.text for hand in better.hands] == ["better", "second"]
    refused(better, 1, do.GiveFloor("FRA"))
    given = act(better, TEACHER, do.GiveFloor("FRA"))
    assert [said.text for said in given.statements] == ["better"]
    for lesson in (given, act(asked, 0, do.LowerHand())):
        assert [(hand.seat, hand.text) for hand in lesson.hands] == [("CHN", "second")]
        assert "has not asked" in refused(lesson, TEACHER, do.GiveFloor("FRA"))


def test_a_chair_who_goes_away_is_stood_in_for_and_all_are_told() -> None:
    lesson = done(
        reading(None, "CHN"), (TEACHER, do.AppointChair(0)), (TEACHER, do.Advance()), (0, do.Away())
    )
    assert projector_view(lesson).now == (
        "The reading is closed. The chair is away: the computer writes the next draft."
    )
    over = act(lesson, TEACHER, do.End())
    assert projector_view(over).now == "The class ended without a decision."
