"""Two players in a seat: who sits where, and what both see and do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.export.kept import Kept
from sim.classroom.export.participation import participation
from sim.classroom.room import (
    NOBODY,
    TEACHER,
    Lesson,
    Refused,
    Who,
    act,
    key_of,
    projector_view,
    student_view,
    teacher_view,
)
from sim.classroom.room import actions as do
from sim.classroom.store import StoredAction
from tests.classroom.room.rooms import TEACHERS_KEY, advanced_to, case, done, gathered

SHARED = do.Share(True)


def pair(readings: int = 1) -> Lesson:
    """P0 and P1 speak for France together, P2 for China."""
    lesson = act(gathered("FRA", None, "CHN", readings=readings), TEACHER, SHARED)
    return done(lesson, (1, do.TakeSeat("FRA")), (TEACHER, do.Begin()))


def test_a_seat_is_for_one_unless_the_teacher_lets_two_share() -> None:
    lesson = gathered("FRA", None, None)
    with pytest.raises(Refused, match="taken"):
        act(lesson, 1, do.TakeSeat("FRA"))
    lesson = done(lesson, (TEACHER, SHARED), (1, do.TakeSeat("FRA")))
    with pytest.raises(Refused, match="taken"):
        act(lesson, 2, do.TakeSeat("FRA"))
    assert "FRA" not in projector_view(lesson).free
    assert teacher_view(lesson).sharing


def test_the_room_names_both_and_both_see_the_last_answer() -> None:
    lesson = done(pair(), (0, do.Answer("CABLES", "brackets")), (1, do.Answer("CABLES", "supports")))
    seat = next(seat for seat in projector_view(lesson).seats if seat.seat == "FRA")
    assert (seat.player, seat.played) == ("P0 and P1", "person")
    for player in (0, 1):
        assert student_view(lesson, player).answers["CABLES"] == "supports"


def test_a_seat_stays_with_the_one_who_is_still_there() -> None:
    lesson = done(pair(), (0, do.AskFloor("us")), (1, do.Ready()), (0, do.Away()))
    assert lesson.present["FRA"].name == "P0 and P1"
    left = act(lesson, 0, do.StandUp())
    assert left.present["FRA"].name == "P1"
    assert left.hands, "the seat still asks for the floor"
    assert "FRA" in left.play.ready
    empty = act(left, 1, do.StandUp())
    assert "FRA" not in empty.seated
    assert not empty.hands
    assert "FRA" not in empty.play.ready
    both = done(pair(), (0, do.Away()), (1, do.Away()))
    assert "FRA" not in both.present


def test_a_decision_is_that_of_both_in_the_grade_book_too() -> None:
    lesson = advanced_to(pair(), "silence")
    lesson = act(lesson, 1, do.Decide("objects", "no"))
    assert lesson.play.decisions["FRA"].by == "P0 and P1"
    told: list[tuple[Who, do.Action]] = [(NOBODY, do.Enter(f"P{n}", key_of(f"p{n}"))) for n in range(3)]
    told += [(TEACHER, SHARED), (0, do.TakeSeat("FRA")), (1, do.TakeSeat("FRA")), (TEACHER, do.Begin())]
    told += [(TEACHER, do.Advance())] * 3 + [(1, do.Decide("joins")), (TEACHER, do.Advance())]
    deeds = tuple(StoredAction(n, 0.0, *deed) for n, deed in enumerate(told, 1))
    rows = {row["player"]: row for row in participation(Kept(case(3), TEACHERS_KEY, deeds))}
    assert [rows[f"P{n}"]["readings"] for n in range(3)] == [3, 3, 0]
    assert [rows[f"P{n}"]["decision"] for n in range(3)] == ["joins", "joins", ""]


@given(st.integers(1, 12))
def test_whoever_takes_any_seat_gets_an_empty_one_first_and_nobody_is_a_third(count: int) -> None:
    lesson = act(gathered(*[None] * count), TEACHER, SHARED)
    for player in range(min(count, 2 * len(lesson.case.seats))):
        lesson = act(lesson, player, do.TakeSeat())
        sitting = [sum(p.seat == seat for p in lesson.players) for seat in lesson.case.seats]
        assert max(sitting) <= 2
        assert max(sitting) - min(sitting) <= 1, "nobody sits down beside somebody while a seat is empty"


def test_whoever_was_removed_may_come_back_under_the_same_token() -> None:
    lesson = act(gathered("FRA"), TEACHER, do.Remove(0))
    again = act(lesson, NOBODY, do.Enter("P0", key_of("p0")))
    assert again.player(1) is not None
    with pytest.raises(Refused, match="in use"):
        act(again, NOBODY, do.Enter("X", key_of("p0")))
