"""A worker of a page: a process of its own that loads and plays, so that a class never waits for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from abc import ABC, abstractmethod
from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from sim.scenario.fault import BadInput


class PageWorker(ABC):
    """One process for all visitors of a page; it starts with the first of them."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._known: dict[tuple[object, str], dict[str, Any]] = {}

    @abstractmethod
    async def first_sight(self, name: str) -> dict[str, Any]:
        """Return the page's first content, for a scenario."""

    @abstractmethod
    async def subject(self, name: str) -> dict[str, Any]:
        """Return what no change affects."""

    async def _once(self, what: Callable[[str], dict[str, Any]], name: str) -> dict[str, Any]:
        """Compute a constant result once, so that no later visitor waits for it."""
        if (what, name) not in self._known:
            self._known[what, name] = await self._do(what, name)
        return self._known[what, name]

    async def _do(self, what: Callable[..., dict[str, Any]], *about: Any) -> dict[str, Any]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=follow_the_server)
        return await get_running_loop().run_in_executor(self._pool, what, *about)

    def stop(self) -> None:
        """Stop the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def follow_the_server() -> None:
    """Ignore Ctrl-C, and end together with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()
    assert server is not None

    def follow() -> None:
        server.join()
        os._exit(0)

    threading.Thread(target=follow, daemon=True).start()


def tried(what: Callable[..., dict[str, Any]], *about: Any) -> dict[str, Any]:
    """Compute an answer, or say why there is none."""
    try:
        return what(*about)
    except BadInput as error:
        return {"refused": error.faults[0].problem}
