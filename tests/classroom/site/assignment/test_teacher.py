"""The teacher of an assignment: deadlines, links, the list, and the tables; nobody else sees them."""

import csv
import io
from pathlib import Path

import pytest

from sim.classroom.hall.roster import RosterRow
from sim.classroom.room import Refused, new_token
from tests.classroom.site.assignment.assignments import DAY, NOW, ORIGIN, AssignmentSite, Clock, does, settled
from tests.classroom.site.hall.halls import DESK, SEAT, answer, message

ANA, BEN = RosterRow(2, "Ana", contact="a@x.example"), RosterRow(3, "Ben")
PAGES = (
    "/teacher",
    "/teacher/links",
    "/teacher/links.csv",
    "/teacher/grades.csv",
    "/teacher/results/page.html",
)


async def test_without_the_teachers_token_there_are_no_pages_of_the_teacher(given: AssignmentSite) -> None:
    given.given.load([ANA])
    ana = await given.opens(given.link("Ana"))
    for path in PAGES:
        for cookies in ({}, ana, {DESK: new_token()}, {DESK: ana[SEAT]}):
            assert (await given.ask(path, cookies=cookies)).status == 404, path
    refused = await given.ask("/teacher/roster", "POST", ana, b"name\nEva\n", origin=ORIGIN)
    assert refused.status == 404
    for path in PAGES[:4]:
        assert (await given.ask(path, cookies=given.teachers)).status == 200, path
    assert (await given.ask(PAGES[4], cookies=given.teachers)).status == 404, "nobody has finished"


async def test_after_the_deadline_nothing_is_taken_and_the_debrief_opens(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN])
    cookies = await given.opens(given.link("Ana"))
    ana = given.sits(cookies)
    await settled()
    assert does(ana, do="ready", ready=True) == ""
    await settled()
    given.clock.at = NOW + DAY
    assert does(ana, do="answer", issue="GAUGES", stance="brackets") == ""
    deeds = len(ana._play.store.deeds())
    given.clock.at += 1
    assert does(ana, do="answer", issue="GAUGES", stance="accepts").startswith("The deadline has passed.")
    given.given.plays.tend()
    await settled()
    assert ana.screen.last("go") == "/"
    closed = await given.first("/", cookies)
    assert (closed["state"], closed["begun"], closed["number"]) == ("closed", True, 1)
    # For the debrief of who has not finished, computers play on; their file stays as it was.
    told = await given.first("/debrief", cookies)
    assert (told["unfinished"], told["you"]) == (True, None)
    assert told["debrief"]["verdict"]
    assert len(ana._play.store.deeds()) == deeds
    assert not given.given.handed_in(0).exists()
    ben = await given.first("/", await given.opens(given.link("Ben")))
    assert (ben["state"], ben["begun"]) == ("closed", False)
    assert not given.given.begun(1)


async def test_more_time_for_one_is_for_nobody_else(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN])
    ana, ben = [given.sits(await given.opens(given.link(name))) for name in ("Ana", "Ben")]
    await settled()
    given.clock.at += 2 * DAY
    board = given.board()
    board.extend(message(player=0, until="2099-01-31T18:00"))
    assert answer(board) == ""
    assert does(ana, do="ready", ready=True) == ""
    assert does(ben, do="ready", ready=True).startswith("The deadline has passed.")
    rows = {row["name"]: row for row in board.seen()["rows"]}  # type: ignore[attr-defined, union-attr]
    assert (rows["Ana"]["own"], rows["Ana"]["closed"], rows["Ben"]["closed"]) == (True, False, True)
    board.extend(message(player=0, until=""))
    assert does(ana, do="stand-up").startswith("The deadline has passed.")
    board.extend(message(player=None, until="2099-01-31T18:00"))
    assert does(ben, do="ready", ready=True) == ""
    for about in (
        {"player": 7, "until": "2099-01-31"},
        {"until": "soon"},
        {"until": ""},
        {"player": True, "until": 3},
    ):
        board.extend(message(**about))
        assert answer(board) != "", about


