"""The worker of the desk: a process with prepared plays, and another for a search."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from sim.classroom.site.draft import subject as subjects
from sim.classroom.site.draft import verdict
from sim.classroom.site.draft.draft import Draft, Pasted, Wanted
from sim.classroom.site.draft.search import Search
from sim.classroom.site.draft.text_file import texts_of
from sim.classroom.site.page_worker import PageWorker, tried


class DeskWorker(PageWorker):
    """One process for all visitors of the desk; and one search at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._one_search = asyncio.Semaphore(1)
        self._search: Search | None = None

    async def first_sight(self, name: str) -> dict[str, Any]:
        """Return the desk's first content: `sim.classroom.site.draft.subject.first_sight`."""
        return await self._once(subjects.first_sight, name)

    async def subject(self, name: str) -> dict[str, Any]:
        """Return what no change affects."""
        return await self._once(subjects.subject, name)

    async def stand(self, draft: Draft) -> dict[str, Any]:
        """Return what the room would do with a draft as it stands, or why there is no answer."""
        return await self._do(tried, verdict.stand, draft)

    async def advance(self, draft: Draft) -> dict[str, Any] | None:
        """Let the chair go on with a draft in some more plays; None while more are left."""
        return await self._do(verdict.advance, draft) or None

    async def texts_of(self, pasted: Pasted) -> dict[str, Any]:
        """Return the texts of a file, or what is wrong with it."""
        return await self._do(tried, texts_of, pasted)

    async def search(self, wanted: Wanted) -> AsyncIterator[dict[str, Any]]:
        """Search for packages, after the searches that were asked for before; see `Search.told`."""
        if self._one_search.locked():
            yield {"waiting": True}
        async with self._one_search:
            self._search = Search(wanted)
            try:
                async with aclosing(self._search.told()) as told:  # type: ignore[type-var]
                    async for one in told:
                        yield one
            finally:
                self._search.end()
                self._search = None

    def stop(self) -> None:
        """Stop both processes."""
        if self._search is not None:
            self._search.end()
        super().stop()
