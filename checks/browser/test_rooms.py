"""A class in several rooms in real browsers: one lobby, one dashboard, rooms that end otherwise."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import (
    People,
    answered,
    answers,
    begins,
    needs_the_extra,
    scenario_file,
    sees,
)
from checks.browser.looking import sound
from checks.browser.test_classroom import decides
from checks.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_the_extra()

FORTY = 40


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Server]:
    """A class in three rooms of friends."""
    told = (str(scenario_file(tmp_path)), "--rooms", "3", "--out", str(tmp_path / "hall"), "--readings", "1")
    running = Server(tmp_path, *told, "--grace", "60")
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0


@pytest.fixture
def crowd(somebody: Reader, hall: Server) -> Iterator[People]:
    came = People(somebody.browser, hall)
    yield came
    came.leave()
    assert came.outside == []
    assert came.errors == []


def comes(people: People, name: str) -> Page:
    page = people.comes(phone=True)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Come in").click()
    sees(page, f"You are in, {name}.")
    return page


def test_rooms_of_one_lobby_end_otherwise_and_are_compared(crowd: People, hall: Server) -> None:
    board, wall = crowd.teacher(), crowd.comes("/projector")
    ana, ben = comes(crowd, "Ana"), comes(crowd, "Ben")
    sees(board, "2 students wait in the lobby.")
    sees(wall, "2 people have joined")
    for page in (board, wall, ana):
        sound(page)

    # By hand, and by choice; each page goes to its room by itself.
    board.get_by_label("Room for Ana").select_option("1")
    ana.wait_for_url("**/rooms/1")
    board.get_by_label("Students in the lobby choose their room").check()
    sound(ben)
    ben.get_by_role("button", name=re.compile("^Room 2")).click()
    ben.wait_for_url("**/rooms/2")
    for page, delegation in ((ana, "Cuba"), (ben, "Norway")):
        page.get_by_role("button", name=re.compile(f"^{delegation}")).click()
        page.locator("nav.tabs").get_by_role("button", name="Capital").wait_for()

    # The rooms begin together. What is done in one is not seen in the other.
    board.get_by_role("button", name="Begin the first reading in 3 rooms").click()
    answers(ana, "brackets")
    answered(ana, "brackets")
    begins(ben)
    assert "Bracketed by Cuba" not in ben.inner_text("body")
    sees(board, "Waiting for Ana")
    sees(board, "Waiting for Ben")
    assert ben.goto(hall.address + "/rooms/1") is not None
    ben.wait_for_url("**/rooms/2")
    ben.locator("nav.tabs").wait_for()
    board.get_by_role("button", name="Start all timers").click()
    wall.locator(".clock").nth(2).wait_for()
    board.get_by_role("button", name="Pause all rooms").click()
    sees(ana, re.compile("Paused"))
    board.get_by_role("button", name="Go on in all rooms").click()

    # The power fails in the middle: every page finds its room again.
    hall.kill()
    hall.start()
    sees(board, "Waiting for Ana")
    answered(ana, "brackets")
    board.get_by_role("button", name="Close reading 1 in 3 rooms").click()

    # One objects, one joins; the teacher goes into the room of the first, and back.
    decides(ana, "Object", "We cannot.")
    decides(ben, "Join")
    board.get_by_role("button", name="Take the decision in 3 rooms").click()
    board.get_by_role("button", name="Open all seats in 3 rooms").click()
    sees(wall, "How the rooms ended")
    assert wall.locator(".card.no").count() == 1
    assert wall.locator(".card.yes").count() == 2
    sound(wall)
    board.get_by_role("link", name="Room 1").click()
    board.get_by_role("link", name="All rooms").click()
    board.get_by_role("link", name="Compare the rooms").click()
    sees(board, "2 of 3 classes adopted a report. No report: Room 1.")
    sees(board, "We cannot.")
    board.locator(".figure img").evaluate("image => image.decode()")
    for width in (390, 1280):
        board.set_viewport_size({"width": width, "height": 900})
        sound(board)


def test_forty_from_a_list_come_by_their_links_and_share_seats(crowd: People, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,room\nOlga,9\n")
    board = crowd.teacher()
    board.get_by_label("Load a list").set_input_files(file)
    sees(board, "list:2: room = 9: there is no such room; allowed: 1 to 3, or nothing for a room by lot")
    names = [f"{first} {last}" for first in ("Olga", "Mila", "Tom", "Ida") for last in "ABCDEFGHJK"]
    file.write_text("name,email\n" + "".join(f"{name},{n}@school.example\n" for n, name in enumerate(names)))
    board.get_by_label("Load a list").set_input_files(file)
    sees(board, f"{FORTY} students are new.")
    board.get_by_role("link", name="Links, to print and cut").click()
    slips = board.locator(".slips li")
    slips.nth(FORTY - 1).wait_for()
    assert slips.count() == FORTY
    sound(board)
    table = board.request.get(crowd.server.address + "/teacher/links.csv").text()
    rows = list(csv.DictReader(io.StringIO(table.lstrip("\ufeff"))))
    # Three rooms of five seats have places for thirty; ten watch.
    assert sorted([row["room"] for row in rows].count(room) for room in "123") == [13, 13, 14]
    assert sum(bool(row["seat"]) for row in rows) == 30

    # Forty people come in, each by their own link and with their own cookie, on a channel without a page.
    context = crowd.browser.new_context()
    tokens = []
    for row in rows:
        here = {"origin": crowd.server.address}
        answer = context.request.post(row["link"], headers=here, max_redirects=0)
        assert answer.status == 303
        tokens.append((row["room"], answer.headers["set-cookie"].partition(";")[0]))
        context.clear_cookies()
    opened = [
        context.request.post(
            f"{crowd.server.address}/rooms/{room}/live",
            data=json.dumps({"line": "", "said": []}),
            headers={"origin": crowd.server.address, "cookie": cookie},
        )
        for room, cookie in tokens
    ]
    assert all(answer.status == 200 and '"page"' in answer.text() for answer in opened)
    context.close()
    board.goto(crowd.server.address + "/teacher")
    sees(board, "14 people, 5 of 5 seats taken")
    board.get_by_text("14 people", exact=True).click()
    assert board.get_by_text("away", exact=True).count() == 0
