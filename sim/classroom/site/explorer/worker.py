"""The worker of the explorer: a process that forecasts changed scenarios."""

from __future__ import annotations

from typing import Any

from sim.classroom.site.explorer.choices import Choices
from sim.classroom.site.explorer.page_data import answer, first_sight, subject
from sim.classroom.site.explorer.story import story
from sim.classroom.site.page_worker import PageWorker, tried


class Worker(PageWorker):
    """One process for all visitors of the explorer."""

    async def first_sight(self, name: str) -> dict[str, Any]:
        """Return the explorer's first content: `sim.classroom.site.explorer.page_data.first_sight`."""
        return await self._once(first_sight, name)

    async def subject(self, name: str) -> dict[str, Any]:
        """Return what no change affects."""
        return await self._once(subject, name)

    async def answer(self, choices: Choices) -> dict[str, Any]:
        """Forecast the choices: an answer, or why there is none."""
        return await self._do(tried, answer, choices)

    async def story(self, choices: Choices, play: int) -> dict[str, Any]:
        """Play the choices once: a story, or why there is none."""
        return await self._do(tried, story, choices, play)
