"""The live lesson: the only place where a server changes a class. It stores an action before it shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from time import time
from typing import Protocol

from sim.classroom.room import TEACHER, Action, Lesson, Mark, Refused, Who, act, who_is, whose_link
from sim.classroom.room.lesson import Player

#: Seconds between two redraws of the screens: actions collect meanwhile.
GATHER = 0.12


class Viewer(Protocol):
    """An open screen."""

    def draw(self) -> None:
        """Show the class as it is now."""


class LiveLesson:
    """A class while its server runs.

    Parameters
    ----------
    lesson : its state
    keep : stores an action, with the person and the time, on the disk; raises OSError if it cannot
    clock : seconds since the epoch, for the store
    done : marks of earlier actions: see `take`

    Attributes
    ----------
    until : a deadline by the clock, after which nobody but the teacher acts; None if there is none
    """

    def __init__(
        self,
        lesson: Lesson,
        keep: Callable[[Who, Action, float, Mark | None], None],
        clock: Callable[[], float] = time,
        done: Iterable[Mark] = (),
    ) -> None:
        self.lesson = lesson
        self._done = set(done)
        self.clock = clock
        self.until: float | None = None
        self._keep = keep
        self._viewers: dict[Viewer, None] = {}
        self._due: asyncio.TimerHandle | None = None
        self._drawn = float("-inf")

    def take(self, who: Who, action: Action, sent: str = "") -> None:
        """Do an action and store it.

        Parameters
        ----------
        sent : the id that their screen gave the action, if any; the store keeps it

        Raises
        ------
        Refused
            if the action is not possible now, with a sentence for the person; nothing changes
        """
        if self.closed and who != TEACHER:
            raise Refused("The deadline has passed. Nothing more is taken.")
        at = self.clock()
        mark = (who, sent) if sent else None
        after = act(self.lesson, who, action, at)
        try:
            self._keep(who, action, at, mark)
        except OSError as error:
            raise Refused("This could not be saved, so it was not done. Please tell the teacher.") from error
        self.lesson = after
        if mark:
            self._done.add(mark)
        self.show()

    @property
    def closed(self) -> bool:
        """Whether the deadline has passed."""
        return self.until is not None and self.clock() > self.until

    @property
    def watched(self) -> int:
        """Number of viewers."""
        return len(self._viewers)

    def has_done(self, who: Who, sent: str) -> bool:
        """Return whether the action that somebody sent under this id is already done."""
        return (who, sent) in self._done

    def player(self, token: str) -> Player | None:
        """Return the player with this token; None if there is none."""
        who = who_is(self.lesson, token)
        return self.lesson.player(who) if isinstance(who, int) else None

    def linked(self, token: str) -> Player | None:
        """Return the player with this unopened link; None if there is none."""
        number = whose_link(self.lesson, token)
        return None if number is None else self.lesson.player(number)

    def show(self) -> None:
        """Redraw all screens: at once after a quiet moment, else soon, once for all changes until then."""
        if self._due is None:
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:  # before the server runs, there is no screen
                return
            self._due = loop.call_later(max(0.0, self._drawn + GATHER - loop.time()), self._draw)

    def _draw(self) -> None:
        self._due = None
        for viewer in list(self._viewers):
            viewer.draw()
        self._drawn = asyncio.get_running_loop().time()

    def watch(self, viewer: Viewer) -> None:
        """Keep a screen up to date."""
        self._viewers[viewer] = None

    def leave(self, viewer: Viewer) -> None:
        """Stop updating a screen."""
        self._viewers.pop(viewer, None)
