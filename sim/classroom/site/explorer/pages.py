"""Pages of the explorer; it needs no class."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sim.classroom.site.channel import Told, address_of
from sim.classroom.site.explorer.visit import Visit
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.page_visit import BURST, RATE
from sim.classroom.site.rate_limits import Turnstile
from sim.classroom.site.routes import Live, channel_of
from sim.classroom.site.shell import screen

_PATH = "/explore"


def explorer_routes(
    worker: Worker, scenario: str, live: Live, sees: Callable[[HTTPConnection], bool]
) -> list[BaseRoute]:
    """Return the routes of the explorer.

    Parameters
    ----------
    worker : makes the forecasts
    scenario : name of the first scenario
    live : makes the routes of a live page
    sees : who may open it; for everybody else there is no such page
    """
    visitors = Turnstile(RATE, BURST)

    async def explore(request: Request) -> Response:
        if not sees(request):
            raise HTTPException(404)
        first = await worker.first_sight(scenario)
        return screen("Explorer", "explorer_page.js", first, channel_of(_PATH))

    def opened(request: HTTPConnection, told: Told) -> Visit | None:
        if not sees(request):
            return None
        person = str(request.state.teacher or request.state.player)
        told.tell("opened", "")
        return Visit(worker, told, lambda: visitors.allows(person, address_of(request)))

    return live.page(_PATH, explore, opened)


def start_routes() -> list[BaseRoute]:
    """Return the route that leads visitors of a site without a class to the explorer."""

    async def start(request: Request) -> Response:
        return RedirectResponse(_PATH)

    return [Route("/", start)]
