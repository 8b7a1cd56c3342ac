"""One student against computers in a real browser, to adoption and to an objection."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from checks.browser.chromium import Reader
from checks.browser.classroom_people import People, needs_the_extra, sees, unfolds
from checks.browser.keys import goes_to, presses
from checks.browser.looking import sound
from checks.server import Server
from tests.command import COMMAND, ENVIRONMENT

needs_the_extra()


class AloneServer(Server):
    """A server of `gge-sim alone` on the package deal."""

    command, first = "alone", "Play at:"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = AloneServer(
        tmp_path, "package-deal", "--readings", "2", "--out", str(tmp_path / "play"), "--no-browser"
    )
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0


def sits(people: People, delegation: str) -> Page:
    """Come in, take a seat, and begin."""
    page = people.comes(phone=True)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("button", name=re.compile(f"^{delegation}")).click()
    page.get_by_role("button", name="Begin reading 1").click()
    reading(page, 1)
    return page


def reading(page: Page, number: int) -> None:
    """Wait for a reading, and put its curtain away."""
    page.get_by_test_id("stage").filter(has_text=f"Reading {number} of 2").wait_for()
    page.get_by_test_id("floor").wait_for()
    curtain = page.get_by_role("button", name="Show me")
    if curtain.count():
        curtain.click()


def is_done(page: Page) -> None:
    page.get_by_role("button", name=re.compile("I am done")).click()


def decides(page: Page, stance: str, reason: str = "") -> None:
    page.get_by_role("heading", name=re.compile("decides")).wait_for()
    page.get_by_role("button", name=re.compile(f"^{stance}")).first.click()
    if reason:
        page.get_by_label(re.compile("Your reason")).fill(reason)
    page.get_by_role("button", name=re.compile("^(Send|Yes)")).click()


def looked_at(page: Page) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        sound(page, f"{width} pixels")
    page.set_viewport_size({"width": 390, "height": 844})


def handed_in(page: Page, folder: Path) -> Path:
    """Download the result file."""
    folder.mkdir()
    with page.expect_download() as found:
        page.get_by_role("link", name="Download the result file").click()
    file = folder / found.value.suggested_filename
    found.value.save_as(file)
    return file


def collected(folder: Path) -> subprocess.CompletedProcess[str]:
    words = [*COMMAND, "collect", str(folder), "--runs", "20", "--out", str(folder / "out")]
    return subprocess.run(words, env=ENVIRONMENT, cwd=folder, capture_output=True, text=True, check=False)


def test_alone_to_adoption_with_hints_and_a_file_that_is_accepted(people: People, tmp_path: Path) -> None:
    page = sits(people, "Bolivia")
    assert page.get_by_text("would bracket").count() == 0, "no hint unless asked"
    page.get_by_role("button", name="A hint on the whole text").click()
    sees(page, re.compile("Your capital would bracket"))
    looked_at(page)
    page.locator(".rows > li").first.locator("button, summary").first.click()
    page.get_by_role("button", name="A hint: what would my capital do?").click()
    sees(page, re.compile("^Why?"))
    page.keyboard.press("Escape")

    # Two computers have made a deal, and the one that was asked says why it accepts.
    page.get_by_role("button", name="Talk").click()
    page.get_by_test_id("why").first.locator("summary").click()
    sees(page, re.compile("Netherlands: it has asked for"))
    looked_at(page)
    page.get_by_role("button", name="Draft").click()

    is_done(page)
    reading(page, 2)
    # Somebody offers Bolivia a package, after what it has said; it is answered here.
    is_done(page)
    decides(page, "Join")
    page.get_by_test_id("opening").wait_for()
    looked_at(page)
    sees(page, "Hand in your result")
    looked_at(page)
    file = handed_in(page, tmp_path / "in")
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["name"], told["seat"], told["outcome"]["adopted"], told["outcome"]["hints"]) == (
        "Ana",
        "BOL",
        True,
        2,
    )
    assert "1 of 1 student ended with a report." in collected(file.parent).stdout
    page.get_by_role("link", name="Open the debrief").click()
    sees(page, re.compile("You, Bolivia"))


def test_alone_to_an_objection_though_the_page_reloads_and_the_server_stops(
    people: People, server: Server, tmp_path: Path
) -> None:
    page = sits(people, "Bolivia")
    page.locator(".rows > li").first.locator("button, summary").first.click()
    page.locator("label.brackets").first.click()
    page.keyboard.press("Escape")
    sees(page, re.compile("Everything is saved|All your answers are saved"))
    # The page is loaded anew while no server is there, and goes on when it is back.
    server.kill()
    sees(page, re.compile("No connection"))
    server.start()
    page.reload()
    reading(page, 1)
    page.locator(".tok.brackets").first.wait_for()
    is_done(page)
    reading(page, 2)
    is_done(page)
    decides(page, "Object", "Not with this text.")
    sees(page, "Hand in your result")
    page.get_by_role("link", name="Open the debrief").wait_for()  # the room's last step
    file = handed_in(page, tmp_path / "in")
    assert json.loads(file.read_text(encoding="utf-8"))["outcome"]["decided"] == "objects"
    assert (server.folder / "play" / "result.json").read_bytes() == file.read_bytes()
    # With another outcome by hand it is refused.
    file.write_bytes(file.read_bytes().replace(b'"adopted": false', b'"adopted": true'))
    told = collected(file.parent)
    assert told.returncode == 2
    assert "changed" in told.stderr


def test_alone_with_the_keyboard_alone(people: People) -> None:
    page = people.comes(phone=True)
    goes_to(page, "#name")
    page.keyboard.type("Ana")
    presses(page, "Come in")
    page.get_by_role("heading", name="Ana, take a seat").wait_for()
    presses(page, "^Bolivia")
    page.get_by_role("button", name="Begin reading 1").wait_for()
    presses(page, "^Begin reading 1")
    page.locator("dialog.curtain button:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for(state="detached")
    presses(page, "^A hint on the whole text")
    sees(page, re.compile("Your capital would"))
    for _ in range(2):
        presses(page, "^I am done")
        curtain = page.locator("dialog.curtain button:focus")
        curtain.or_(page.get_by_role("heading", name=re.compile("decides"))).wait_for()
        page.keyboard.press("Enter")
    presses(page, "^Join")
    presses(page, "^Send")
    sees(page, "Hand in your result")


def test_computers_talk_in_a_class_when_the_teacher_lets_them(somebody: Reader, tmp_path: Path) -> None:
    running = Server(tmp_path, "package-deal", "--out", str(tmp_path / "class"), "--readings", "2")
    people = People(somebody.browser, running)
    try:
        teacher = people.teacher()
        page = people.student("Ana", "Bolivia")
        teacher.get_by_role("button", name="Begin the first reading").click()
        page.get_by_test_id("stage").filter(has_text="Reading 1").wait_for()
        assert page.get_by_test_id("floor").count() == 0
        unfolds(teacher, "Settings")
        teacher.get_by_text("Computers take the floor").click()
        page.get_by_test_id("floor").wait_for()
        assert page.get_by_text("A hint").count() == 0
        assert people.errors == []
    finally:
        people.leave()
        running.stop()
