"""A class in several rooms as it is served: who comes in, and what each of them hears."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sim.classroom.hall.opening import OpenHall, open_hall
from sim.classroom.room import new_token
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.hall.hall_visitors import Dashboard, Guest
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.serve import Place
from sim.classroom.site.serve import site as built
from sim.scenario.shipped import shipped
from tests.classroom.site.paper import english
from tests.classroom.site.sites import HOST, Site, worked_out

BLOCKER, DEAL = shipped()["lone-blocker"], shipped()["package-deal"]
SEAT, DESK = "gge-seat-8080", "gge-teacher-8080"


class Screen:
    """What somebody's page is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def tell(self, method: str, *about: Any) -> None:
        self.told.append((method, *about))  # type: ignore[arg-type]

    def last(self, method: str) -> Any:
        return [one[1] for one in self.told if one[0] == method][-1]


class HallSite(Site):
    """A class in several rooms and its site."""

    def __init__(self, files: OpenHall, teacher: str) -> None:
        self.halls, self.teacher = HostedHall(files), teacher
        self._devices = count(1)
        self.app, self.live = built(Place("127.0.0.1", 8080, f"http://{HOST}"), self.halls)

    @classmethod
    @contextmanager
    def served(cls, folder: Path, monkeypatch: pytest.MonkeyPatch, teacher: str = "") -> Iterator["HallSite"]:
        """Serve a hall of two rooms of one scenario and one of another, but for the network."""
        monkeypatch.setattr("sim.classroom.site.lesson.hosted_class.PLAYS", 20)
        monkeypatch.setattr(Worker, "_do", worked_out)
        folder.mkdir(exist_ok=True)
        token = teacher or new_token()
        with open_hall(folder, [BLOCKER, BLOCKER, DEAL], token, readings=1) as files:
            yield cls(files, token)

    def day(self, what: Callable[[], Awaitable[None]]) -> None:
        async def day() -> None:
            async with self.app.router.lifespan_context(self.app):
                await what()

        asyncio.run(day())

    def comes(self, name: str) -> Guest:
        """Let somebody come into the lobby."""
        guest = Guest(self.halls, "", "10.1.1.1")
        guest.screen = Screen()
        guest.comes()
        guest.enter(message(name=name))
        assert guest.screen.last("acknowledged")["why"] == ""
        return guest

    def dashboard(self) -> Dashboard:
        board = Dashboard(self.halls, self.teacher)
        board.screen = Screen()
        return board

    @property
    def teachers(self) -> dict[str, str]:
        """The teacher's cookie."""
        return {DESK: self.teacher}


def message(**about: Any) -> str:
    """What a page sends, under an id of its own."""
    return json.dumps({"id": new_token(), **about})


def answer(visitor: Any) -> str:
    """Why the last thing that somebody sent was refused; nothing if it was done."""
    return english(visitor.screen.last("acknowledged")["why"])
