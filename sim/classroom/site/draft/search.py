"""A search for packages in a process of its own, which can be ended at any moment."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import suppress
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from sim.classroom.site.draft.draft import Wanted
from sim.classroom.site.draft.packages import packages
from sim.classroom.site.page_worker import follow_the_server
from sim.scenario.fault import BadInput

#: Seconds between two reports of progress.
_OFTEN = 0.3


class Search:
    """A search under way.

    Parameters
    ----------
    wanted : the package that is looked for
    """

    def __init__(self, wanted: Wanted) -> None:
        context = multiprocessing.get_context("spawn")
        self._told, telling = context.Pipe(duplex=False)
        self._process = context.Process(target=_search, args=(telling, wanted), daemon=True)
        self._process.start()
        telling.close()

    async def told(self) -> AsyncIterator[dict[str, Any]]:
        """Yield ``{"looked": number of texts}`` again and again, and at last what is found or refused."""
        with suppress(EOFError, OSError):
            while True:
                yield await asyncio.to_thread(self._told.recv)

    def end(self) -> None:
        """End it, whether or not it has found anything."""
        self._process.terminate()


def _search(telling: Connection, wanted: Wanted) -> None:
    """Search, and tell of it."""
    follow_the_server()
    looked, last = 0, monotonic()

    def looking(texts: int) -> None:
        nonlocal looked, last
        looked += texts
        if monotonic() - last > _OFTEN:
            telling.send({"looked": looked})
            last = monotonic()

    try:
        telling.send({"found": packages(wanted, looking)})
    except BadInput as error:
        telling.send({"refused": error.faults[0].problem})
    telling.close()
