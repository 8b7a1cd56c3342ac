"""A visit at the desk: an open page, and its requests to the worker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import aclosing

from sim.classroom.site.channel import Told
from sim.classroom.site.draft.draft import Draft, Pasted, Wanted, read
from sim.classroom.site.draft.worker import DeskWorker
from sim.classroom.site.explorer.visit import BURST, RATE
from sim.classroom.site.token_bucket import TokenBucket
from sim.scenario.shipped import shipped

_NONSENSE = {"refused": "The desk cannot try this."}


class DeskVisit:
    """One page of the desk.

    Of the drafts that arrive while the worker is busy, only the last is put to the room; the others are
    stale.

    Parameters
    ----------
    worker : puts drafts to the room
    screen : shows what it does
    allows : whether the visitor may send a request now, on any of their pages
    """

    def __init__(self, worker: DeskWorker, screen: Told, allows: Callable[[], bool] | None = None) -> None:
        self.worker, self.screen = worker, screen
        self._allows = allows or TokenBucket(RATE, BURST).allows
        self._next: tuple[int, Draft] | None = None
        self._busy = False
        self._searching: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    def comes(self) -> None:
        """Open the page; it asks by itself."""

    def hears(self, what: str, message: str) -> None:
        """Answer a request of the page when the worker has; one that no page sends is dropped."""
        asked = {
            "ask": self.ask,
            "subject": self.subject,
            "paste": self.paste,
            "search": self.search,
            "cancel": self.cancel,
        }.get(what)
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

    async def ask(self, message: object) -> None:
        """Put a draft to the room: ``{"serial": number, "draft": {...}}``.

        The page gets two answers: what the room would do with it as it stands, and where it leads.
        """
        serial, draft = _part(message, "serial"), read(Draft, _part(message, "draft"))
        if not isinstance(serial, int) or not self._allows():
            return
        if draft is None:
            self.screen.tell("show", {"serial": serial, **_NONSENSE})
            return
        self._next = (serial, draft)
        if self._busy:
            return
        self._busy = True
        try:
            while self._next is not None:
                (serial, draft), self._next = self._next, None
                found = await self.worker.stand(draft)
                self.screen.tell("show", {"serial": serial, **found})
                if "refused" not in found:
                    await self._go_on(serial, draft)
        finally:
            self._busy = False

    async def _go_on(self, serial: int, draft: Draft) -> None:
        """Let the chair go on with a draft, until another one comes."""
        while self._next is None:
            if (found := await self.worker.advance(draft)) is not None:
                self.screen.tell("lead", {"serial": serial, **found})
                return

    async def subject(self, name: object) -> None:
        """Show another scenario, if it exists."""
        if isinstance(name, str) and self._allows() and name in shipped():
            self.screen.tell("turn", await self.worker.subject(name))

    async def paste(self, message: object) -> None:
        """Read a file of texts: ``{"scenario": ..., "name": ..., "content": ...}``."""
        if not self._allows():
            return
        pasted = read(Pasted, message)
        self.screen.tell("take", _NONSENSE if pasted is None else await self.worker.texts_of(pasted))

    async def search(self, message: object) -> None:
        """Search for packages: ``{"draft": {...}, "above": share, "locked": [...]}``; one at a time."""
        if not self._allows():
            return
        wanted = read(Wanted, message)
        if wanted is None:
            self.screen.tell("find", _NONSENSE)
            return
        if self._searching is not None:
            self._searching.cancel()
        self._searching = asyncio.current_task()
        async with aclosing(self.worker.search(wanted)) as told:  # type: ignore[type-var]
            async for one in told:
                self.screen.tell("find", one)

    async def cancel(self, message: object) -> None:
        """End the search."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None


def _part(message: object, key: str) -> object:
    return message.get(key) if isinstance(message, Mapping) else None
