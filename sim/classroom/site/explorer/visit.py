"""A visit to the explorer: its requests to the worker."""

from __future__ import annotations

from collections.abc import Mapping

from sim.classroom.site.explorer.choices import Choices, read_choices
from sim.classroom.site.explorer.page_data import PLAYS
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.page_visit import PageVisit, Request, part


class Visit(PageVisit[Choices]):
    """One page of the explorer."""

    worker: Worker
    nonsense = {"refused": "The explorer cannot try this."}

    def requests(self) -> Mapping[str, Request]:
        """Return what answers each kind of request."""
        return {"choose": self.choose, "story": self.story, "subject": self.subject}

    async def choose(self, message: object) -> None:
        """Forecast the choices: ``{"serial": number, "choices": {...}}``."""
        await self._newest(part(message, "serial"), read_choices(part(message, "choices")))

    async def _answer(self, serial: int, asked: Choices) -> None:
        self.screen.tell("show", {"serial": serial, **await self.worker.answer(asked)})

    async def story(self, message: object) -> None:
        """Show one play of the choices: ``{"play": number, "choices": {...}}``."""
        play, choices = part(message, "play"), read_choices(part(message, "choices"))
        if not self._allows():
            return
        if choices is None or not isinstance(play, int) or not 0 <= play < PLAYS:
            self.screen.tell("read", self.nonsense)
            return
        self.screen.tell("read", await self.worker.story(choices, play))
