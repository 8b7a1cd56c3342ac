"""Rate limits: how often each person or address may act, so that nobody uses up the server."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from sim.classroom.site.token_bucket import TokenBucket

#: Pages a second for one device, and the number allowed at once before that: at some schools a whole class
#: has one address, and all of it returns at once after a restart.
RATE, BURST = 5.0, 200.0
#: Number of devices to remember; those idle longest are forgotten first.
MOST = 1000

#: Strangers behind one address together count as this many people.
STRANGERS = 10


class RateLimits:
    """A limit for each name or network address; the default rate is that of pages.

    Parameters
    ----------
    clock : seconds that only go forward
    rate, burst : for each: see `sim.classroom.site.token_bucket`
    """

    def __init__(
        self, clock: Callable[[], float] = monotonic, rate: float = RATE, burst: float = BURST
    ) -> None:
        self._clock, self._rate, self._burst = clock, rate, burst
        self._paces: OrderedDict[str, TokenBucket] = OrderedDict()

    def allows(self, one: str) -> bool:
        """Return whether somebody may act once more now."""
        pace = self._paces.pop(one, None) or TokenBucket(self._rate, self._burst, self._clock)
        self._paces[one] = pace
        if len(self._paces) > MOST:
            self._paces.popitem(last=False)
        return pace.allows()


class Turnstile:
    """A limit for each person, whatever the number of their open pages.

    Strangers count by address, together with everybody there. Behind a school's access point that may be a
    whole lecture, so an address gets the limit of several people.

    Parameters
    ----------
    rate, burst : for each person
    clock : seconds that only go forward
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._people = RateLimits(clock, rate, burst)
        self._strangers = RateLimits(clock, STRANGERS * rate, STRANGERS * burst)

    def allows(self, person: str, address: str) -> bool:
        """Return whether somebody may act now.

        Parameters
        ----------
        person : identifies the person; "" for a stranger
        address : network address
        """
        return self._people.allows(person) if person else self._strangers.allows(address)
