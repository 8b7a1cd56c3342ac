"""Chromium, without a window and without the world: whatever a page asks for outside is noted and refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Milliseconds that anything may take before it counts as not happening, on the slowest machine.
PATIENCE = 120_000
#: What a page may ask for; all the rest is the world.
AT_HOME = ("file:", "about:", "data:")


def missing(what: str) -> NoReturn:
    """Skip where there is no browser to look with; where CI is set there must be one."""
    told = f"{what}, so no page was looked at"
    if os.environ.get("CI"):
        pytest.fail(told, pytrace=False)
    pytest.skip(told)


def found() -> str:
    """Return where Chromium is."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    missing(f"no Chromium found ({', '.join(NAMES)})")


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; while it runs, no other event loop can run in this thread."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    # As root, Chromium runs only without its own sandbox.
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    path = found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


class Reader:
    """Somebody who opens pages.

    Parameters
    ----------
    browser : what they open them with
    asked : everything that pages asked for since `leave`, themselves among it
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.asked: list[str] = []
        # To begin a context takes longer than to open a page, so that every kind is begun once.
        self._contexts: dict[tuple[str, bool], BrowserContext] = {}

    def open(self, file: Path, width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
        """Open a page.

        Parameters
        ----------
        file : of the page
        width : of the window, in pixels
        scheme : ``light`` or ``dark``, as the reader prefers
        script : whether scripts may run
        """
        page = self._context(scheme, script).new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        return page

    def _context(self, scheme: str, script: bool) -> BrowserContext:
        if (scheme, script) not in self._contexts:
            context = self.browser.new_context(
                color_scheme="dark" if scheme == "dark" else "light", java_script_enabled=script, offline=True
            )
            context.set_default_timeout(PATIENCE)
            context.route("**/*", self._answer)
            self._contexts[scheme, script] = context
        return self._contexts[scheme, script]

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if route.request.url.startswith(AT_HOME):
            route.continue_()
        else:
            route.abort()

    def outside(self, file: Path) -> list[str]:
        """Return what was asked for beside a page itself: it should be whole alone, even on another disk."""
        return [url for url in self.asked if url != file.as_uri() and not url.startswith(("about:", "data:"))]

    def leave(self) -> None:
        """Close every page, and forget what they asked for."""
        for context in self._contexts.values():
            for page in context.pages:
                page.close()
        self.asked.clear()