async def test_the_page_and_the_table_say_how_far_everybody_is(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN, RosterRow(4, "=Eva")])
    await given.plays("Ana", "objects")
    ben = given.sits(await given.opens(given.link("Ben")))
    await settled()
    given.clock.at += 300
    does(ben, do="ready", ready=True)
    given.clock.at += DAY / 2
    does(ben, do="answer", issue="GAUGES", stance="brackets")
    await settled()
    rows = {row["name"]: row for row in (await given.first("/teacher", given.teachers))["news"]["rows"]}
    assert (rows["Ana"]["outcome"]["decided"], rows["Ben"]["phase"], rows["=Eva"]["phase"]) == (
        "objects",
        "reading",
        "",
    )
    body = (await given.ask("/teacher/grades.csv", cookies=given.teachers)).body.decode()
    table = {row["name"]: row for row in csv.DictReader(io.StringIO(body))}
    assert {name: row["stage"] for name, row in table.items()} == {
        "Ana": "finished", "Ben": "reading 1 of 2", "'=Eva": "not begun",
    }  # fmt: skip
    assert (table["Ana"]["report"], table["Ana"]["contact"], table["Ana"]["file"]) == (
        "no",
        "a@x.example",
        "student-1.json",
    )
    assert float(table["Ben"]["minutes"]) == 5, "half a day of something else does not count"
    assert table["Ben"]["deadline"][:16] == table["Ana"]["deadline"][:16]
    page = await given.ask("/teacher/results/page.html", cookies=given.teachers)
    assert (page.status, b"0 of 1 student ended with a report." in page.body) == (200, True)
    assert "default-src 'none'" in page.told("content-security-policy")[0]
    students = await given.ask("/teacher/results/students.csv", cookies=given.teachers)
    assert b"Ana" in students.body


async def test_a_later_deadline_of_ones_own_is_not_late(given: AssignmentSite) -> None:
    given.given.load([ANA])
    given.given.extend(NOW + 9 * DAY, given.named("Ana"))
    given.clock.at += 2 * DAY
    await given.plays("Ana")
    students = await given.ask("/teacher/results/students.csv", cookies=given.teachers)
    row = next(csv.DictReader(io.StringIO(students.body.decode())))
    assert (row["student"], row["late"]) == ("Ana", "0")


async def test_a_list_gives_everybody_a_link_and_shuts_the_door(tmp_path: Path) -> None:
    with AssignmentSite.serving(tmp_path / "free", new_token(), Clock()) as free:
        body = b"name,room,seat,email\nAna,3,BOL,a@x.example\nBen,,bolivia,\nEva,,BOL,\n"
        told = await free.ask("/teacher/roster", "POST", free.teachers, body, origin=ORIGIN)
        assert told.body == b'{"new":3,"faults":[]}'
        seats = [(await free.first(free.link(name)))["name"] for name in ("Ana", "Ben", "Eva")]
        assert seats == ["Ana", "Ben", "Eva"]
        assert {free.given.register.of(name).seat for name in seats} == {"BOL"}, "as many as there are"
        assert not free.given.register.open
        links = (await free.ask("/teacher/links.csv", cookies=free.teachers)).body.decode()
        assert free.link("Ana") in links
        student = free.sits(await free.opens(free.link("Ana")))
        await settled()
        assert student.desk.lesson.player(0).seat == "BOL"  # type: ignore[union-attr]
        # The same list again changes nothing; a person more is one more.
        again = await free.ask("/teacher/roster", "POST", free.teachers, body + b"Zoe,,,\n", origin=ORIGIN)
        assert again.body == b'{"new":1,"faults":[]}'
        wrong = await free.ask(
            "/teacher/roster", "POST", free.teachers, b"name,seat\nOla,XXX\n", origin=ORIGIN
        )
        assert (wrong.status, b"there is no such seat" in wrong.body) == (422, True)
        assert len(free.given.students) == 4


def test_a_seat_of_everybody_is_not_changed_by_a_list(given: AssignmentSite) -> None:
    with pytest.raises(Refused, match="which seat everybody plays"):
        given.given.load([RosterRow(2, "Ana", 1, "NLD")])
    given.given.load([RosterRow(2, "Ana", 1, "BOL")])


def test_a_damaged_play_stops_nobody_else(given: AssignmentSite) -> None:
    given.given.load([ANA, BEN])
    file = given.given.folder / "plays" / "student-1.sqlite"
    file.write_bytes(b"no play")

    async def looked_at() -> None:
        cookies = await given.opens(given.link("Ana"))
        refused = await given.ask("/", cookies=cookies)
        assert (refused.status, b"cannot be opened" in refused.body) == (503, True)
        assert given.sits(await given.opens(given.link("Ben"))).number == 0

    given.day(looked_at)
