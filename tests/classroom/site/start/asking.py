"""An application of the start page, asked without a network."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

from starlette.applications import Starlette

from tests.classroom.site.sites import Site


class Asked(Site):
    """An application that is asked by one device after another: 10.0.0.2, 10.0.0.4, 10.0.0.6 and so on."""

    def __init__(self, app: Starlette) -> None:
        self.app = app
        self._devices = count(1)

    def day(self, what: Callable[[], Awaitable[None]]) -> None:
        async def day() -> None:
            async with self.app.router.lifespan_context(self.app):
                await what()

        asyncio.run(day())


class Window:
    """A window of the start page, which keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def tell(self, method: str, *about: object) -> None:
        self.told.append((method, *about))

    @property
    def busy(self) -> list[str]:
        """What it was told to be under way, one after the other."""
        return [about[0]["busy"] for method, *about in self.told if method == "show"]  # type: ignore[index]
