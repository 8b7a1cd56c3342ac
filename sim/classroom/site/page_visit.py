"""A visit: an open page that asks a worker, and its requests."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from sim.classroom.site.channel import Told
from sim.classroom.site.page_worker import PageWorker
from sim.classroom.site.token_bucket import TokenBucket
from sim.scenario.shipped import shipped

#: Requests a second for each visitor, and the number allowed at once before that; moving a slider sends many.
RATE, BURST = 20.0, 60.0
#: What a page asks with a serial number.
Asked = TypeVar("Asked")
#: What answers a request of the page.
Request = Callable[[object], Coroutine[Any, Any, None]]


class PageVisit(ABC, Generic[Asked]):
    """One page whose requests a worker answers.

    Of the requests with a serial number that arrive while the worker is busy, only the last is done; the
    others are stale.

    Parameters
    ----------
    worker : works out the answers
    screen : shows them
    allows : whether the visitor may send a request now, on any of their pages
    """

    worker: PageWorker
    #: Answer to an invalid request.
    nonsense: ClassVar[Mapping[str, str]]

    def __init__(self, worker: PageWorker, screen: Told, allows: Callable[[], bool] | None = None) -> None:
        self.worker, self.screen = worker, screen
        self._allows = allows or TokenBucket(RATE, BURST).allows
        self._next: tuple[int, Asked] | None = None
        self._busy = False
        self._under_way: set[asyncio.Task[None]] = set()

    @abstractmethod
    def requests(self) -> Mapping[str, Request]:
        """Return what answers each kind of request."""

    @abstractmethod
    async def _answer(self, serial: int, asked: Asked) -> None:
        """Answer the newest request with a serial number."""

    def comes(self) -> None:
        """Open the page; it asks by itself."""

    def hears(self, what: str, message: str) -> None:
        """Answer a request of the page when the worker has; one that no page sends is dropped."""
        asked = self.requests().get(what)
        if asked is None:
            return
        try:
            told: object = json.loads(message)
        except (ValueError, RecursionError):
            return
        task = asyncio.create_task(asked(told))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def goes(self) -> None:
        """Close the page; nobody waits for its answers any more."""
        for task in self._under_way:
            task.cancel()

    async def subject(self, name: object) -> None:
        """Show another scenario, if it exists."""
        if isinstance(name, str) and self._allows() and name in shipped():
            self.screen.tell("turn", await self.worker.subject(name))

    async def _newest(self, serial: object, asked: Asked | None) -> None:
        """Answer a request with a serial number, or have it answered after the one that is being done."""
        if not isinstance(serial, int) or not self._allows():
            return
        if asked is None:
            self.screen.tell("show", {"serial": serial, **self.nonsense})
            return
        self._next = (serial, asked)
        if self._busy:
            return
        self._busy = True
        try:
            while self._next is not None:
                (serial, asked), self._next = self._next, None
                await self._answer(serial, asked)
        finally:
            self._busy = False


def part(message: object, key: str) -> object:
    """Return a part of a message; nothing where there is none."""
    return message.get(key) if isinstance(message, Mapping) else None
