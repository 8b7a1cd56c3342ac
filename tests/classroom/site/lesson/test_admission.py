"""The door: nobody fills the room alone, and a whole lecture behind one address comes in."""

import pytest

from sim.classroom.room import NOBODY, TEACHER, Refused, act, key_of
from sim.classroom.room import actions as do
from sim.classroom.site.lesson.admission import FROM_ONE_ADDRESS, NEWCOMERS, Admission
from sim.classroom.site.token_bucket import BURST
from tests.classroom.room.rooms import gathered
from tests.classroom.room.test_action_rules import refused


class Street:
    """A room, its door, and a clock that stands still."""

    def __init__(self) -> None:
        self.now, self.lesson = 0.0, gathered()
        self.door = Admission(lambda: self.now)

    def come(self, address: str, number: int) -> int:
        """Let as many try to come in as can be; return how many do."""
        before = len(self.lesson.players)
        for _ in range(number):
            name = f"P{len(self.lesson.players)}"
            try:
                self.door.welcome(self.lesson, name, address)
                self.lesson = act(self.lesson, NOBODY, do.Enter(name, key_of(name)))
            except Refused:
                pass
        return len(self.lesson.players) - before

    def clear(self) -> None:
        """Let the teacher send everybody out."""
        for player in self.lesson.players:
            if not player.removed:
                self.lesson = act(self.lesson, TEACHER, do.Remove(player.number))


def test_a_whole_lecture_comes_in_and_one_address_never_fills_the_room() -> None:
    street = Street()
    assert street.come("10.0.0.1", 193) == 193
    street = Street()
    assert street.come("10.0.0.1", 400) == FROM_ONE_ADDRESS
    for _ in range(5):
        street.now += 3600
        assert street.come("10.0.0.1", 400) == 0
    assert street.come("10.0.0.2", 50) == 50


def test_who_is_sent_out_again_and_again_comes_back_slowly() -> None:
    street = Street()
    street.come("10.0.0.1", 400)
    street.clear()
    assert street.come("10.0.0.1", 400) == 0
    street.now += 60.0
    assert street.come("10.0.0.1", 400) == 60 * NEWCOMERS
    assert street.come("10.0.0.2", 60) == 60, "a class elsewhere does not feel it"


def test_a_room_is_full_of_those_in_it_and_refused_names_use_nothing_up() -> None:
    lesson = gathered()
    for number in range(600):
        if number >= 250:
            assert refused(lesson, NOBODY, do.Enter("one more", key_of("x"))) == "The room is full."
            lesson = act(lesson, TEACHER, do.Remove(number - 250))
        lesson = act(lesson, NOBODY, do.Enter(f"P{number}", key_of(str(number))))
    assert sum(not player.removed for player in lesson.players) == 250
    street = Street()
    street.lesson = act(street.lesson, NOBODY, do.Enter("Ana", key_of("Ana")))
    for _ in range(300):
        with pytest.raises(Refused, match="this name"):
            street.door.welcome(street.lesson, "Ana", "10.0.0.1")
    assert street.come("10.0.0.1", 193) == 193


def test_a_class_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.classroom.room.seating.MOST_EVER", 5)
    lesson = gathered(None, None, None, None, None)
    for number in range(5):
        lesson = act(lesson, TEACHER, do.Remove(number))
    assert "come and gone" in refused(lesson, NOBODY, do.Enter("one more", key_of("x")))


def test_pace_is_a_persons_own_and_strangers_share_that_of_their_address() -> None:
    door = Admission(lambda: 0.0)
    assert sum(door.allows(0, "10.0.0.1") for _ in range(1000)) == BURST
    assert door.allows(1, "10.0.0.1"), "a classmate behind the same access point"
    assert sum(door.allows(NOBODY, "10.0.0.1") for _ in range(1000)) == 10 * BURST, "a lecture comes in"
    assert door.allows(NOBODY, "10.0.0.2")
