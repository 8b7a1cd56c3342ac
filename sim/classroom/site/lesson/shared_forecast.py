"""Shared forecast: computed once for all classes that negotiate the same."""

from __future__ import annotations

import asyncio

from sim.classroom.room import Case
from sim.classroom.room_forecast import forecast_of
from sim.study.forecast import Forecast


class SharedForecast:
    """The forecast of a case, which begins when it is first needed.

    Parameters
    ----------
    case : what is negotiated
    plays : number of plays
    """

    def __init__(self, case: Case, plays: int) -> None:
        self._case, self._plays = case, plays
        self._task: asyncio.Task[Forecast] | None = None

    def begin(self) -> asyncio.Task[Forecast]:
        """Compute it in the background, unless that has begun."""
        if self._task is None:
            self._task = asyncio.create_task(asyncio.to_thread(forecast_of, self._case, self._plays))
        return self._task

    async def known(self) -> Forecast:
        """Return it when it is there."""
        return await asyncio.shield(self.begin())
