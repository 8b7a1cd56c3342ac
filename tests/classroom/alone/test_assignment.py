"""Assignments: a file that says what to play, and bad ones."""

from pathlib import Path

import pytest

from sim.classroom.alone.assignment import Assignment, read_assignment
from sim.scenario.fault import BadInput
from tests.classroom.alone.plays import path


def test_it_is_read_as_it_was_made(tmp_path: Path) -> None:
    made = Assignment.of(path(), "BOL", 3, 1_900_000_000.0, drawn=7)
    file = tmp_path / "a.json"
    file.write_bytes(made.file())
    assert read_assignment(file) == made
    case, _ = made.setup("").scenario()
    assert (case.last, case.coded, made.deadline[:4]) == (3, False, "2030")


def test_each_has_a_key_of_its_own_that_its_name_does_not_reveal() -> None:
    one, other = (Assignment.of(path()) for _ in range(2))
    assert one.key != other.key
    assert one.id != other.id
    assert one.key not in one.id


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "damaged"), (b"[]", "changed"), (b"{}\n", "no assignment"), (b"\xff", "damaged")],
)
def test_what_is_none_is_refused_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=why):
        read_assignment(file)
    with pytest.raises(BadInput, match="no such file"):
        read_assignment(tmp_path / "none.json")


def test_a_later_deadline_by_hand_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(Assignment.of(path(), until=1_900_000_000.0).file().replace(b"19000", b"29000"))
    with pytest.raises(BadInput, match="signature does not fit"):
        read_assignment(file)
