"""Pages of a class in several rooms: who sees which, by their address and their cookie."""

import json
import re

import pytest

from sim.classroom.room import TEACHER, new_token
from sim.classroom.room.actions import Begin, End, Reveal
from sim.classroom.site.hall.pages import room_paths
from sim.classroom.site.lesson.room_student import RoomStudent
from tests.classroom.site.hall.halls import SEAT, HallSite, Screen, message

OF_THE_TEACHER = (
    "/teacher", "/teacher/rooms/1", "/teacher/rooms/1/debrief", "/teacher/rooms/1/export/record.md",
    "/teacher/links", "/teacher/links.csv", "/teacher/comparison", "/teacher/comparison/page.html",
)  # fmt: skip


async def test_without_the_teachers_token_there_are_no_pages_of_the_teacher(halls: HallSite) -> None:
    for path in OF_THE_TEACHER:
        for cookies in ({}, {"gge-teacher-8080": new_token()}):
            assert (await halls.ask(path, cookies=cookies)).status == 404, path
    refused = await halls.ask("/teacher/roster", "POST", body=b"name\nOlga\n", origin="http://127.0.0.1:8080")
    assert refused.status == 404
    assert not any(room.desk.lesson.players for room in halls.halls.rooms)
    for path in (*OF_THE_TEACHER[:4], "/teacher/links", "/teacher/comparison"):
        assert (await halls.ask(path, cookies=halls.teachers)).status == 200, path


async def test_a_student_sees_their_own_room_and_no_other(halls: HallSite) -> None:
    ana, board = halls.comes("Ana"), halls.dashboard()
    board.assign(message(player=0, room=1))
    mine = {SEAT: ana.token}
    assert (await halls.ask("/", cookies=mine)).told("location") == ["/rooms/1"]
    assert (await halls.ask("/rooms/1", cookies=mine)).status == 200
    for path in ("/rooms/2", "/rooms/2/debrief"):
        answer = await halls.ask(path, cookies=mine)
        assert (answer.status, answer.told("location")) == (303, ["/"])
        assert (await halls.ask(path)).told("location") == ["/"], "a stranger"
    asked = b'{"line": "", "said": []}'
    for path, status in (("/rooms/1/live", 200), ("/rooms/2/live", 404), ("/rooms/2/debrief/live", 404)):
        if status == 404:
            told = await halls.ask(path, "POST", mine, asked, origin="http://127.0.0.1:8080")
            assert told.status == status, path


async def test_the_titles_of_all_rooms_are_in_the_readers_language(halls: HallSite) -> None:
    chosen = {**halls.teachers, "gge-language-teacher": "fr", "gge-language-class": "fr"}
    for path in ("/teacher", "/"):
        told = (await halls.ask(path, cookies=chosen)).body.decode()
        for room in halls.halls.rooms:
            title = room.store.case.scenario.title
            assert f"{json.dumps(title)}:" in told, f"{path}: no translation of {title}"


async def test_the_explorer_opens_for_students_when_every_room_is_revealed(halls: HallSite) -> None:
    for room in halls.halls.rooms:
        assert (await halls.ask("/explore")).status == 404
        room.desk.take(TEACHER, Reveal(True))
    assert (await halls.ask("/explore")).status == 200


async def test_the_projector_of_a_room_has_an_address_that_nobody_guesses(halls: HallSite) -> None:
    paths = [room_paths(room).projector for room in halls.halls.rooms]
    assert len(set(paths)) == 3
    for path in paths:
        assert (await halls.ask(path)).status == 200
        assert (await halls.ask(f"{path}/debrief")).status == 200
    assert (await halls.ask("/rooms/1/projector")).status == 404
    assert (await halls.ask(f"/rooms/1/projector/{new_token()}")).status == 404
    board = (await halls.ask("/teacher", cookies=halls.teachers)).body.decode()
    assert all(path in board for path in paths)
    common = (await halls.ask("/projector")).body.decode()
    assert not any(path in common for path in paths)


async def test_what_one_room_reveals_is_not_shown_in_another(halls: HallSite) -> None:
    ana, ben, board = halls.comes("Ana"), halls.comes("Ben"), halls.dashboard()
    board.assign(message(player=0, room=1))
    board.assign(message(player=1, room=2))
    one = halls.halls.rooms[0].desk
    for action in (Begin(), End(), Reveal(True)):
        one.take(TEACHER, action)
    assert "gives" in (await halls.ask("/rooms/1", cookies={SEAT: ana.token})).body.decode()
    assert (await halls.ask("/rooms/1/debrief", cookies={SEAT: ana.token})).status == 200
    assert (await halls.ask("/rooms/1/debrief", cookies={SEAT: ben.token})).status == 303


async def test_whoever_leaves_a_room_is_sent_to_the_lobby_and_nobody_enters_a_room_by_name(
    halls: HallSite,
) -> None:
    ana, board = halls.comes("Ana"), halls.dashboard()
    board.assign(message(player=0, room=1))
    room = halls.halls.rooms[0]
    phone = RoomStudent(room.desk, ana.token, room.presence, room.door, "")
    phone.screen = Screen()
    phone.hears("enter", message(name="Eve"))
    assert phone.screen.told == []
    board.move(message(player=0, room=1, to=2))
    phone.draw()
    assert phone.screen.last("go") == "/"
    phone.hears("do", message(do="take-seat"))
    assert phone.screen.last("acknowledged")["state"] == "refused"


async def test_the_comparison_has_the_rooms_that_are_over(halls: HallSite) -> None:
    page = (await halls.ask("/teacher/comparison", cookies=halls.teachers)).body.decode()
    assert '"groups":[]' in page
    assert (await halls.ask("/teacher/comparison/page.html", cookies=halls.teachers)).status == 404
    for room in halls.halls.rooms[:2]:
        room.desk.take(TEACHER, Begin())
        while room.desk.lesson.phase != "over":
            halls.dashboard().rooms(message(do="advance", rooms={str(room.room): None}))
    page = (await halls.ask("/teacher/comparison", cookies=halls.teachers)).body.decode()
    assert re.findall(r'"label":"([^"]+)"', page) == ["Room 1", "Room 2"]
    for name in ("page.html", "story.md", "paragraphs.csv", "brackets.svg"):
        assert (await halls.ask(f"/teacher/comparison/{name}", cookies=halls.teachers)).body
    assert (await halls.ask("/teacher/comparison/hall.json", cookies=halls.teachers)).status == 404


@pytest.mark.parametrize("path", ["/rooms/0", "/rooms/4", "/rooms", "/rooms/1/2"])
async def test_there_are_no_other_rooms(halls: HallSite, path: str) -> None:
    assert (await halls.ask(path)).status == 404
