"""The pacer: takes the teacher's steps where somebody plays alone, when the pacing rule says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sim.classroom.room import TEACHER, Phase, Refused
from sim.classroom.room.actions import Reveal
from sim.classroom.room.pacing import Step, next_step
from sim.classroom.site.lesson.live_lesson import LiveLesson


class Pacer:
    """A viewer of a class that acts in the teacher's place.

    Parameters
    ----------
    desk : the class
    over : is called whenever the class has changed, is over, and no step is due any more

    Where there is a deadline, the debrief opens only after it: others may still play the same room.
    """

    def __init__(self, desk: LiveLesson, over: Callable[[], None]) -> None:
        self.desk, self._over = desk, over
        self._due: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Watch the class from now on."""
        self.desk.watch(self)
        self.draw()

    def end(self) -> None:
        """Watch it no longer."""
        self.desk.leave(self)
        if self._due:
            self._due.cancel()

    @property
    def waits(self) -> bool:
        """Whether nothing is due until somebody acts."""
        return self._due is None

    def draw(self) -> None:
        """Plan the next step, if one is due."""
        step = self._next()
        if step is None and self.desk.lesson.phase is Phase.OVER:
            self._over()
        if step is not None and self._due is None:
            self._due = asyncio.get_running_loop().call_later(step.after, self._step)

    def _next(self) -> Step | None:
        step = next_step(self.desk.lesson)
        early = self.desk.until is not None and not self.desk.closed
        return None if early and step and isinstance(step.action, Reveal) else step

    def _step(self) -> None:
        self._due = None
        # What was due may not be any more: somebody took it back meanwhile.
        if step := self._next():
            with suppress(Refused):  # as while it cannot be stored: the next change tries again
                self.desk.take(TEACHER, step.action)
