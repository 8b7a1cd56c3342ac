"""Opening a hall: its files are made together, resumed together, and refused if they are others."""

from pathlib import Path

import pytest

from sim.classroom.hall.counts import room_counts
from sim.classroom.hall.opening import open_hall, set_aside
from sim.classroom.hall.settings import SETTINGS, HallSettings, read_settings, write_settings
from sim.classroom.room import NOBODY, key_of, new_token
from sim.classroom.room.actions import Enter
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped

BLOCKER, DEAL = shipped()["lone-blocker"], shipped()["package-deal"]


def test_a_hall_resumes_with_all_its_rooms(tmp_path: Path) -> None:
    token = new_token()
    with open_hall(tmp_path, [BLOCKER, DEAL], token, readings=2) as hall:
        hall.rooms[1].keep(NOBODY, Enter("Ana", key_of("a")), 1.0)
        assert len({store.identity for store in (hall.lobby, *hall.rooms)}) == 3
    with open_hall(tmp_path, [BLOCKER, DEAL], token) as hall:
        assert [len(store.lesson.players) for store in (hall.lobby, *hall.rooms)] == [0, 0, 1]
        assert [store.case.last for store in hall.rooms] == [2, 2]
        with (
            pytest.raises(BadInput, match="open in another server"),
            open_hall(tmp_path, [BLOCKER, DEAL], token),
        ):
            pass
    for rooms in ([BLOCKER], [DEAL, BLOCKER], [BLOCKER, DEAL, DEAL]):
        with pytest.raises(BadInput, match="other rooms"), open_hall(tmp_path, rooms, token):
            pass
    with pytest.raises(BadInput, match="is not the key"), open_hall(tmp_path, [BLOCKER, DEAL], new_token()):
        pass


def test_a_hall_that_was_cut_off_while_it_was_made_is_made_whole(tmp_path: Path) -> None:
    token = new_token()
    with open_hall(tmp_path, [BLOCKER, DEAL], token):
        pass
    (tmp_path / SETTINGS).unlink()
    (tmp_path / "room-2.sqlite").unlink()
    with open_hall(tmp_path, [BLOCKER, DEAL], token) as hall:
        assert len(hall.rooms) == 2


def test_a_hall_is_set_aside_whole(tmp_path: Path) -> None:
    with open_hall(tmp_path, [BLOCKER, DEAL], new_token()):
        pass
    (tmp_path / "quiz.json").write_text("their quiz")
    set_aside(tmp_path)
    assert (tmp_path / "class-1" / "quiz.json").read_text() == "their quiz"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["class-1"]
    assert read_settings(tmp_path / "class-1").scenarios == ("lone-blocker", "package-deal")


def test_settings_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    settings = HallSettings(("lone-blocker",), True, {"Olga": "olga@school.example"})
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings
    assert (tmp_path / SETTINGS).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"scenarios": [], "choosing": false, "contacts": {}}',
             '{"scenarios": ["a"], "choosing": 1, "contacts": {}}',
             '{"scenarios": [1], "choosing": false, "contacts": {}}', "[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_none_of_a_hall_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / SETTINGS).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="does not say which rooms"):
        read_settings(tmp_path)


def test_rooms_are_counted_for_all_scenarios_or_for_each() -> None:
    assert room_counts("3", 2) == (3, 3)
    assert room_counts("2, 1", 2) == (2, 1)
    for wrong in ("0", "2,0", "2,1,1", "", "two", "-1", "13", "7", "2,"):
        with pytest.raises(BadInput, match=r"--rooms.*is not a number of rooms; allowed"):
            room_counts(wrong, 2)
