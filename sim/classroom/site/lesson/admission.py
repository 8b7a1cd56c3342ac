"""Admission: how fast people come in and act, so that nobody can fill the room or hold it up."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from sim.classroom.room import NOBODY, Lesson, Refused, Who
from sim.classroom.room.player_names import welcome
from sim.classroom.room.seating import MOST_PRESENT
from sim.classroom.site.rate_limits import RateLimits, Turnstile
from sim.classroom.site.token_bucket import BURST, RATE

#: Most people in the room from one address. A lecture of all 193 members may use one access point and come in
#: at once; of the 250 places, 50 are then still free for other addresses.
FROM_ONE_ADDRESS = 200
#: Newcomers a second from one address, after that many at once: removed people come back more slowly than a
#: teacher can remove them. Refused names do not count.
NEWCOMERS = 0.2


class Admission:
    """Who comes in from which address, since the server started.

    Parameters
    ----------
    clock : seconds that only go forward
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._acting = Turnstile(RATE, BURST, clock)
        self._coming = RateLimits(clock, NEWCOMERS, FROM_ONE_ADDRESS)
        self._came: dict[str, list[int]] = {}

    def allows(self, who: Who, address: str) -> bool:
        """Return whether somebody may act now, on any of their pages."""
        return self._acting.allows("" if who == NOBODY else str(who), address)

    def welcome(self, lesson: Lesson, name: str, address: str) -> None:
        """Admit the next player, and remember the address.

        Raises
        ------
        Refused
            if the name is not valid, or too many have come in from this address
        """
        welcome(lesson, name)
        here = [number for number in self._came.get(address, ()) if lesson.player(number) is not None]
        if len(here) >= min(FROM_ONE_ADDRESS, MOST_PRESENT):
            raise Refused("Too many people have come in from your network. Please ask the teacher.")
        if not self._coming.allows(address):
            raise Refused("Many people are coming in from your network. Please try again in a few seconds.")
        self._came[address] = [*here, len(lesson.players)]
