"""A page of a class without a server: it shows moments made of actions as a server would show them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.classroom.export import FILES
from sim.classroom.room import Lesson, debrief, projector_view, student_view, teacher_view
from sim.classroom.room_forecast import forecast_of
from sim.classroom.site import shell
from sim.classroom.site.address import code_as_path
from sim.classroom.site.lesson.hosted_class import places
from sim.classroom.site.lesson.view_changes import ViewChanges, plain, sections
from sim.classroom.site.reader import ENGLISH_READER, Reader
from sim.classroom.words.catalogue import as_json
from sim.classroom.words.message import say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, WebSocketRoute

    from sim.scenario.schema import Record

ADDRESS = "http://192.168.178.104:8080"
_HOME = "http://class.test"
#: Milliseconds until a page counts as one that does not draw.
PATIENCE = 60_000
#: Plays of the forecast on a debrief.
_PLAYS = 200
#: Whose page it is: that of a player is named by the player's number.
Whose = int | Literal["projector", "teacher", "debrief"]
_MODULES = {"projector": "projector_page.js", "teacher": "teacher_page.js", "debrief": "debrief_page.js"}
#: Turns a page into another language: tag, name of the catalogue, words of the scenario, direction.
_SPEAK = """async ([tag, code, more, direction]) => {
    const home = document.querySelector('script[type=module]').src.replace(/start\\.js$/, '');
    const { speak } = await import(`${home}words.js`);
    window.catalogues ??= { en: {} };
    window.catalogues[code] ??= await fetch(`${home}words/${code}.json`).then((found) => found.json());
    Object.assign(document.documentElement, { lang: tag, dir: direction });
    speak(tag, { ...window.catalogues[code], ...more }, direction);
}"""


def speaks(page: Page, reader: Reader) -> None:
    """Turn an open page into another language; what the server has told before stays in the old one."""
    language = reader.language
    page.evaluate(_SPEAK, [language.tag, reader.code, reader.words, language.direction])


class Shown:
    """A page of a class in a browser, shown one moment after the other; what it sends is kept.

    Parameters
    ----------
    browser : that opens it
    width, height : of its window, in pixels
    whose : page
    query : behind its address
    record : what really happened, for a debrief
    reader : whose language the page is in at first
    how : more about its browser's context

    Attributes
    ----------
    page : of the browser
    height : of its window, in pixels
    sent : what the page sent, in order
    errors : what went wrong in the page
    """

    def __init__(
        self,
        browser: Browser,
        width: int,
        height: int,
        whose: Whose,
        query: str = "",
        record: Record | None = None,
        reader: Reader = ENGLISH_READER,
        **how: Any,
    ) -> None:
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._answer)
        context.route_web_socket("**/live", self._opened)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.sent: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.whose, self.height, self._query, self._record = whose, height, query, record
        self._reader = reader
        self._first, self._lost = b"", False
        self._line: WebSocketRoute | None = None

    def open(self, lesson: Lesson, clock: float = 40.0, **faked: Any) -> Page:
        """Open the page at a moment of a class.

        Parameters
        ----------
        lesson : the class
        clock : seconds on its clock
        faked : parts of the room that are to be others
        """
        self._lost = False
        module = _MODULES.get(str(self.whose), "student_page.js")
        first = (
            _debrief(lesson, self._record) if self.whose == "debrief" else self._told(lesson, clock, faked)
        )
        style = "projector.css" if self.whose == "projector" else "class.css"
        self._first = bytes(shell.screen(say("Class"), module, first, "/live", style, self._reader).body)
        self.page.goto(f"{_HOME}/{self._query}")
        self.page.locator(".site, .projector").first.wait_for()
        self.settle()
        return self.page

    def show(self, lesson: Lesson, clock: float = 40.0, **faked: Any) -> Page:
        """Show a later moment of the class on the open page."""
        self._say("show", {"news": self._news(lesson, faked), "clock": clock})
        self.settle()
        return self.page

    def speak(self, reader: Reader, lesson: Lesson, clock: float = 40.0, **faked: Any) -> Page:
        """Turn the open page into another language, at the moment that it shows."""
        speaks(self.page, reader)
        if not self._lost:
            self.show(lesson, clock, **faked)
        return self.page

    def did(self) -> list[dict[str, Any]]:
        """Return the actions that the page sent, in order."""
        self.page.wait_for_timeout(100)
        return [json.loads(told.partition(" ")[2]) for told in self.sent if told.startswith("do ")]

    def answer(self, state: str, why: str = "") -> None:
        """Answer the last action that the page sent."""
        self._say("acknowledged", {"id": self.did()[-1]["id"], "state": state, "why": why, "again": False})

    def lose(self) -> None:
        """Cut the line to the server for good."""
        assert self._line is not None
        self._lost = True
        self._line.close()

    def settle(self) -> None:
        """Wait until everything has found its size."""
        self.page.evaluate(
            "() => document.fonts.ready.then(() => new Promise(done =>"
            " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))))"
        )

    def leave(self) -> None:
        """Close it; nothing went wrong in it."""
        self.page.context.close()
        assert self.errors == []

    def _say(self, what: str, about: dict[str, Any]) -> None:
        assert self._line is not None
        self._line.send(json.dumps([[what, about]]))

    def _news(self, lesson: Lesson, faked: dict[str, Any]) -> dict[str, Any]:
        if isinstance(self.whose, int):
            seen = sections(student_view(lesson, self.whose))
        else:
            seen = sections((projector_view if self.whose == "projector" else teacher_view)(lesson))
        return ViewChanges().of(seen) | {f"room.{name}": value for name, value in faked.items()}

    def _told(self, lesson: Lesson, clock: float, faked: dict[str, Any]) -> dict[str, Any]:
        return {
            "news": self._news(lesson, faked),
            "clock": clock,
            **places(lesson.case),
            "class": "",
            "address": ADDRESS,
            "qr": code_as_path(ADDRESS),
            "coded": True,
            "projector": "/projector",
            "debrief": "/debrief",
            "hall": "",
            "exports": [(plain(title), f"/teacher/export/{name}") for name, (title, _) in FILES.items()],
        }

    def _opened(self, line: WebSocketRoute) -> None:
        if self._lost:
            line.close()
            return
        self._line = line
        line.on_message(lambda told: self.sent.append(str(told)))
        self._line.send(json.dumps([["opened", ""]]))

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(_HOME).partition("?")[0]
        if path == "/":
            route.fulfill(body=self._first, content_type="text/html")
        elif path.endswith(".json"):
            route.fulfill(body=as_json(path.rpartition("/")[2].removesuffix(".json")))
        elif path.startswith("/assets/"):
            route.fulfill(path=Path(shell.__file__).parent / "assets" / path.rpartition("/")[2])
        elif self._lost:
            route.abort()
        else:
            route.fulfill(status=404)


def _debrief(lesson: Lesson, record: Record | None) -> dict[str, Any]:
    """Return the debrief as the first player sees it."""
    told = plain(debrief(lesson, forecast_of(lesson.case, _PLAYS), record))
    you = lesson.players[0].seat
    return {"debrief": told, "sentence": "", "class": "", "you": you, "home": "/"}
