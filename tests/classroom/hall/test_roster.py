"""Rosters: what a list may say, and every fault with its file, line and column."""

from pathlib import Path

import pytest

from sim.classroom.hall.roster import RosterRow, read_roster
from sim.classroom.room import NOBODY, TEACHER, act, key_of
from sim.classroom.room import actions as do
from sim.scenario.fault import BadInput
from tests.classroom.room.rooms import gathered


def read(folder: Path, text: str, rooms: int = 2) -> tuple[RosterRow, ...]:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    return read_roster(file, [gathered()] * rooms)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(BadInput) as caught:
        read(folder, text)
    return str(caught.value).replace(str(folder), "").lstrip("/\\")


def test_a_list_names_rooms_and_seats_or_leaves_them_to_the_lot(tmp_path: Path) -> None:
    text = "Name;Room;Seat;E-mail\nOlga;1;FRA;olga@school.example\nMila;1;france\nLi Wei;2\nÉmile\n\n"
    assert read(tmp_path, text) == (
        RosterRow(2, "Olga", 1, "FRA", "olga@school.example"),
        RosterRow(3, "Mila", 1, "FRA"),
        RosterRow(4, "Li Wei", 2),
        RosterRow(5, "Émile"),
    )


FAULTS = [
    ("name,room\nOlga,3\n", "list.csv:2: room = 3: there is no such room; allowed: 1 to 2"),
    ("name,room\nOlga,first\n", "list.csv:2: room = first: there is no such room"),
    (
        "name,room,seat\nOlga,1,XYZ\n",
        "list.csv:2: seat = XYZ: there is no such seat in this room; allowed: CHN (China), FRA",
    ),
    ("name,seat\nOlga,FRA\n", "list.csv:2: seat = FRA: a seat needs a room"),
    ("name,room\n,1\n", "list.csv:2: name: has no name"),
    ("name,room\nThe teacher,1\n", "list.csv:2: name = The teacher: is not a name for this class"),
    (f"name\n{'a' * 41}\n", "at most 40"),
    ("name\nOlga\nMila\nolga\n", "list.csv:4: name = olga: looks like the name in line 2; add a surname"),
    (
        "name,room,seat\nOlga,1,FRA\nMila,1,FRA\nIda,1,France\n",
        "list.csv:4: seat = FRA: is taken; allowed: at most 2 students in a seat",
    ),
    ("name,grade\nOlga,5\n", "list.csv:1: grade: is not a column of this list; allowed: name, room, seat"),
    ("room,seat\n1,FRA\n", "list.csv:1: name: has no column with names"),
    ("name\n", "list.csv: has no students"),
]


@pytest.mark.parametrize(("text", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_a_fault_says_where_it_is_and_what_is_allowed(tmp_path: Path, text: str, words: str) -> None:
    assert words in refused(tmp_path, text)


def test_all_faults_of_a_list_are_named_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, "name,room\nOlga,7\nMila,1\nThe computer,2\n")
    assert ":2:" in told
    assert ":4:" in told


def test_whoever_is_in_the_room_already_may_be_on_the_list_again(tmp_path: Path) -> None:
    lesson = act(gathered(), NOBODY, do.Enter("Olga", key_of("o")))
    lesson = act(lesson, TEACHER, do.Place(0, "FRA"))
    file = tmp_path / "list.csv"
    file.write_text("name,room,seat\nOlga,1,FRA\nMila,1,FRA\n", encoding="utf-8")
    assert [row.name for row in read_roster(file, [lesson])] == ["Olga", "Mila"]
    file.write_text("name,room\nOIga,1\n", encoding="utf-8")
    with pytest.raises(BadInput, match="name"):
        read_roster(file, [lesson])
