"""Rooms, threads and the practice paragraph."""

from sim.classroom.room import TEACHER, act, projector_view, student_view, teacher_view
from sim.classroom.room import actions as do
from tests.classroom.room.rooms import advanced_to, done, gathered, reading
from tests.classroom.room.test_action_rules import refused

ROOM = do.OpenRoom(("CHN", "KEN"))


def test_only_those_in_a_room_and_the_teacher_read_it() -> None:
    lesson = done(reading("FRA", "CHN", "KEN", "PER"), (0, ROOM), (1, do.SayInRoom(1, "a secret")))
    seen = ["a secret" in repr(student_view(lesson, n)) for n in range(4)]
    assert seen == [True, True, True, False]
    assert "a secret" not in repr(projector_view(lesson))
    assert "a secret" in repr(teacher_view(lesson))
    left = done(lesson, (2, do.LeaveRoom(1)), (0, do.SayInRoom(1, "without Kenya")))
    assert "without Kenya" not in repr(student_view(left, 2))
    assert "not in such a room" in refused(left, 2, do.SayInRoom(1, "again"))
    assert "not in such a room" in refused(left, 3, do.SayInRoom(1, "hello"))


def test_a_room_is_for_people_and_is_opened_once() -> None:
    lesson = act(reading("FRA", "CHN", "KEN"), 0, ROOM)
    assert "already" in refused(lesson, 1, do.OpenRoom(("FRA", "KEN")))
    assert "computer plays" in refused(lesson, 0, do.OpenRoom(("TON",)))
    assert "at least one" in refused(lesson, 0, do.OpenRoom(("FRA",)))
    assert "No such" in refused(lesson, 0, do.OpenRoom(("USA",))).replace("There is no such", "No such")


def test_threads_are_by_counterpart_with_notes_and_packages() -> None:
    lesson = done(
        reading("FRA", "CHN", "KEN"),
        (0, do.SendNote("CHN", "one")), (1, do.SendNote("FRA", "two")), (0, ROOM),
        (0, do.OfferPackage({"FUND": "explicit"}, {"CABLES": "explicit"}, ("KEN",))),
        (2, do.SayInRoom(1, "three")),
    )  # fmt: skip
    told = student_view(lesson, 0).threads
    assert [(t.seats, [n.text for n in t.notes], t.packages, t.room) for t in told] == [
        (("CHN",), ["one", "two"], (), 0), (("KEN",), [], (1,), 0), (("CHN", "KEN"), ["three"], (), 1),
    ]  # fmt: skip
    assert [t.packages for t in student_view(lesson, 2).threads if not t.room] == [(1,)]


def test_practice_is_before_the_first_reading_with_a_timer_and_leaves_nothing() -> None:
    lesson = act(gathered("FRA", "CHN"), TEACHER, do.Practise(), 100.0)
    assert lesson.timer is not None
    assert (lesson.timer.seconds, lesson.timer.at) == (90, 100.0)
    lesson = done(lesson, (0, do.TryOut("brackets", "explicit")), (1, do.TryOut("accepts")))
    shown = projector_view(lesson).practice
    assert shown is not None
    assert shown.said == {"supports": 0, "accepts": 1, "brackets": 1}
    assert shown.proposals == {"FRA": "explicit"}
    assert student_view(lesson, 0).tried == ("brackets", "explicit")
    begun = act(lesson, TEACHER, do.Begin())
    assert begun.play == act(gathered("FRA", "CHN"), TEACHER, do.Begin()).play
    assert projector_view(begun).practice is None
    assert begun.timer is None
    assert "before the first" in refused(begun, TEACHER, do.Practise())
    assert "no practice" in refused(begun, 0, do.TryOut("accepts"))
    assert "already open" in refused(lesson, TEACHER, do.Practise())
    assert act(lesson, TEACHER, do.Practise(False)).practice is None


def test_back_leaves_rooms_and_notes_as_they_are() -> None:
    lesson = done(reading("FRA", "CHN", "KEN"), (TEACHER, do.Advance()), (0, ROOM))
    assert act(lesson, TEACHER, do.Back()).rooms == lesson.rooms
    over = advanced_to(lesson, "over")
    assert "over" in refused(over, 0, do.SayInRoom(1, "late"))
