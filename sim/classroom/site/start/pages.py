"""The start page and the pages of kits, for the browser of this machine that has the token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route

from sim.classroom.hall.roster import RosterRow, read_roster
from sim.classroom.hall.settings import MOST_ROOMS
from sim.classroom.room import Lesson, key_of
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.site.address import hosts
from sim.classroom.site.channel import Told, openings
from sim.classroom.site.hall.link_sheet import uploaded
from sim.classroom.site.middleware import RequestGate
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import Live, channel_of
from sim.classroom.site.serve import Place
from sim.classroom.site.shell import asset_routes, screen
from sim.classroom.site.start.desk import StartDesk
from sim.classroom.site.start.kits import kit_page
from sim.classroom.site.start.stories import places, stories, stories_in
from sim.classroom.site.start.wishes import Wishes, read_wishes
from sim.classroom.words.languages import ENGLISH, offered
from sim.classroom.words.message import say
from sim.scenario.shipped import shipped

#: First part of the addresses that exist only with the token.
PRIVATE = "start"


def _read(message: str) -> object:
    """Return what a page has written as JSON; raises ValueError if it is anything else."""
    try:
        told: object = json.loads(message)
    except RecursionError:
        raise ValueError from None
    return told


class StartVisit:
    """A window that shows the start page.

    Parameters
    ----------
    desk : does what it asks for
    window : where it is shown
    """

    def __init__(self, desk: StartDesk, window: Told) -> None:
        self._desk, self._window = desk, window
        self._under_way: set[asyncio.Task[None]] = set()

    def comes(self) -> None:
        """Show the page as it is now."""
        self._desk.comes(self._window)
        self._window.tell("opened", "")
        self._begin(self._desk.look())

    def hears(self, what: str, message: str) -> None:
        """Do what the page asks for; what no page sends is dropped."""
        try:
            told = _read(message)
        except ValueError:
            return
        if asked := self._asked(what, told):
            self._begin(asked)

    def goes(self) -> None:
        """Note that the window is closed; what it has asked for is done all the same."""
        self._desk.goes(self._window)

    def _asked(self, what: str, told: object) -> Coroutine[Any, Any, None] | None:
        desk, about = self._desk, told if isinstance(told, dict) else {}
        does = {"start": desk.start, "alone": desk.alone, "assign": desk.assign}.get(what)
        if does and (wishes := read_wishes(told, stories())):
            return does(wishes)
        if what == "resume" and isinstance(file := about.get("file"), str):
            return desk.resume(file, about.get("lan") is True)
        if what == "check":
            return desk.check(about.get("on") is True)
        if what == "kit" and (wishes := read_wishes(told, stories())):
            return desk.kit(wishes.scenario, wishes.language)
        if what in ("stop", "quit"):
            return desk.stop() if what == "stop" else desk.quit()
        return None

    def _begin(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(what)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _rooms(wishes: Wishes) -> list[Lesson]:
    """Return the rooms that a teacher has chosen, before anybody comes."""
    cases = {name: ClassSetup.of(shipped()[name], "").scenario()[0] for name in {*wishes.scenarios}}
    return [Lesson.gathering(cases[name], "") for name in wishes.scenarios]


def start_site(place: Place, token: str, results: Path, desk: StartDesk) -> tuple[Starlette, Live]:
    """Return the application of the start page, and its live pages.

    Parameters
    ----------
    place : where it is served
    token : opens it; without it there is no page
    results : folder of classes and kits
    desk : what the page can do
    """
    live = Live(openings())

    def private(request: HTTPConnection) -> bool:
        return bool(getattr(request.state, "teacher", ""))

    async def page(request: Request) -> Response:
        whose = reader_of(request.headers.raw, PRIVATE, ENGLISH, lambda code: {})
        told = [asdict(story) for story in stories_in(whose.code)]
        rooms = {size: places(size) for size in {len(story["seats"]) for story in told}}
        first = {
            "stories": told,
            "rooms": rooms,
            "languages": {one.code: one.name for one in offered()},
            "most_rooms": MOST_ROOMS,
            **desk.view(),
        }
        live_at = channel_of(f"/{PRIVATE}")
        return screen(say("Start a class"), "start_page.js", first, live_at, "start.css", whose)

    def opened(request: HTTPConnection, window: Told) -> StartVisit | None:
        return StartVisit(desk, window) if private(request) else None

    async def kit(request: Request) -> Response:
        return await kit_page(request, results)

    async def students(request: Request) -> Response:
        """Check a list for the rooms that are chosen, and start the class with it if that is asked for."""
        asked = request.query_params
        try:
            wishes = read_wishes(_read(asked.get("wishes", "")), stories())
        except ValueError:
            wishes = None
        if not private(request) or wishes is None or wishes.rooms == 1:
            raise HTTPException(404)
        rooms, rows = _rooms(wishes), list[RosterRow]()

        def read(file: Path) -> int:
            rows.extend(read_roster(file, rooms))
            return len(rows)

        answer = await uploaded(request, read)
        if rows and "start" in asked:
            await desk.start(wishes, rows)
        return answer

    @asynccontextmanager
    async def up(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(desk.watch())
        yield
        watching.cancel()
        await desk.close()

    gate = Middleware(
        RequestGate,
        teacher=key_of(token),
        port=place.port,
        hosts=hosts(place.address, place.port, place.host),
        plays=lambda token: False,
        private=PRIVATE,
    )
    app = Starlette(
        routes=[
            *asset_routes(),
            *live.page(f"/{PRIVATE}", page, opened),
            Route(f"/{PRIVATE}/kit/{{story}}/{{language}}/{{file:path}}", kit),
            Route(f"/{PRIVATE}/students", students, methods=["POST"]),
        ],
        middleware=[gate, Middleware(GZipMiddleware)],
        lifespan=up,
    )
    # A path has one spelling: see `sim.classroom.site.request_checks`.
    app.router.redirect_slashes = False
    return app, live
