"""Presence: whose screen is open. The computer plays the seat of whoever drops out, until they return."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from math import inf

from sim.classroom.room import Refused
from sim.classroom.room.actions import Away, Returned
from sim.classroom.site.lesson.live_lesson import LiveLesson

#: Seconds without an open screen after which somebody counts as away. Locking and unlocking a phone, or
#: changing networks, takes less.
GRACE = 25.0


class Presence:
    """Who is present.

    Parameters
    ----------
    desk : the class, for the actions `Away` and `Returned`
    grace : seconds that a screen may be closed; infinite where nobody is ever away
    """

    def __init__(self, desk: LiveLesson, grace: float = GRACE) -> None:
        self.desk, self.grace = desk, grace
        self._open: Counter[int] = Counter()
        self._leaving: dict[int, asyncio.TimerHandle] = {}

    def begin(self) -> None:
        """Wait for everybody who was present when the server stopped."""
        for player in self.desk.lesson.players:
            if not player.removed and not player.away:
                self._wait(player.number)

    def comes(self, player: int) -> None:
        """Note that a player opened a screen."""
        self._open[player] += 1
        if waiting := self._leaving.pop(player, None):
            waiting.cancel()
        known = self.desk.lesson.player(player)
        if known is not None and known.away:
            with suppress(Refused):
                self.desk.take(player, Returned())

    def goes(self, player: int) -> None:
        """Note that a player closed a screen."""
        self._open[player] -= 1
        if self._open[player] <= 0:
            del self._open[player]
            self._wait(player)

    def _wait(self, player: int) -> None:
        if player not in self._leaving and self.grace < inf:
            loop = asyncio.get_running_loop()
            self._leaving[player] = loop.call_later(self.grace, self._gone, player)

    def _gone(self, player: int) -> None:
        self._leaving.pop(player, None)
        known = self.desk.lesson.player(player)
        if known is None or known.away or self._open[player]:
            return
        try:
            self.desk.take(player, Away())
        except Refused:  # as while it cannot be stored: ask again
            self._wait(player)
