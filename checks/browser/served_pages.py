"""Pages that only a server shows: the start page, one student alone, a class in several rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.server import Server, StartPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PHONE, _LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


class _Alone(Server):
    command, first = "alone", "Play at:"


def served(browser: Browser, folder: Path, **how: Any) -> Iterator[tuple[str, str, Page]]:
    """Yield the name of a page, the name of its state, and the page in it.

    Parameters
    ----------
    browser : that opens it
    folder : for classes
    how : more about its browser's context
    """

    def comes(address: str, size: Any) -> Page:
        page = browser.new_context(viewport=size, **how).new_page()
        page.goto(address)
        page.locator(".site").wait_for()
        return page

    yield from _start(StartPage(_new(folder / "start")), comes)
    alone = _Alone(_new(folder / "alone"), "package-deal", "--readings", "2", "--no-browser")
    yield from _alone(alone, comes)
    rooms = Server(_new(folder / "rooms"), "package-deal", "--rooms", "3", "--readings", "1")
    yield from _rooms(rooms, comes)


def _start(running: StartPage, comes: Any) -> Iterator[tuple[str, str, Page]]:
    page = comes(running.link, _LAPTOP)
    yield "start", "choose", page
    page.get_by_role("button", name="Check").click()
    page.locator("dialog").wait_for()
    yield "start", "check", page
    page.get_by_role("button", name="Close").click()
    page.get_by_label("Who can join?").select_option("here")
    page.get_by_role("button", name="Start class").click()
    page.get_by_text("Your class is open.").wait_for()
    yield "start", "open", page
    running.stop()


def _alone(running: Server, comes: Any) -> Iterator[tuple[str, str, Page]]:
    page = comes(running.address, _PHONE)
    yield "alone", "name", page
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("button", name="Choose for me").wait_for()
    yield "alone", "seats", page
    page.get_by_role("button", name=re.compile("^Bolivia")).click()
    page.get_by_role("button", name="Begin reading 1").wait_for()
    yield "alone", "begin", page
    page.get_by_role("button", name="Begin reading 1").click()
    page.get_by_role("button", name="Show me").click()
    page.get_by_role("button", name="A hint on the whole text").click()
    page.get_by_text("Your capital would bracket").wait_for()
    yield "alone", "reading", page
    for _ in range(2):
        page.get_by_role("button", name="I am done").click()
        page.locator(".curtain button, .takeover").first.wait_for()
        if page.locator(".curtain button").count():
            page.locator(".curtain button").click()
    page.locator(".big-choice.joins").click()
    page.get_by_role("button", name="Send: Bolivia joins").click()
    page.get_by_test_id("opening").wait_for()
    yield "alone", "seats open", page
    page.get_by_text("Hand in your result").wait_for()
    yield "alone", "over", page
    running.stop()


def _rooms(running: Server, comes: Any) -> Iterator[tuple[str, str, Page]]:
    board, wall = comes(running.link, _LAPTOP), comes(running.address + "/projector", _LAPTOP)
    phone = comes(running.address, _PHONE)
    phone.get_by_label("Your name").fill("Ana")
    phone.get_by_role("button", name="Come in").click()
    board.get_by_label("Room for Ana").wait_for()
    for name, page in (("lobby", phone), ("all rooms", board), ("common projector", wall)):
        yield name, "lobby", page
    board.get_by_label("Room for Ana").select_option("1")
    phone.wait_for_url("**/rooms/1")
    phone.get_by_role("button", name="Choose for me").click()
    board.get_by_role("button", name="Begin the first reading in 3 rooms").click()
    phone.locator("dialog.curtain").wait_for()
    for name, page in (("all rooms", board), ("common projector", wall)):
        yield name, "reading", page
    for button in ("Close reading 1", "Take the decision", "Open all seats"):
        board.get_by_role("button", name=f"{button} in 3 rooms").click()
    wall.get_by_text("How the rooms ended").wait_for()
    for name, page in (("all rooms", board), ("common projector", wall)):
        yield name, "over", page
    board.get_by_role("link", name="Compare the rooms").click()
    board.locator(".figure img").wait_for()
    yield "comparison", "over", board
    running.stop()


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
