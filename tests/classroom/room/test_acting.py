from __future__ import annotations

import pytest

from sim.classroom.room import COMPUTER, NOBODY, TEACHER, Lesson, Refused, act, key_of, student_view
from sim.classroom.room import actions as do
from tests.classroom.room.rooms import advanced_to, done, gathered, reading


def refused(lesson: Lesson, who: object, action: object, at: object = 0.0) -> str:
    with pytest.raises(Refused) as told:
        act(lesson, who, action, at)  # type: ignore[arg-type]
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 100
    return str(told.value)


def test_nobody_can_only_come_in() -> None:
    lesson = reading("FRA")
    assert "come in" in refused(lesson, NOBODY, do.Answer("CABLES", "brackets"))
    for who in (0, TEACHER):
        refused(lesson, who, do.Enter("X", key_of("x")))


@pytest.mark.parametrize("who", [99, -1, True, 1.0, "0", None, "chair", b"teacher"])
def test_strangers_can_do_nothing(who: object) -> None:
    refused(reading("FRA"), who, do.Answer("CABLES", "brackets"))


def test_only_the_teacher_steers() -> None:
    lesson = reading("FRA")
    for action in (
        do.Advance(), do.Back(), do.Pause(), do.End(), do.Reveal(True), do.Place(0, None), do.Remove(0),
        do.PutUnderSilence(), do.AppointChair(0), do.NewKey(0, key_of("n")), do.SetTimer(60),
    ):  # fmt: skip
        assert "teacher" in refused(lesson, 0, action)


def test_only_the_chair_tables() -> None:
    lesson = done(reading("FRA", "CHN"), (TEACHER, do.AppointChair(1)), (TEACHER, do.Advance()))
    refused(lesson, 0, do.Table({"CABLES": "silent"}))
    refused(lesson, TEACHER, do.Table({"CABLES": "silent"}))
    assert act(lesson, 1, do.Table({"CABLES": "silent"})).play.draft[0] == 0


def test_what_is_out_of_phase_is_refused() -> None:
    waiting, open_, late = gathered("FRA"), reading("FRA"), advanced_to(reading("FRA"), "silence")
    over = act(late, TEACHER, do.Advance())
    for lesson in (waiting, late, over):
        refused(lesson, 0, do.Answer("CABLES", "brackets"))
        refused(lesson, 0, do.Propose("CABLES", "silent"))
        refused(lesson, 0, do.Ready())
    for lesson in (waiting, open_, over):
        refused(lesson, 0, do.Decide("joins"))
    refused(waiting, TEACHER, do.Advance())
    refused(waiting, TEACHER, do.Back())
    refused(open_, TEACHER, do.Begin())
    refused(open_, TEACHER, do.Back())
    refused(over, TEACHER, do.Advance())
    refused(over, 0, do.SendNote("CHN", "late"))
    refused(open_, TEACHER, do.Table({"CABLES": "silent"}))


def test_seats_are_taken_once_and_are_of_the_room() -> None:
    lesson = gathered("FRA", None)
    refused(lesson, 1, do.TakeSeat("FRA"))
    refused(lesson, 1, do.TakeSeat("USA"))
    refused(lesson, 0, do.TakeSeat("CHN"))
    full = gathered("FRA", "CHN", "KEN", "PER", "TON", None)
    refused(full, 5, do.TakeSeat(None))
    assert student_view(full, 5).seat is None
    freed = act(full, TEACHER, do.Place(2, None))
    assert student_view(act(freed, 5, do.TakeSeat(None)), 5).seat == "KEN"


def test_names_and_keys_are_not_taken_twice() -> None:
    lesson = gathered(None)
    for name in ("P0", "p0", "\uff30\uff10"):
        apart = act(lesson, NOBODY, do.Enter(name, key_of("other"))).players[1].name
        assert apart == f"{name} (person 2)"
    refused(lesson, NOBODY, do.Enter("Other", key_of("p0")))
    refused(lesson, NOBODY, do.Enter("Other", key_of("teacher")))


def test_decisions_against_the_report_need_a_reason() -> None:
    lesson = advanced_to(reading("FRA"), "silence")
    for stance in ("objects", "dissociates"):
        assert "reason" in refused(lesson, 0, do.Decide(stance))  # type: ignore[arg-type]
        refused(lesson, 0, do.Decide(stance, "   "))  # type: ignore[arg-type]
    assert act(lesson, 0, do.Decide("joins")).play.decisions["FRA"].stance == "joins"


def test_notes_go_to_people_of_other_delegations() -> None:
    lesson = reading("FRA", "CHN", None)
    for to in ("FRA", "KEN", "USA"):
        refused(lesson, 0, do.SendNote(to, "hello"))
    refused(lesson, 2, do.SendNote("CHN", "I only watch"))
    assert act(lesson, 0, do.SendNote("CHN", "hello")).notes[0].text == "hello"


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
    lesson = act(reading("FRA"), TEACHER, do.SetTimer(300), 1000.0)
    lesson = act(lesson, TEACHER, do.Pause(), 1100.0)
    assert "paused" in refused(lesson, 0, do.Answer("CABLES", "brackets"))
    lesson = act(act(lesson, 0, do.Away()), 0, do.Returned())
    lesson = act(lesson, TEACHER, do.Resume(), 1700.0)
    assert lesson.timer is not None
    assert lesson.timer.at == 1600.0, "a hundred seconds are gone, not seven hundred"
    act(lesson, 0, do.Answer("CABLES", "brackets"))


@pytest.mark.parametrize("at", [float("nan"), float("inf"), "now", None, True, 10**400])
def test_a_time_is_a_number(at: object) -> None:
    refused(gathered(), TEACHER, do.Begin(), at)


def test_who_is_removed_is_out() -> None:
    lesson = done(reading("FRA"), (TEACHER, do.AppointChair(0)), (TEACHER, do.Remove(0)))
    refused(lesson, 0, do.Answer("CABLES", "brackets"))
    refused(lesson, TEACHER, do.Remove(0))
    assert lesson.sitting("FRA") is None
    assert lesson.chair == COMPUTER


def test_who_comes_back_finds_the_seat_as_it_stands() -> None:
    lesson = done(
        reading("FRA", "CHN"),
        (0, do.Answer("CABLES", "brackets")),
        (0, do.Away()),
        (TEACHER, do.Advance()),
        (0, do.Returned()),
    )
    view = student_view(lesson, 0)
    assert view.seat == "FRA"
    assert lesson.play.answers["FRA"]["CABLES"]


def test_who_acts_is_back() -> None:
    lesson = done(reading("FRA"), (0, do.Away()), (0, do.Answer("CABLES", "brackets")))
    assert not lesson.players[0].away


def test_a_lost_phone_lets_nobody_in_by_the_old_key() -> None:
    lesson = act(gathered("FRA"), TEACHER, do.NewKey(0, key_of("new")))
    assert lesson.players[0].key == key_of("new")
    assert lesson.players[0].seat == "FRA"


def test_the_floor_is_given_to_who_asked() -> None:
    lesson = reading("FRA", "CHN")
    refused(lesson, TEACHER, do.GiveFloor("FRA"))
    lesson = done(lesson, (0, do.AskFloor("first")), (1, do.AskFloor("second")), (0, do.AskFloor("better")))
    assert [hand.text for hand in lesson.hands] == ["better", "second"]
    refused(lesson, 1, do.GiveFloor("FRA"))
    lesson = act(lesson, TEACHER, do.GiveFloor("FRA"))
    assert [said.text for said in lesson.statements] == ["better"]
    assert [hand.seat for hand in lesson.hands] == ["CHN"]
