"""A loop for tests of what takes time: where nothing is left to do, it is later at once."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import Any


class _Waiting(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """A selector that waits for what is under way in this machine, and then takes the time for passed."""

    MOMENT = 0.01
    passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        found: list[Any] = super().select(timeout if timeout is None else min(timeout, self.MOMENT))
        if timeout and not found:
            self.passed += timeout
        return found


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._waiting = _Waiting()
        super().__init__(self._waiting)

    def time(self) -> float:
        """Return seconds that have been waited for; a slow machine adds none."""
        return self._waiting.passed


def pass_time(what: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine on a clock on which only waiting takes time, so that no machine is too slow for it."""

    async def day() -> None:
        await what()

    with asyncio.Runner(loop_factory=_Loop) as runner:
        runner.run(day())
