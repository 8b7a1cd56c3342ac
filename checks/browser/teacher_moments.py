"""Moments of a class on the teacher's page, made of actions and shown without a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.classroom.export import FILES
from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, act, key_of, prepare, student_view, teacher_view
from sim.classroom.room import actions as do
from sim.classroom.site import shell
from sim.classroom.site.address import code_as_path
from sim.classroom.site.lesson.hosted_class import places
from sim.classroom.site.lesson.view_changes import ViewChanges, sections
from sim.scenario.loading import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, WebSocketRoute

ADDRESS, _HOME = "http://192.168.178.104:8080", "http://teacher.test"
NAMES = (
    "Olga",
    "Maryam",
    "Haruto",
    "Zoë",
    "محمد",
    "Bartholomew",
    "Wilhelmina Featherstonehaugh-Cholm",
    "Awa",
)
#: Rooms of these moments: seats of the scenario, and people in the class.
ROOMS = {
    8: ("scenarios/teaching/package-deal.yaml", 8),
    25: ("gge-2016-2017", 17),
    193: ("oewg-2019-2021", 40),
}


@cache
def case_of(seats: int) -> Case:
    """Return the room with so many seats."""
    name, _ = ROOMS[seats]
    return prepare(load(Path(name) if "/" in name else name), readings=3, coded=True)


def gathered(case: Case, people: int) -> Lesson:
    """Return a class in which so many people have taken seats, and one more watches."""
    lesson = Lesson.gathering(case, key_of("teacher"))
    step = max(1, len(case.seats) // people)
    for n in range(people + 1):
        name = NAMES[n % len(NAMES)] + (f" {n // len(NAMES) + 1}" if n >= len(NAMES) else "")
        lesson = act(lesson, NOBODY, do.Enter(name, key_of(f"p{n}")))
        if n < people:
            lesson = act(lesson, n, do.TakeSeat(case.seats[n * step]))
    return lesson


def moments(seats: int) -> Iterator[tuple[str, Lesson]]:
    """Yield the moments of a class by name, from the lobby to the end."""
    case, people = case_of(seats), ROOMS[seats][1]
    lesson = gathered(case, people)
    yield "lobby", lesson
    lesson = act(act(lesson, TEACHER, do.Begin()), TEACHER, do.SetTimer(250), 0.0)
    first, second = [issue.code for issue in case.issues[:2]]
    drafted = dict(zip(case.paragraph, case.words(lesson.play.draft), strict=True))
    takes, asks = ({issue: _other(case, issue, drafted[issue])} for issue in (first, second))
    for n in range(0, people, 2):
        lesson = act(lesson, n, do.Answer(first, "brackets"))
        lesson = act(lesson, n, do.Ready())
    lesson = act(lesson, 1, do.OfferPackage(takes, asks))
    for n in range(2, min(people, 2 + lesson.play.packages[0].needed)):
        lesson = act(lesson, n, do.CoSponsor(1))
    lesson = act(act(lesson, 3, do.AskFloor("We cannot join this text.")), 5, do.Away())
    lesson = act(lesson, TEACHER, do.Discuss(first))
    yield "reading", lesson
    revision = act(act(lesson, TEACHER, do.AppointChair("teacher")), TEACHER, do.Advance())
    yield "revision", revision
    silence = act(lesson, TEACHER, do.PutUnderSilence())
    silence = act(silence, 0, do.Decide("objects", "It is a red line for us."))
    silence = act(silence, 1, do.Decide("dissociates", "We need more on this.", (second,)))
    yield "silence", silence
    opening = act(silence, TEACHER, do.Advance())
    yield "closed", opening
    for _ in range(3):
        opening = act(opening, TEACHER, do.OpenSeats())
    yield "opening", opening
    yield "over", act(opening, TEACHER, do.OpenSeats(all=True))


def _other(case: Case, issue: str, rung: str) -> Any:
    return next(word for word in reversed(case.ladder(issue)) if word != rung)


class Laptop:
    """The teacher's page, or a student's, in a browser, without a server behind it; what it sends is kept.

    Parameters
    ----------
    page : of the browser
    sent : what the page sent, in order
    errors : what went wrong in the page
    """

    def __init__(self, browser: Browser, width: int, height: int, **how: Any) -> None:
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        context.set_default_timeout(30_000)
        context.route("**/*", self._answer)
        context.route_web_socket("**/live", self._opened)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.sent: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._first = b""
        self._line: WebSocketRoute | None = None

    def open(self, lesson: Lesson, player: int | None = None) -> Page:
        """Open the page of the teacher, or of a player, at a moment of a class."""
        view = teacher_view(lesson) if player is None else student_view(lesson, player)
        told = {"news": ViewChanges().of(sections(view)), "clock": 40.0, **places(lesson.case), "class": ""}
        told |= {"address": ADDRESS, "qr": code_as_path(ADDRESS), "coded": True}
        told |= {"projector": "/projector", "debrief": "/teacher/debrief", "hall": ""}
        told["exports"] = [(title, f"/teacher/export/{name}") for name, (title, _) in FILES.items()]
        module = "teacher_page.js" if player is None else "student_page.js"
        self._first = bytes(shell.screen("Class", module, told, "/live", "class.css").body)
        self.page.goto(_HOME)
        self.page.get_by_test_id("stage").wait_for()
        return self.page

    def did(self) -> list[dict[str, Any]]:
        """Return the actions that the page sent, in order."""
        self.page.wait_for_timeout(100)
        return [json.loads(told.partition(" ")[2]) for told in self.sent if told.startswith("do ")]

    def answer(self, state: str, why: str = "") -> None:
        """Answer the last action that the page sent."""
        assert self._line is not None
        told = {"id": self.did()[-1]["id"], "state": state, "why": why, "again": False}
        self._line.send(json.dumps([["acknowledged", told]]))

    def leave(self) -> None:
        """Close it; nothing went wrong in it."""
        self.page.context.close()
        assert self.errors == []

    def _opened(self, line: WebSocketRoute) -> None:
        self._line = line
        line.on_message(lambda told: self.sent.append(str(told)))
        line.send('[["opened", ""]]')

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(_HOME).partition("?")[0]
        if path in ("", "/"):
            route.fulfill(body=self._first, content_type="text/html")
        elif path.startswith("/assets/"):
            route.fulfill(path=str(Path(shell.__file__).parent / "assets" / path.rpartition("/")[2]))
        else:
            route.fulfill(status=404)
