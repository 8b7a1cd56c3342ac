"""A projector without a class: lessons made of actions are shown on the page, as a server would show them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sim.classroom.room import NOBODY, TEACHER, Case, Lesson, act, key_of, prepare, projector_view
from sim.classroom.room import actions as do
from sim.classroom.site import shell
from sim.classroom.site.address import code_as_path
from sim.classroom.site.lesson.hosted_class import places
from sim.classroom.site.lesson.view_changes import ViewChanges, sections
from sim.scenario.loading import load
from sim.scenario.roster import roster

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, WebSocketRoute

ADDRESS = "http://192.168.178.104:8080"
_HOME = "http://projector.test"
#: Milliseconds until a page counts as one that does not draw.
PATIENCE = 60_000
#: Names of people as a class has them; the seventh is longer than any plate.
NAMES = (
    "Olga", "Maryam", "Haruto", "Zoë", "محمد", "Bartholomew", "Wilhelmina Featherstonehaugh-Cholm", "Lena",
    "Jean-Baptiste", "Nguyễn Thị Minh Khai", "Awa", "Ana María",
)  # fmt: skip
_TITLE = "Transparency and confidence-building in matters of the common use of paragraph {k}"
_TEXT = (
    "States {verb} to tell each other in good time what they plan about subject {k}, each by its own means."
)


@cache
def case_of(seats: int, paragraphs: int, readings: int = 3) -> Case:
    """Return a room of so many seats, those with the longest names among them, with long paragraphs."""
    known = sorted(roster().values(), key=lambda member: (-len(member.name), member.code))
    third = len(known) // 3
    members = sorted(m.code for m in [*known[: seats // 4], *known[third : third + seats - seats // 4]])
    if seats > len(members):
        members = sorted(roster())[:seats]
    issues = [
        {
            "code": f"P{k}",
            "title": " ".join(_TITLE.format(k=k).split()[: 2 + k]),
            "salience": 1,
            "silent": {"text": f"The report does not speak of subject {k}."},
            "indirect": {"text": _TEXT.format(verb="may wish", k=k)},
            "explicit": {"text": _TEXT.format(verb="commit themselves", k=k)},
        }
        for k in range(1, paragraphs + 1)
    ]
    last = {f"P{paragraphs}": 0}
    stands = {"source": "invented", "date": "2030-12", "evidence": "document"}
    told = {
        "id": "projected",
        "title": "Open-ended working group on the reduction of distances between speakers and listeners",
        "question": "Does it fit?",
        "body": "other",
        "mandate": {"resolution": "X/1", "adopted": "2030-01", "source": "invented", "ambition": {"P1": 0.5}},
        "starts": "2031-01",
        "ends": "2031-12",
        "sessions": 3,
        "readings_per_session": 1,
        "chair": {"name": "the ambassador", "source": "invented"},
        "issues": issues,
        "stakes": {"source": "invented"},
        "level": {"stake_scale": 2.0, "decision_noise": 0.01},
        "members": members,
        "members_source": "invented",
        "delegations": {
            "*": {**stands, "positions": {issue["code"]: 2 for issue in issues} | last},
            members[0]: {**stands, "positions": {issue["code"]: -2 for issue in issues} | last},
        },
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "projected.yaml"
        path.write_text(json.dumps(told), encoding="utf-8")
        return prepare(load(path), readings=readings, coded=True)


def gathered(case: Case, people: int) -> Lesson:
    """Return a class in which so many people have taken seats, from one end of the room to the other."""
    lesson = Lesson.gathering(case, key_of("teacher"))
    step = max(1, len(case.seats) // people) if people else 1
    for n in range(people):
        name = NAMES[n % len(NAMES)] + (f" {n // len(NAMES) + 1}" if n >= len(NAMES) else "")
        lesson = act(lesson, NOBODY, do.Enter(name, key_of(f"p{n}")))
        lesson = act(lesson, n, do.TakeSeat(case.seats[n * step]))
    return lesson


def read(lesson: Lesson) -> Lesson:
    """Begin; people bracket all paragraphs but the last, propose words, ask for the floor, and are done."""
    lesson = act(lesson, TEACHER, do.Begin())
    lesson = act(lesson, TEACHER, do.SetTimer(522), 0.0)
    issues = lesson.case.issues
    for player in lesson.players[:3]:
        for issue in issues[:-1]:
            lesson = act(lesson, player.number, do.Answer(issue.code, "brackets"))
            lesson = act(lesson, player.number, do.Propose(issue.code, "indirect"))
    first, second = issues[0].code, issues[1].code
    for player in lesson.players[:3]:
        offer = do.OfferPackage({first: "indirect"}, {second: "explicit"}, ())
        lesson = act(lesson, player.number, offer)
    for player in lesson.players[1::2]:
        lesson = act(lesson, player.number, do.Ready())
    for player in lesson.players[:5]:
        lesson = act(
            lesson,
            player.number,
            do.AskFloor("We cannot accept words of war in a report of peace. " * 5),
        )
    return lesson


class Projection:
    """The projector's page in a browser, shown one moment of a class after the other.

    Parameters
    ----------
    page : of the browser
    errors : what went wrong in the page
    """

    def __init__(
        self, browser: Browser, width: int, height: int, address: str = "/projector", **how: Any
    ) -> None:
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._answer)
        context.route_web_socket("**/projector/live", self._opened)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._address, self._first, self._lost = address, b"", False
        self._line: WebSocketRoute | None = None

    def open(self, lesson: Lesson, clock: float = 0.0, **faked: Any) -> Page:
        """Open the page at a moment of a class.

        Parameters
        ----------
        lesson : the class
        clock : seconds on its clock
        faked : parts of the room that are to be others
        """
        told = {
            "news": self._news(lesson, faked),
            "clock": clock,
            **places(lesson.case),
            "class": "",
            "address": ADDRESS,
            "qr": code_as_path(ADDRESS),
        }
        response = shell.screen("Projector", "projector_page.js", told, "/projector/live", "projector.css")
        self._first = bytes(response.body)
        self.page.goto(_HOME + self._address)
        self.page.locator(".projector").wait_for()
        self.settle()
        return self.page

    def show(self, lesson: Lesson, clock: float = 0.0, **faked: Any) -> Page:
        """Show a later moment of the class on the open page."""
        assert self._line is not None
        self._line.send(json.dumps([["show", {"news": self._news(lesson, faked), "clock": clock}]]))
        self.settle()
        return self.page

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

    @staticmethod
    def _news(lesson: Lesson, faked: dict[str, Any]) -> dict[str, Any]:
        news = ViewChanges().of(sections(projector_view(lesson)))
        return news | {f"room.{name}": value for name, value in faked.items()}

    def _opened(self, line: WebSocketRoute) -> None:
        if self._lost:
            line.close()
            return
        self._line = line
        line.send(json.dumps([["opened", ""]]))

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(_HOME).partition("?")[0]
        if path == "/projector":
            route.fulfill(body=self._first, content_type="text/html")
        elif path.startswith("/assets/"):
            route.fulfill(path=Path(shell.__file__).parent / "assets" / path.rpartition("/")[2])
        else:
            route.abort()
