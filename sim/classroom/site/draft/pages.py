"""The page of the desk; it needs no class."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from sim.classroom.site.channel import Told, address_of
from sim.classroom.site.draft.visit import DeskVisit
from sim.classroom.site.draft.worker import DeskWorker
from sim.classroom.site.page_visit import BURST, RATE
from sim.classroom.site.rate_limits import Turnstile
from sim.classroom.site.routes import Live, channel_of
from sim.classroom.site.shell import screen

_PATH = "/draft"


def draft_routes(
    worker: DeskWorker, scenario: str, live: Live, sees: Callable[[HTTPConnection], bool]
) -> list[BaseRoute]:
    """Return the routes of the desk.

    Parameters
    ----------
    worker : puts drafts to the room
    scenario : name of the first scenario
    live : makes the routes of a live page
    sees : who may open it; for everybody else there is no such page
    """
    visitors = Turnstile(RATE, BURST)

    async def draft(request: Request) -> Response:
        if not sees(request):
            raise HTTPException(404)
        first = await worker.first_sight(scenario)
        return screen("Draft desk", "draft_page.js", first, channel_of(_PATH), "draft.css")

    def opened(request: HTTPConnection, told: Told) -> DeskVisit | None:
        if not sees(request):
            return None
        person = str(request.state.teacher or request.state.player)
        told.tell("opened", "")
        return DeskVisit(worker, told, lambda: visitors.allows(person, address_of(request)))

    return live.page(_PATH, draft, opened)
