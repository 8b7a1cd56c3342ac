"""A token bucket: limits how fast somebody can act, so that one phone cannot hold up a class."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

#: Steady rate of actions a second, and the number allowed at once before it.
RATE, BURST = 10.0, 20.0


class TokenBucket:
    """A bucket that fills at a steady rate; every action takes one token.

    Parameters
    ----------
    rate : actions a second
    burst : actions at once
    clock : seconds that only go forward
    """

    def __init__(
        self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = monotonic
    ) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._since = burst, clock()

    def allows(self) -> bool:
        """Take a token, if one is left."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._since) * self._rate)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
