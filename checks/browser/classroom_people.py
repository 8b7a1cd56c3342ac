"""A class for these tests: its room, and people who each have a browser of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checks.browser.chromium import PATIENCE
from checks.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

#: A small room in which everybody gains, so that only people can stand in the way.
SCENARIO = """
id: friends
title: A room of friends
question: Will the friends adopt a report?
body: other
mandate: {resolution: X/1, adopted: 2030-01, source: invented, ambition: {TRUST: 0.5, HELP: 0.5}}
starts: 2031-01
ends: 2031-12
sessions: 3
readings_per_session: 1
chair: {name: the ambassador, source: invented}
issues:
  - code: TRUST
    title: Trust
    salience: 1
    silent: {text: The report does not speak of trust.}
    indirect: {text: States may trust each other.}
    explicit: {text: States trust each other.}
  - code: HELP
    title: Help
    salience: 1
    silent: {text: The report does not speak of help.}
    indirect: {text: States may help each other.}
    explicit: {text: States help each other.}
stakes: {source: invented}
level: {stake_scale: 2.0, decision_noise: 0.01}
members: [BRA, CUB, FJI, KEN, NOR]
members_source: invented
delegations:
  "*": {source: invented, date: 2030-12, evidence: document, positions: {TRUST: 2, HELP: 2}}
"""


class People:
    """Everybody who comes to a class, each with a browser that shares nothing with the others.

    Parameters
    ----------
    asked : everything that their pages asked for
    errors : what went wrong in their pages
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.asked: list[str] = []
        self.errors: list[str] = []
        self._contexts: list[BrowserContext] = []

    def comes(
        self, path: str = "/", phone: bool = False, state: Any = None, scheme: str = "light", script: str = ""
    ) -> Page:
        """Let somebody open a page; in their browser, a script may have changed what pages find."""
        size = {"width": 360, "height": 740} if phone else {"width": 1280, "height": 900}
        dark = "dark" if scheme == "dark" else "light"
        context = self.browser.new_context(viewport=size, storage_state=state, color_scheme=dark)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._answer)
        self._contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda opened: self.asked.append(opened.url))
        page.goto(path if path.startswith("http") else self.server.address + path)
        return page

    def teacher(self) -> Page:
        """Let the teacher open the private link."""
        page = self.comes(self.server.link)
        page.get_by_test_id("stage").wait_for()
        return page

    def student(self, name: str, delegation: str, **how: Any) -> Page:
        """Let a student come in and take a seat."""
        page = self.comes(phone=True, **how)
        page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="Come in").click()
        page.get_by_role("button", name=re.compile(f"^{delegation}")).click()
        page.locator("nav.tabs").get_by_role("button", name="Capital").wait_for()
        return page

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        route.continue_() if self._here(route.request.url) else route.abort()

    def _here(self, url: str) -> bool:
        here = self.server.address.partition("://")[2]
        return url.startswith(("data:", "blob:")) or url.partition("://")[2].partition("/")[0] == here

    @property
    def outside(self) -> list[str]:
        """What was asked for that is not on this machine."""
        return [url for url in self.asked if not self._here(url)]

    def leave(self) -> None:
        """Let everybody go home."""
        for context in self._contexts:
            context.close()


def begins(page: Page) -> None:
    """Let a student see that a reading is open, and take the curtain away."""
    page.locator(".rows .a").first.wait_for()
    curtain = page.locator("dialog.curtain")
    if curtain.is_visible():
        curtain.get_by_role("button", name="Show me").click()
    curtain.wait_for(state="detached")


def answers(page: Page, stance: str, number: int = 0) -> None:
    """Let a student open a paragraph of the draft, answer it, and go back to the draft."""
    begins(page)
    page.locator(".rows .para").nth(number).click()
    page.locator(f"dialog label.{stance}").click()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def answered(page: Page, stance: str, number: int = 0) -> None:
    """Wait until the row of a paragraph shows this answer."""
    page.locator(".rows > li").nth(number).locator(f".tok.{stance}").wait_for()


def writes(page: Page, to: str, text: str) -> None:
    """Let a student send a private note from the page of talk, and leave the thread open."""
    page.get_by_label("To", exact=True).select_option(to)
    page.get_by_role("button", name="Write", exact=True).click()
    page.locator("#note").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def at(page: Page, tab: str) -> None:
    """Let a student go to a page of the phone."""
    page.locator("nav.tabs").get_by_role("button", name=tab).click()


def sees(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until somebody sees some words."""
    page.get_by_text(words).locator("visible=true").first.wait_for()


def scenario_file(folder: Path) -> Path:
    """Write the room of friends down."""
    file = folder / "friends.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


def needs_the_extra() -> None:
    """Skip where the extra `classroom` is not installed."""
    for name in ("starlette", "uvicorn", "segno"):
        pytest.importorskip(name, reason="the extra classroom is not installed")


def unfolds(page: Page, title: str) -> None:
    """Let somebody open what is folded under a title."""
    page.locator("summary", has_text=re.compile(f"^{title}$")).click()
