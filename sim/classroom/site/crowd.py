"""The crowd: how many pages one device may ask for, so that none can fill the laptop's memory with them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from sim.classroom.site.pace import Pace

#: Pages a second that one device may go on with, and how many at once before that: behind the access point of
#: some schools a whole class has one address, and after a restart all of it comes back at once.
RATE, BURST = 5.0, 200.0
#: Devices that are remembered; whoever has not been seen for longest is forgotten first.
MOST = 1000


class Crowd:
    """Everybody who asks for pages, by their address in the network.

    Parameters
    ----------
    clock : seconds that only go forward
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._paces: OrderedDict[str, Pace] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Return whether somebody may have another page now."""
        pace = self._paces.pop(address, None) or Pace(RATE, BURST, self._clock)
        self._paces[address] = pace
        if len(self._paces) > MOST:
            self._paces.popitem(last=False)
        return pace.allows()
