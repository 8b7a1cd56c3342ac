"""An assignment as it is served, without a network, on a clock that the test moves."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.served import served
from sim.classroom.room import new_token
from sim.classroom.room.player import Player
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.assignment.visitors import AssignmentBoard, PlayingStudent
from sim.classroom.site.serve import Place
from sim.classroom.site.serve import site as built
from sim.scenario.shipped import shipped
from tests.classroom.site.hall.halls import DESK, SEAT, Screen, message
from tests.classroom.site.sites import HOST, Answer, Site

ORIGIN = f"http://{HOST}"
NOW, DAY = 1_800_000_000.0, 86_400.0


class Clock:
    """The server's clock."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> float:
        return self.at


class AssignmentSite(Site):
    """An assignment and its site."""

    def __init__(self, hall: HostedAssignment, teacher: str, clock: Clock) -> None:
        self.given, self.teacher, self.clock = hall, teacher, clock
        self._devices = count(1)
        self.app, self.live = built(Place("127.0.0.1", 8080, ORIGIN), hall)

    @classmethod
    @contextmanager
    def serving(cls, folder: Path, teacher: str, clock: Clock, **about: Any) -> Iterator["AssignmentSite"]:
        """Serve an assignment on the package deal, two readings, until a day from the beginning."""
        about = {"readings": 2, "until": NOW + DAY, **about}
        made = Assignment.of(shipped()["package-deal"], **about)
        folder.mkdir(exist_ok=True)
        with closing(served(folder, made, teacher)) as files:
            hall = HostedAssignment(files, clock=clock)
            yield cls(hall, teacher, clock)
            hall.end()

    def day(self, what: Callable[[], Awaitable[None]]) -> None:
        async def day() -> None:
            async with self.app.router.lifespan_context(self.app):
                await what()

        asyncio.run(day())

    def link(self, name: str) -> str:
        """Return the path of a student's link."""
        return f"/play/{self.given.link_token(self.named(name))}"

    def named(self, name: str) -> Player:
        return next(player for player in self.given.students if player.name == name)

    async def enters(self, name: str, form: str = "", **headers: str) -> Answer:
        """Send the form with a name."""
        body = f"name={name}&form={form or new_token()}".encode()
        return await self.ask("/", "POST", None, body, **{"origin": ORIGIN, **headers})

    async def opens(self, path: str) -> dict[str, str]:
        """Open a link and press its button; return the cookie that a browser then has."""
        answer = await self.ask(path, "POST", origin=ORIGIN)
        assert (answer.status, answer.told("location")) == (303, ["/"])
        return {SEAT: answer.cookies[SEAT]}

    def sits(self, cookies: dict[str, str]) -> PlayingStudent:
        """Let a student open the page of the play."""
        player = self.given.desk.player(cookies[SEAT])
        assert player is not None
        visitor = PlayingStudent(self.given, player, self.given.plays.of(player), cookies[SEAT], "10.1.1.1")
        visitor.screen = Screen()
        visitor.comes()
        return visitor

    async def plays(self, name: str, stance: str = "joins") -> PlayingStudent:
        """Let a student play to the decision."""
        student = self.sits(await self.opens(self.link(name)))
        for _ in range(3):
            await settled()
            does(student, do="ready", ready=True)
        await settled()
        does(student, do="decide", stance=stance, reason="" if stance == "joins" else "No.")
        while student.desk.lesson.phase != "over":
            await settled()
        await settled()
        return student

    def board(self) -> AssignmentBoard:
        board = AssignmentBoard(self.given, self.teacher)
        board.screen = Screen()
        return board

    @property
    def teachers(self) -> dict[str, str]:
        return {DESK: self.teacher}

    async def first(self, path: str, cookies: dict[str, str] | None = None) -> dict[str, Any]:
        """Return what a page shows first."""
        body = (await self.ask(path, cookies=cookies)).body.decode()
        found = re.search(r'<script type="application/json" id="first">(.*?)</script>', body, re.DOTALL)
        assert found, body
        told: dict[str, Any] = json.loads(found[1])
        return told


async def settled() -> None:
    """Let the site take the steps that are due, and draw its screens."""
    for _ in range(20):
        await asyncio.sleep(0.001)


def does(visitor: Any, **deed: Any) -> str:
    """Let somebody do something; return why it was refused, or nothing."""
    visitor.do(message(**deed))
    why = visitor.screen.last("acknowledged")["why"]
    return why["say"] if why else ""
