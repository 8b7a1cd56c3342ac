"""Lists and personal links: a place for everybody from the start, and a link that opens it once."""

import csv
import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sim.classroom.site.hall.pages import room_paths
from tests.classroom.site.hall.halls import SEAT, HallSite

ORIGIN = {"origin": "http://127.0.0.1:8080"}
LIST = b"name,room,seat,id\nOlga,1,JPN,7\nMila,1,JPN,8\nIda,2\nTom\n"


async def load(halls: HallSite, raw: bytes = LIST) -> str:
    answer = await halls.ask("/teacher/roster", "POST", halls.teachers, raw, **ORIGIN)
    return answer.body.decode()


async def links(halls: HallSite) -> dict[str, list[str]]:
    told = await halls.ask("/teacher/links.csv", cookies=halls.teachers)
    header, *rows = csv.reader(io.StringIO(told.body.decode().lstrip("\ufeff")))
    assert header == ["name", "contact", "room", "seat", "link"]
    return {name: rest for name, *rest in rows}


async def test_everybody_on_a_list_has_a_place_and_a_link(halls: HallSite) -> None:
    assert await load(halls) == '{"new":4,"faults":[]}'
    found = await links(halls)
    assert [found[name][:3] for name in ("Olga", "Mila")] == [["7", "1", "Japan"], ["8", "1", "Japan"]]
    assert found["Ida"][1] == "2"
    assert all(contact_room_seat[2] for contact_room_seat in found.values())
    shared = halls.halls.rooms[0].desk.lesson
    assert shared.seated["JPN"].name == "Olga and Mila"
    assert "JPN" not in shared.present, "the computer plays until they come"
    assert await load(halls) == '{"new":0,"faults":[]}', "the same list again changes nothing"
    assert await links(halls) == found


async def test_the_lot_evens_out_what_the_list_leaves_open(halls: HallSite) -> None:
    named = "".join(f"{name},1\n" for name in ("Olga", "Mila", "Ida"))
    others = "".join(f"{name},\n" for name in ("Tom", "Wei", "Noor", "Ben", "Ana", "Zoe"))
    await load(halls, f"name,room\n{named}{others}".encode())
    assert [len(room.desk.lesson.players) for room in halls.halls.rooms] == [3, 3, 3]


async def test_a_link_opens_the_place_once_and_for_one_browser(halls: HallSite) -> None:
    await load(halls)
    path = urlsplit((await links(halls))["Olga"][3]).path
    page = await halls.ask(path)
    assert "Are you Olga?" in page.body.decode()
    opened = await halls.ask(path, "POST", **ORIGIN)
    assert opened.told("location") == ["/"]
    mine = opened.cookies
    assert (await halls.ask("/", cookies=mine)).told("location") == ["/rooms/1"]
    assert (await halls.ask(path, "POST", **ORIGIN)).status == 404
    assert (await links(halls))["Olga"][3] == ""
    assert set(mine) == {SEAT}
    assert not halls.halls.rooms[0].desk.lesson.players[0].linked


async def test_a_list_with_faults_changes_nothing_and_says_where_they_are(halls: HallSite) -> None:
    told = await load(halls, b"name,room\nOlga,1\nMila,9\n")
    assert "list:3: room = 9: there is no such room" in told
    assert not any(room.desk.lesson.players for room in halls.halls.rooms)
    assert "too large" in await load(halls, b"name\n" + b"x" * 2**20)


def test_links_and_projectors_stay_the_same_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[object] = []
    teacher = ""
    for _ in range(2):
        with HallSite.served(tmp_path / "hall", monkeypatch, teacher) as halls:
            teacher = halls.teacher

            async def day(halls: HallSite = halls) -> None:
                await load(halls)
                projectors = [room_paths(room).projector for room in halls.halls.rooms]
                found.append((await links(halls), projectors))

            halls.day(day)
    assert found[0] == found[1]
