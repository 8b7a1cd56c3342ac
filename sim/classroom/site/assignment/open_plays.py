"""Open plays: those that somebody has on a screen; all others are put away, and wait in their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic

from sim.classroom.alone.progress import Progress
from sim.classroom.room import Refused
from sim.classroom.room.player import Player
from sim.classroom.site.assignment.hosted_play import HostedPlay

#: Seconds without a screen after which a play is put away.
IDLE = 60.0


class OpenPlays:
    """The plays of an assignment that are open.

    Parameters
    ----------
    opened : opens a student's play, or begins it; refuses if its file cannot be used
    changed : called when a play has changed
    """

    def __init__(self, opened: Callable[[Player], HostedPlay], changed: Callable[[], None]) -> None:
        self._opened, self._changed = opened, changed
        self._plays: dict[int, HostedPlay] = {}
        self._progress: dict[int, Progress | None] = {}

    def __iter__(self) -> Iterator[tuple[int, HostedPlay]]:
        return iter(list(self._plays.items()))

    def of(self, player: Player) -> HostedPlay:
        """Return a student's play, opened if it was put away, and begun if there is none."""
        number = player.number
        if number not in self._plays:
            self._plays[number] = self._opened(player)
            self._plays[number].begin()
            self._plays[number].desk.watch(self)
            self._changed()
        self._plays[number].touched = monotonic()
        return self._plays[number]

    def draw(self) -> None:
        """Show that a play has changed."""
        self._changed()

    def progress(self, number: int) -> Progress | None:
        """Return how far a student is, as far as it is known without opening their play."""
        play = self._plays.get(number)
        return play.progress() if play else self._progress.get(number)

    def look_at(self, player: Player) -> None:
        """Look at a play that was begun before the server started; what was under way in it goes on."""
        if player.number not in self._progress:
            with suppress(Refused):  # a file that cannot be used stops nobody else
                if self.of(player).idle:
                    self.put_away(player.number)

    def tend(self) -> None:
        """Put idle plays away, and redraw those whose deadline has passed."""
        for number, play in self:
            if play.desk.closed:
                play.desk.show()
            if play.idle and monotonic() - play.touched > IDLE:
                self.put_away(number)

    def put_away(self, number: int) -> None:
        """Close a play, if it is open."""
        if play := self._plays.pop(number, None):
            self._progress[number] = play.progress()
            play.desk.leave(self)
            play.put_away()
