"""The crowd: how often anybody may do something, each for themselves, so that nobody takes all of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from sim.classroom.site.token_bucket import Pace

#: Pages a second that one device may go on with, and how many at once before that: behind the access point of
#: some schools a whole class has one address, and after a restart all of it comes back at once.
RATE, BURST = 5.0, 200.0
#: Devices that are remembered; whoever has not been seen for longest is forgotten first.
MOST = 1000


#: Those whom nobody knows yet count together behind one address, as so many people.
STRANGERS = 10


class Crowd:
    """Everybody, by name or by address in the network. Without a rate: those who ask for pages.

    Parameters
    ----------
    clock : seconds that only go forward
    rate, burst : of each: see `sim.classroom.site.token_bucket`
    """

    def __init__(
        self, clock: Callable[[], float] = monotonic, rate: float = RATE, burst: float = BURST
    ) -> None:
        self._clock, self._rate, self._burst = clock, rate, burst
        self._paces: OrderedDict[str, Pace] = OrderedDict()

    def allows(self, one: str) -> bool:
        """Return whether somebody may do it once more now."""
        pace = self._paces.pop(one, None) or Pace(self._rate, self._burst, self._clock)
        self._paces[one] = pace
        if len(self._paces) > MOST:
            self._paces.popitem(last=False)
        return pace.allows()


class Turnstile:
    """How fast people do things: each person counts once, however many pages they have open.

    Whoever is not known yet counts by address, together with all others there. Behind the access point of a
    school that may be a whole lecture, so it is given what several people are given.

    Parameters
    ----------
    rate, burst : of each person
    clock : seconds that only go forward
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._people = Crowd(clock, rate, burst)
        self._strangers = Crowd(clock, STRANGERS * rate, STRANGERS * burst)

    def allows(self, person: str, address: str) -> bool:
        """Return whether somebody may do something now.

        Parameters
        ----------
        person : what tells them from all others; "" if nobody knows
        address : in the network
        """
        return self._people.allows(person) if person else self._strangers.allows(address)
