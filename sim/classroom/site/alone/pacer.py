"""The pacer: takes the teacher's steps where somebody plays alone, when the pacing rule says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sim.classroom.room import TEACHER, Phase, Refused
from sim.classroom.room.pacing import next_step
from sim.classroom.site.lesson.live_lesson import LiveLesson


class Pacer:
    """A viewer of a class that acts in the teacher's place.

    Parameters
    ----------
    desk : the class
    over : is called whenever the class has changed, is over, and no step is due any more
    """

    def __init__(self, desk: LiveLesson, over: Callable[[], None]) -> None:
        self.desk, self._over = desk, over
        self._due: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Watch the class from now on."""
        self.desk.watch(self)
        self.draw()

    def draw(self) -> None:
        """Plan the next step, if one is due."""
        step = next_step(self.desk.lesson)
        if step is None and self.desk.lesson.phase is Phase.OVER:
            self._over()
        if step is not None and self._due is None:
            self._due = asyncio.get_running_loop().call_later(step.after, self._step)

    def _step(self) -> None:
        self._due = None
        # What was due may not be any more: somebody took it back meanwhile.
        if step := next_step(self.desk.lesson):
            with suppress(Refused):  # as while it cannot be stored: the next change tries again
                self.desk.take(TEACHER, step.action)
