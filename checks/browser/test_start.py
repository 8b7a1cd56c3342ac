"""The start page in a real browser: choose, start, come in, stop, resume; the kit; the check with a phone."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import People, needs_the_extra, sees
from checks.browser.keys import goes_to, presses
from checks.browser.looking import sound
from checks.server import StartPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_the_extra()

#: What the state of the page is that a class is open.
OPEN = "Your class is open."


@pytest.fixture
def started(tmp_path: Path) -> Iterator[StartPage]:
    running = StartPage(tmp_path)
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0
    assert running.said[-1] == "Stopped; classes are saved."
    assert not (tmp_path / "results" / "start.link").exists()


class Everybody(People):
    """Whoever opens the start page, or a class that it has opened: all on this machine."""

    def _here(self, url: str) -> bool:
        return super()._here(url) or urlsplit(url).hostname == "127.0.0.1"


@pytest.fixture
def teacher(somebody: Reader, started: StartPage) -> Iterator[Everybody]:
    came = Everybody(somebody.browser, started)
    yield came
    came.leave()
    assert came.outside == []
    assert came.errors == []


def chooses(page: Page, story: str) -> None:
    """Choose a story, for this machine alone."""
    page.locator(".story").filter(has_text=story).click()
    page.get_by_label("Who can join?").select_option("here")


def refused(port: int) -> bool:
    """Return whether nobody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_teacher_starts_a_class_stops_it_and_goes_on_with_it(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    chooses(page, "The package deal")
    page.get_by_label("Students", exact=True).fill("5")
    sees(page, "8 seats: computers play 3 of them.")
    page.get_by_label("Who chairs?").select_option("teacher")
    page.get_by_role("button", name="4 90 min").click()
    page.get_by_label("Quiz before and after").check()
    page.get_by_role("button", name="Start class").click()
    sees(page, OPEN)
    address = page.locator(".address").inner_text()
    desk = teacher.comes(page.get_by_role("link", name="Go to my page").get_attribute("href") or "")
    desk.get_by_test_id("stage").wait_for()
    assert desk.get_by_label("Chair", exact=True).input_value() == "teacher"
    assert "Reading 4" in desk.inner_text("body")
    desk.get_by_role("link", name="Quiz before and after").wait_for()
    student = teacher.comes(address, phone=True)
    student.get_by_label("Your name").fill("Ana")
    student.get_by_role("button", name="Come in").click()
    sees(page, "1 person has come in.")
    page.get_by_role("button", name="Stop the class").click()
    page.get_by_role("button", name="Really stop?").click()
    sees(page, "1 person, before the first reading.")
    page.get_by_role("button", name="Resume").click()
    sees(page, "1 person has come in.")
    assert page.locator(".address").inner_text() == address
    sees(student, re.compile("Bolivia"))
    page.get_by_role("button", name="Stop the class").click()
    page.get_by_role("button", name="Really stop?").click()
    page.get_by_role("button", name="Quit gge-sim").click()
    sees(page, "gge-sim has stopped.")
    assert teacher.server.process.wait(60) == 0


def test_a_class_in_two_rooms_opens_with_a_list_and_outlives_a_power_cut(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    chooses(page, "The package deal")
    page.get_by_label("Students", exact=True).fill("16")
    sees(page, "8 seats: 8 students have no seat.")
    rooms = page.get_by_label("How many rooms?")
    assert rooms.locator("option").nth(1).inner_text() == "2 (fits your class)"
    rooms.select_option("2")
    page.get_by_label("A second story?").select_option("lone-blocker")
    file = teacher.server.folder / "list.csv"
    file.write_text("name,room,seat\nOlga,2,Chile\nMila,3,\n", encoding="utf-8")
    page.get_by_label("List of students").set_input_files(file)
    sees(page, "list:3: room = 3: there is no such room; allowed: 1 to 2, or nothing for a room by lot")
    assert page.get_by_role("button", name="Start class").is_disabled()
    page.get_by_label("A second story?").select_option("")
    file.write_text("name,room,seat\nOlga,2,Bolivia\nMila,2,\n", encoding="utf-8")
    with page.expect_file_chooser() as again:
        page.get_by_label("List of students").click()
    again.value.set_files(file)  # the same file, mended
    sees(page, "2 students are on the list.")
    page.get_by_role("button", name="Start class").click()
    sees(page, OPEN)
    sees(page, "Nobody has come in yet.")
    address = page.locator(".address").inner_text()

    board = teacher.comes(page.get_by_role("link", name="Go to my page").get_attribute("href") or "")
    phones = [teacher.comes(address, phone=True) for _ in range(2)]
    for phone, name in zip(phones, ("Ana", "Ben"), strict=True):
        phone.get_by_label("Your name").fill(name)
        phone.get_by_role("button", name="Come in").click()
    sees(board, "2 students wait in the lobby.")
    board.get_by_role("button", name="Draw rooms and seats by lot").click()
    for phone in phones:
        phone.wait_for_url("**/rooms/1")
        phone.locator("nav.tabs").wait_for()
    board.get_by_role("button", name="Begin the first reading in 2 rooms").click()
    sees(board, re.compile("Waiting for (Ana|Ben)"))

    teacher.server.kill()
    teacher.server.start()
    page.goto(teacher.server.link)
    sees(page, "4 people in 2 rooms.")
    page.get_by_label("Who can join?").select_option("here")
    page.get_by_role("button", name="Resume").click()
    sees(page, "2 people have come in.")
    assert page.locator(".address").inner_text() == address
    sees(board, re.compile("Waiting for (Ana|Ben)"))
    for phone in phones:
        phone.reload()
        phone.locator("nav.tabs").wait_for()
    board.get_by_role("link", name="Links, to print and cut").click()
    board.locator(".slips li").nth(1).wait_for()


def test_a_page_that_has_lost_the_program_says_so_while_a_class_is_open(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    chooses(page, "The package deal")
    page.get_by_label("Who chairs?").select_option("student")
    page.get_by_role("button", name="Start class").click()
    sees(page, OPEN)
    desk = teacher.comes(page.get_by_role("link", name="Go to my page").get_attribute("href") or "")
    desk.get_by_test_id("stage").wait_for()
    sees(desk, "A student is to chair.")
    for lost in (page, desk):
        lost.context.set_offline(True)
        sees(lost, "This page has lost gge-sim.")
        lost.context.set_offline(False)
        lost.get_by_text("This page has lost gge-sim.").wait_for(state="detached")


def test_the_kit_is_made_and_opens_in_the_browser(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    chooses(page, "The lone blocker")
    page.get_by_role("button", name="Print the kit").click()
    link = page.get_by_role("link", name="The kit is ready: open it")
    link.wait_for()
    kit = teacher.comes(teacher.server.link)
    kit.goto(teacher.server.address + str(link.get_attribute("href")))
    sees(kit, "Role sheets")
    kit.get_by_role("link", name="Role sheets").click()
    sees(kit, "The lone blocker")
    assert kit.evaluate("getComputedStyle(document.body).fontSize") != "16px", (
        "the style sheet inside is used"
    )
    assert (teacher.server.folder / "results" / "lone-blocker-kit" / "index.html").is_file()


def test_the_check_turns_green_when_another_device_has_come_through(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    if page.get_by_text("It is not on a network.").count():
        pytest.skip("this machine is on no network")
    page.get_by_role("button", name="Check").click()
    sees(page, "Waiting for a phone…")
    address = urlsplit(page.locator("dialog .address").inner_text())
    here = teacher.comes(f"http://127.0.0.1:{address.port}/", phone=True)
    sees(here, "on the computer itself")
    assert page.get_by_text("Waiting for a phone…").is_visible(), "this machine itself is not a phone"
    assert page.locator(".reached").count() == 0
    # Another address of this machine's own stands in for a phone.
    phone = http.client.HTTPConnection("127.0.0.1", address.port or 80, source_address=("127.0.0.2", 0))
    with closing(phone):
        phone.request("GET", "/")
        assert phone.getresponse().status == 200
    sees(page, "Yes. A phone has just opened 127.0.0.1.")
    page.get_by_role("button", name="Done").click()
    page.locator(".reached").wait_for()
    while not refused(address.port or 80):  # the page for phones is closed
        page.wait_for_timeout(100)


#: Opens the channel of the page, as a script of another page would.
LINE = """() => new Promise(done => {
  const line = new WebSocket(location.origin.replace("http", "ws") + "/start/live");
  line.onmessage = () => done("open");
  line.onclose = () => done("closed");
})"""


def test_without_the_right_token_there_is_nothing(teacher: Everybody) -> None:
    for path in (
        teacher.server.link[:-22] + "A" * 22,
        "/",
        "/start",
        "/start/kit/lone-blocker/en/index.html",
    ):
        page = teacher.comes(path)
        assert page.inner_text("body").lower() == "not found"
        assert page.evaluate(LINE) == "closed"
    mine = teacher.comes(teacher.server.link)
    assert mine.evaluate(LINE) == "open"


@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_it(teacher: Everybody, width: int) -> None:
    page = teacher.comes(teacher.server.link)
    page.set_viewport_size({"width": width, "height": 800})

    sees(page, "What will your class negotiate?")
    sound(page, "choose")
    page.get_by_role("button", name="All stories").click()
    sound(page, "all stories")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("What to do?").click()
    sound(page, "the check")
    page.get_by_role("button", name="Close").click()
    chooses(page, "The package deal")
    page.get_by_label("How many rooms?").select_option("3")
    page.get_by_label("A second story?").select_option("lone-blocker")
    faulty = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"name,room\nOlga,9\n"}
    page.get_by_label("List of students").set_input_files([faulty])
    sees(page, "Nothing was loaded.")
    sound(page, "several rooms")
    page.get_by_role("button", name="Without a list").click()
    page.get_by_role("button", name="Start class").click()
    sees(page, OPEN)
    sound(page, "open")
    page.get_by_role("button", name="Stop the class").click()
    sees(page, "What will your class negotiate?")


def test_a_class_is_started_and_stopped_with_the_keyboard_alone(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    presses(page, "^Made for teaching")
    goes_to(page, "input[name=story]")
    page.keyboard.press("ArrowDown")
    assert page.locator(".story:has(:checked)").count() == 1
    goes_to(page, "#students")
    page.keyboard.type("5")
    presses(page, "^4")
    goes_to(page, "#lan")
    page.keyboard.press("End")
    presses(page, "^Start class")
    sees(page, OPEN)
    presses(page, "^Stop the class")
    sees(page, "What will your class negotiate?")


def test_a_teacher_tries_it_alone(teacher: Everybody) -> None:
    page = teacher.comes(teacher.server.link)
    chooses(page, "The package deal")
    page.get_by_role("button", name="Try it alone").click()
    seat = teacher.comes(
        page.get_by_role("link", name="Your seat among computers").get_attribute("href") or ""
    )
    seat.get_by_label("Your name").wait_for()
    assert page.get_by_role("button", name="Start class").is_enabled(), "a class can be opened beside it"
