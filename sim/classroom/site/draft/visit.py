"""A visit at the desk: its requests to the worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing

from sim.classroom.site.channel import Told
from sim.classroom.site.draft.draft import Draft, Pasted, Wanted, read
from sim.classroom.site.draft.worker import DeskWorker
from sim.classroom.site.page_visit import PageVisit, Request, part


class DeskVisit(PageVisit[Draft]):
    """One page of the desk."""

    worker: DeskWorker
    nonsense = {"refused": "The desk cannot try this."}

    def __init__(self, worker: DeskWorker, screen: Told, allows: Callable[[], bool] | None = None) -> None:
        super().__init__(worker, screen, allows)
        self._searching: asyncio.Task[None] | None = None

    def requests(self) -> Mapping[str, Request]:
        """Return what answers each kind of request."""
        return {
            "ask": self.ask,
            "subject": self.subject,
            "paste": self.paste,
            "search": self.search,
            "cancel": self.cancel,
        }

    async def ask(self, message: object) -> None:
        """Put a draft to the room: ``{"serial": number, "draft": {...}}``.

        The page gets two answers: what the room would do with it as it stands, and where it leads.
        """
        await self._newest(part(message, "serial"), read(Draft, part(message, "draft")))

    async def _answer(self, serial: int, asked: Draft) -> None:
        found = await self.worker.stand(asked)
        self.screen.tell("show", {"serial": serial, **found})
        if "refused" not in found:
            await self._go_on(serial, asked)

    async def _go_on(self, serial: int, draft: Draft) -> None:
        """Let the chair go on with a draft, until another one comes."""
        while self._next is None:
            if (found := await self.worker.advance(draft)) is not None:
                self.screen.tell("lead", {"serial": serial, **found})
                return

    async def paste(self, message: object) -> None:
        """Read a file of texts: ``{"scenario": ..., "name": ..., "content": ...}``."""
        if not self._allows():
            return
        pasted = read(Pasted, message)
        self.screen.tell("take", self.nonsense if pasted is None else await self.worker.texts_of(pasted))

    async def search(self, message: object) -> None:
        """Search for packages: ``{"draft": {...}, "above": share, "locked": [...]}``; one at a time."""
        if not self._allows():
            return
        wanted = read(Wanted, message)
        if wanted is None:
            self.screen.tell("find", self.nonsense)
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
