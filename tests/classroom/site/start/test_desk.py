"""What the start page does: one class at a time, resumed where it stopped, and saved whenever it ends."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.alone.assignment import read_assignment
from sim.classroom.hall.roster import RosterRow
from sim.classroom.hall.settings import read_settings
from sim.classroom.room import NOBODY, key_of, new_token
from sim.classroom.room.actions import Enter
from sim.classroom.site.start import desk as desk_module
from sim.classroom.site.start.class_folders import resume_rooms
from sim.classroom.site.start.desk import StartDesk
from sim.classroom.site.start.guest import PORTS
from sim.classroom.site.start.wishes import Wishes
from sim.classroom.store import Store
from sim.scenario.fault import BadInput
from tests.classroom.site.start.asking import Window

WISHES = Wishes("package-deal", 3, "teacher", lan=False)
FILE = "package-deal-class/class.sqlite"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.classroom.site.lesson.hosted_class.PLAYS", 5)


def desk(results: Path, ended: list[bool] | None = None) -> tuple[StartDesk, Window]:
    made, window = StartDesk(results, lambda: (ended if ended is not None else []).append(True)), Window()
    made.comes(window)
    return made, window


async def test_a_class_opens_as_wished_and_only_one_at_a_time(tmp_path: Path) -> None:
    made, window = desk(tmp_path)
    await asyncio.gather(made.start(WISHES), made.start(WISHES))
    assert [one.name for one in tmp_path.iterdir()] == ["package-deal-class"], (
        "a double click begins one class"
    )
    opened = made.view()["open"]
    assert opened["titles"] == {WISHES.scenario: "The package deal: a commission on mountain rivers"}
    assert (opened["people"], opened["lan"]) == (0, False)
    assert opened["address"].startswith("http://127.0.0.1:80")
    assert opened["teacher"].startswith(opened["address"] + "/teacher/")
    assert "start" in window.busy
    assert window.busy[-1] == ""
    with pytest.raises(BadInput, match="open in another server"):
        Store.resume(tmp_path / FILE)
    await made.close()
    with Store.resume(tmp_path / FILE) as store:
        assert (store.lesson.chair, store.case.last) == ("teacher", 3)


async def test_a_class_that_was_stopped_goes_on_with_its_people(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    await made.start(WISHES)
    before = made.view()["open"]
    await made.stop()
    assert made.view()["open"] is None
    assert made.view()["past"] == [], "nobody has come in"
    with Store.resume(tmp_path / FILE) as store:
        store.keep(NOBODY, Enter("Ana", key_of(new_token())), 1.0)
    await made.look()
    assert [one["file"] for one in made.view()["past"]] == [FILE]
    await asyncio.gather(made.resume(FILE, lan=False), made.resume(FILE, lan=False))
    assert made.view()["trouble"] == "", "a double click"
    after = made.view()["open"]
    assert (after["people"], after["teacher"], after["address"]) == (1, before["teacher"], before["address"])
    await made.close()


async def test_a_class_with_a_quiz_keeps_it_when_it_goes_on(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    for wished in (True, False):
        await made.start(replace(WISHES, quiz=wished))
        await made.stop()
    quiz = tmp_path / "package-deal-class/class-quiz.json"
    assert list(tmp_path.glob("*/*quiz*")) == [quiz]
    before = quiz.read_bytes()
    with Store.resume(tmp_path / FILE) as store:
        store.keep(NOBODY, Enter("Ana", key_of(new_token())), 1.0)
    await made.look()
    await made.resume(FILE, lan=False)
    assert made.view()["open"]
    await made.close()
    assert quiz.read_bytes() == before


async def test_several_rooms_open_with_a_list_and_go_on(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    wished = replace(WISHES, rooms=3, second="lone-blocker", second_rooms=1, quiz=True)
    await made.start(wished, (RosterRow(2, "Olga", 3), RosterRow(3, "Mila")))
    folder = tmp_path / "package-deal-rooms"
    assert read_settings(folder).scenarios == ("package-deal", "package-deal", "lone-blocker")
    assert (folder / "quiz.json").exists()
    before = made.view()["open"]
    assert (before["rooms"], before["people"]) == (3, 0), "they have places, but have not come"
    assert [*before["titles"]] == ["package-deal", "lone-blocker"]
    await made.look()
    assert made.view()["past"] == [], "it is open"
    await made.stop()
    (past,) = made.view()["past"]
    assert (past["file"], past["rooms"], past["people"]) == ("package-deal-rooms/hall.json", 3, 2)
    await made.resume(past["file"], lan=False)
    after = made.view()["open"]
    assert made.view()["trouble"] == ""
    assert (after["teacher"], after["address"]) == (before["teacher"], before["address"])
    await made.close()
    with resume_rooms(folder / "hall.json")[0] as hall:
        assert [room.lesson.chair for room in hall.rooms] == ["teacher"] * 3
        assert [player.name for player in hall.rooms[2].lesson.players] == ["Olga"]


async def test_a_room_that_cannot_take_its_list_is_closed_again(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    twice = (RosterRow(2, "Olga", 1), RosterRow(3, "Olga", 1))
    await made.start(replace(WISHES, rooms=2), twice)
    assert made.view()["open"] is None
    assert made.view()["trouble"] == "This token is in use."
    resume_rooms(tmp_path / "package-deal-rooms/hall.json")[0].close()


@pytest.mark.parametrize("rooms", [1, 2])
async def test_a_student_who_is_to_chair_is_remembered_in_every_room(tmp_path: Path, rooms: int) -> None:
    made, _ = desk(tmp_path)
    await made.start(replace(WISHES, chair="student", rooms=rooms))
    opened = made._class
    assert opened is not None
    assert [room.student_chairs for room in opened._rooms] == [True] * rooms  # type: ignore[union-attr]
    assert [room.desk.lesson.chair for room in opened._rooms] == ["computer"] * rooms
    await made.close()


async def test_only_a_class_that_was_found_is_resumed(tmp_path: Path) -> None:
    made, _ = desk(tmp_path / "results")
    await made.look()
    for file in ("../elsewhere/class.sqlite", FILE, ""):
        await made.resume(file, lan=False)
        assert made.view()["open"] is None


async def test_what_goes_wrong_is_told_and_forgotten_with_the_next_try(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file", encoding="utf-8")
    made, window = desk(tmp_path / "results")
    await made.start(WISHES)
    assert "package-deal-class" in made.view()["trouble"]
    assert window.busy[-1] == ""
    await made.kit("package-deal")
    assert "package-deal-kit" in made.view()["trouble"]
    (tmp_path / "results").unlink()
    await made.start(WISHES)
    assert made.view()["trouble"] == ""
    assert made.view()["open"]
    await made.close()


async def test_homework_opens_for_a_week_and_goes_on_as_it_was(tmp_path: Path) -> None:
    made, window = desk(tmp_path)
    await made.look()
    assert made.view()["assigned"] == []
    await made.assign(WISHES)
    opened = made.view()["open"]
    assert (opened["assignment"], opened["people"], "assign" in window.busy) == (True, 0, True)
    await made.start(WISHES)
    assert made.view()["open"] == opened, "one thing at a time"
    await made.stop()
    assert made.view()["assigned"] == [WISHES.scenario]
    folder = tmp_path / f"{WISHES.scenario}-assignment"
    given = read_assignment(folder / "assignment.json")
    assert given.until is not None
    assert 7 * 86_400 <= given.until - time.time() <= 8 * 86_400 + 3600
    await made.assign(replace(WISHES, readings=WISHES.readings + 1))
    assert made.view()["open"]["teacher"] == opened["teacher"]
    assert read_assignment(folder / "assignment.json") == given
    await made.close()


async def test_one_person_plays_alone_beside_a_class_and_goes_on_where_they_stopped(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    await made.alone(WISHES)
    first = made.view()["alone"]
    assert (first["story"], first["lan"], made.view()["open"]) == (WISHES.scenario, False, None)
    await made.start(WISHES)
    assert made.view()["open"]["address"] != first["address"]
    alone, beside = (int(one["address"].rpartition(":")[2]) for one in (first, made.view()["open"]))
    assert (alone in PORTS, beside in PORTS) == (False, True), "phones find a class again at its port"
    file = tmp_path / f"{WISHES.scenario}-alone" / "alone.sqlite"
    begun = file.stat().st_ino
    await made.alone(WISHES)
    assert file.stat().st_ino == begun, "the same play"
    await made.alone(replace(WISHES, readings=WISHES.readings + 1))
    assert file.with_name("alone-1.sqlite").stat().st_ino == begun, "another play; the first is kept"
    await made.close()
    assert made.view()["alone"] is None


async def test_the_kit_is_made_in_the_results_folder(tmp_path: Path) -> None:
    made, window = desk(tmp_path)
    await made.kit("lone-blocker")
    assert made.view()["kit"] == {"story": "lone-blocker", "language": "en"}
    assert "kit" in window.busy
    assert (tmp_path / "lone-blocker-kit" / "role-sheets.html").is_file()
    sheets = tmp_path / "lone-blocker-kit" / "role-sheets.html"
    english = sheets.read_bytes()
    await made.kit("lone-blocker", "fr")
    assert made.view()["kit"] == {"story": "lone-blocker", "language": "fr"}
    assert (tmp_path / "lone-blocker-kit-fr" / "role-sheets.html").is_file()
    assert sheets.read_bytes() == english, "a kit in another language lies beside it"
    await made.kit("lone-blocker")
    assert made.view()["trouble"] == "", "an earlier kit is replaced"


async def test_an_address_that_a_phone_has_reached_is_that_of_the_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "own_addresses", lambda: ("192.0.2.7", "192.0.2.9"))
    monkeypatch.setattr(desk_module, "network_address", lambda: "192.0.2.7")
    made, _ = desk(tmp_path)
    assert made.view()["network"] == {"name": "192.0.2.7", "others": ["192.0.2.9"]}
    made._reached("192.0.2.9")
    assert made.view()["reached"] == "192.0.2.9"
    await made.start(Wishes("package-deal", 3, "computer", lan=True))
    assert made.view()["open"]["address"].startswith("http://192.0.2.9:")
    await made.close()


async def test_the_check_gives_way_to_a_class(tmp_path: Path) -> None:
    made, _ = desk(tmp_path)
    await made.check(True)
    await made.start(WISHES)
    assert made.view()["check"] == []
    await made.check(True)
    assert made.view()["check"] == []
    await made.close()


async def test_the_program_ends_when_it_is_forsaken_but_never_with_a_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "FORSAKEN", 0.0)
    ended: list[bool] = []
    made, window = desk(tmp_path, ended)
    await made.start(WISHES)
    made.goes(window)
    await asyncio.sleep(0.05)
    assert ended == []
    await made.close()
    made.comes(window)
    made.goes(window)
    made.comes(window)
    await asyncio.sleep(0.05)
    assert ended == [], "a window that is loaded again is back at once"
    made.goes(window)
    await asyncio.sleep(0.05)
    assert ended == [True]


async def test_quit_says_so_in_every_window(tmp_path: Path) -> None:
    ended: list[bool] = []
    made, window = desk(tmp_path, ended)
    await made.quit()
    assert (window.told[-1], ended) == (("gone",), [True])
