"""A visit: an open page of the explorer, and its requests to the worker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping

from sim.classroom.site.channel import Told
from sim.classroom.site.explorer.choices import Choices, read_choices
from sim.classroom.site.explorer.page_data import PLAYS
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.token_bucket import TokenBucket
from sim.scenario.shipped import shipped

#: Requests a second for each visitor, and the number allowed at once before that; moving a slider sends many.
RATE, BURST = 20.0, 60.0
#: Answer to an invalid request.
_NONSENSE = {"refused": "The explorer cannot try this."}


class Visit:
    """One page of the explorer.

    Of the requests that arrive while the worker is busy, only the last is done; the others are stale.

    Parameters
    ----------
    worker : makes the forecasts
    screen : shows them
    allows : whether the visitor may send a request now, on any of their pages
    """

    def __init__(self, worker: Worker, screen: Told, allows: Callable[[], bool] | None = None) -> None:
        self.worker, self.screen = worker, screen
        self._allows = allows or TokenBucket(RATE, BURST).allows
        self._next: tuple[int, Choices] | None = None
        self._busy = False
        self._under_way: set[asyncio.Task[None]] = set()

    def comes(self) -> None:
        """Open the page; it asks by itself."""

    def hears(self, what: str, message: str) -> None:
        """Answer a request of the page when the worker has; one that no page sends is dropped."""
        asked = {"choose": self.choose, "story": self.story, "subject": self.subject}.get(what)
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

    async def choose(self, message: object) -> None:
        """Forecast the choices: ``{"serial": number, "choices": {...}}``."""
        serial, choices = _part(message, "serial"), read_choices(_part(message, "choices"))
        if not isinstance(serial, int) or not self._allows():
            return
        if choices is None:
            self.screen.tell("show", {"serial": serial, **_NONSENSE})
            return
        self._next = (serial, choices)
        if self._busy:
            return
        self._busy = True
        try:
            while self._next is not None:
                (serial, choices), self._next = self._next, None
                found = await self.worker.answer(choices)
                self.screen.tell("show", {"serial": serial, **found})
        finally:
            self._busy = False

    async def story(self, message: object) -> None:
        """Show one play of the choices: ``{"play": number, "choices": {...}}``."""
        play, choices = _part(message, "play"), read_choices(_part(message, "choices"))
        if not self._allows():
            return
        if choices is None or not isinstance(play, int) or not 0 <= play < PLAYS:
            self.screen.tell("read", _NONSENSE)
            return
        self.screen.tell("read", await self.worker.story(choices, play))

    async def subject(self, name: object) -> None:
        """Show another scenario, if it exists."""
        if isinstance(name, str) and self._allows() and name in shipped():
            self.screen.tell("turn", await self.worker.subject(name))


def _part(message: object, key: str) -> object:
    return message.get(key) if isinstance(message, Mapping) else None
