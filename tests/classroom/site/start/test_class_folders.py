"""The classes that the start page finds, begins and resumes."""

import time
from pathlib import Path

import pytest

from sim.classroom.room import NOBODY, TEACHER, key_of, new_token
from sim.classroom.room.actions import Begin, End, Enter
from sim.classroom.site.start.class_folders import (
    MOST,
    begin,
    begin_rooms,
    past_classes,
    resume,
    resume_rooms,
)
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped

DEAL = shipped()["package-deal"]


def with_somebody(results: Path, at: float = 1.0) -> Path:
    store, _ = begin(results, DEAL, 3)
    with store:
        store.keep(NOBODY, Enter("Ana", key_of(new_token())), at)
    return store.path


def test_each_class_has_a_folder_of_its_own_and_its_teachers_key(tmp_path: Path) -> None:
    paths = []
    for _ in range(3):
        store, token = begin(tmp_path, DEAL, 3)
        with store:
            assert (store.case.last, store.case.coded, store.founding.teacher) == (3, True, key_of(token))
            paths.append(store.path)
    names = ["package-deal-class", "package-deal-class-2", "package-deal-class-3"]
    assert [path.parent.name for path in paths] == names
    store, again = resume(paths[-1])
    with store:
        assert again == token


def test_classes_are_found_with_where_they_stand_the_latest_first(tmp_path: Path) -> None:
    assert past_classes(tmp_path / "none") == []
    begin(tmp_path, DEAL, 3)[0].close()  # nobody has come in
    early, late = with_somebody(tmp_path, 5.0), with_somebody(tmp_path, 9.0)
    store, _ = resume(early)
    with store:
        store.keep(TEACHER, Begin(), 6.0)
    found = past_classes(tmp_path)
    assert [one.file for one in found] == [path.relative_to(tmp_path).as_posix() for path in (late, early)]
    assert [(one.people, one.phase, one.number, one.readings, one.at) for one in found] == [
        (1, "gathering", 0, 3, 9.0),
        (1, "reading", 1, 3, 6.0),
    ]
    assert found[0].titles == {DEAL.stem: "The package deal: a commission on mountain rivers"}
    assert [one.file for one in past_classes(tmp_path, besides=late)] == [found[1].file]


def test_several_rooms_are_one_class_which_stands_where_its_slowest_room_does(tmp_path: Path) -> None:
    for name in ("package-deal-rooms", "package-deal-rooms-2"):
        hall, _ = begin_rooms(tmp_path, [DEAL, shipped()["lone-blocker"]], 3)
        with hall:
            assert hall.folder.name == name
    assert past_classes(tmp_path) == [], "nobody has come in"
    hall, _ = resume_rooms(hall.path)
    with hall:
        hall.lobby.keep(NOBODY, Enter("Ana", key_of(new_token())), 5.0)
        hall.rooms[1].keep(NOBODY, Enter("Ben", key_of(new_token())), 9.0)
        hall.rooms[0].keep(TEACHER, Begin(), 7.0)
        hall.rooms[0].keep(TEACHER, End(), 8.0)
    (found,) = past_classes(tmp_path)
    assert (found.file, found.rooms, found.people, found.phase, found.at) == (
        "package-deal-rooms-2/hall.json", 2, 2, "gathering", 9.0,
    )  # fmt: skip
    assert [*found.titles] == ["package-deal", "lone-blocker"]
    hall.path.with_name("teacher.key").unlink()
    (found,) = past_classes(tmp_path)
    assert found.problem == "is not the key of lobby.sqlite"
    assert not hall.path.with_name("teacher.key").exists()


def test_only_the_latest_are_looked_at(tmp_path: Path) -> None:
    for number in range(MOST + 1):
        with_somebody(tmp_path, time.time() + number)
    assert len(past_classes(tmp_path)) == MOST


@pytest.mark.parametrize("key", ["another", "none"])
def test_a_class_without_its_own_key_is_named_and_does_not_go_on(tmp_path: Path, key: str) -> None:
    path = with_somebody(tmp_path)
    beside = path.with_name("teacher.key")
    beside.unlink()
    if key == "another":
        beside.write_text(new_token(), encoding="ascii")
    (found,) = past_classes(tmp_path)
    assert found.problem == "is not the key of class.sqlite"
    with pytest.raises(BadInput, match="is not the key"):
        resume(path)
    assert beside.exists() == (key == "another")


def test_what_is_no_class_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "notes-class").mkdir()
    (tmp_path / "notes-class" / "class.sqlite").write_text("no class", encoding="utf-8")
    (found,) = past_classes(tmp_path)
    assert [*found.titles.values()] == ["notes-class"]
    assert "not a class of this program" in found.problem


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file", encoding="utf-8")
    with pytest.raises(BadInput, match="package-deal-class"):
        begin(tmp_path / "results", DEAL, 3)
