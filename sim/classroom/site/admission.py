"""The door: how fast people come in and act, so that no single one can fill the room or hold it up."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from sim.classroom.room import NOBODY, Lesson, Refused, Who
from sim.classroom.room.player_names import welcome
from sim.classroom.room.seating import MOST_PRESENT
from sim.classroom.site.rate_limits import Crowd, Turnstile
from sim.classroom.site.token_bucket import BURST, RATE

#: People from one address who may be in the room at a time. A lecture of all 193 members may sit behind one
#: access point and come in at once; of the 250 places there are, 50 are still left for other addresses.
FROM_ONE_ADDRESS = 200
#: Newcomers a second from one address, after as many as that at once: whoever is sent out again and again
#: comes back more slowly than a teacher removes them. Names that are refused do not count.
NEWCOMERS = 0.2


class Door:
    """Who comes in from where, while the server runs; a server that starts again begins anew.

    Parameters
    ----------
    clock : seconds that only go forward
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._acting = Turnstile(RATE, BURST, clock)
        self._coming = Crowd(clock, NEWCOMERS, FROM_ONE_ADDRESS)
        self._came: dict[str, list[int]] = {}

    def allows(self, who: Who, address: str) -> bool:
        """Return whether somebody may do something now, on whichever of their pages."""
        return self._acting.allows("" if who == NOBODY else str(who), address)

    def welcome(self, lesson: Lesson, name: str, address: str) -> None:
        """Let the next player come in, and remember where from.

        Raises
        ------
        Refused
            if the name will not do, or too many have come in from there
        """
        welcome(lesson, name)
        here = [number for number in self._came.get(address, ()) if lesson.player(number) is not None]
        if len(here) >= min(FROM_ONE_ADDRESS, MOST_PRESENT):
            raise Refused("Too many have come in from your network. Please ask the teacher.")
        if not self._coming.allows(address):
            raise Refused("Many are coming in from your network. Please try again in a few seconds.")
        self._came[address] = [*here, len(lesson.players)]
