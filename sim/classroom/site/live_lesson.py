"""The desk: the one place of a server where a class changes. An action is stored before it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from time import time
from typing import Protocol

from sim.classroom.room import Action, Lesson, Mark, Refused, Who, act, who_is, whose_link
from sim.classroom.room.lesson import Player

#: Seconds in which actions gather before the screens are drawn again.
GATHER = 0.12


class Viewer(Protocol):
    """Somebody who looks on."""

    def draw(self) -> None:
        """Show the class as it is now."""


class Desk:
    """A class as it is held.

    Parameters
    ----------
    lesson : as it stands
    keep : writes an action down, with who did it and when; it is on the disk when this returns. It raises
        OSError if it cannot
    clock : seconds since the epoch, for what is written down
    done : marks of the actions that were done before: see `take`
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
        self._keep = keep
        self._viewers: dict[Viewer, None] = {}
        self._due: asyncio.TimerHandle | None = None

    def take(self, who: Who, action: Action, sent: str = "") -> None:
        """Do what somebody asks for.

        Parameters
        ----------
        sent : the id under which their screen sent it, if one did; it is kept with the action

        Raises
        ------
        Refused
            if it cannot be done now: a sentence for whoever asked; nothing has changed
        """
        at = self.clock()
        mark = (who, sent) if sent else None
        after = act(self.lesson, who, action, at)
        try:
            self._keep(who, action, at, mark)
        except OSError as error:
            raise Refused("This could not be stored, so it was not done. Please tell the teacher.") from error
        self.lesson = after
        if mark:
            self._done.add(mark)
        self.show()

    def has_done(self, who: Who, sent: str) -> bool:
        """Return whether what somebody sent under this id is done: then it is not to be done again."""
        return (who, sent) in self._done

    def player(self, token: str) -> Player | None:
        """Return who is let in by a token, the teacher aside."""
        who = who_is(self.lesson, token)
        return self.lesson.player(who) if isinstance(who, int) else None

    def linked(self, token: str) -> Player | None:
        """Return whose link a token is of, while it waits to be opened."""
        number = whose_link(self.lesson, token)
        return None if number is None else self.lesson.player(number)

    def show(self) -> None:
        """Draw all screens again soon, once for everything that happens meanwhile."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(GATHER, self._draw)

    def _draw(self) -> None:
        self._due = None
        for viewer in list(self._viewers):
            viewer.draw()

    def watch(self, viewer: Viewer) -> None:
        """Let somebody look on."""
        self._viewers[viewer] = None

    def leave(self, viewer: Viewer) -> None:
        """Let somebody go."""
        self._viewers.pop(viewer, None)
