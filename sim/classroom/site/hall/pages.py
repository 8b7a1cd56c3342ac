"""Pages of a hall: the lobby, the dashboard, the common projector, and every room with its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from sim.classroom.site.address import code_as_path
from sim.classroom.site.channel import Opening, Told, address_of
from sim.classroom.site.hall.comparison_page import comparison_routes
from sim.classroom.site.hall.hall_visitors import CommonProjector, Dashboard, Guest, room_path
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.hall.link_sheet import sheet_routes
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.pages import Paths, class_routes
from sim.classroom.site.lesson.visitor import Visitor
from sim.classroom.site.reader import reader_of
from sim.classroom.site.routes import Live, channel_of, teaches
from sim.classroom.site.shell import screen
from sim.classroom.words.message import say

_STYLE = "hall.css"


def hall_routes(hall: HostedHall, address: str, live: Live) -> list[BaseRoute]:
    """Return the routes of a class in several rooms.

    Parameters
    ----------
    hall : the class
    address : of the site, for phones
    live : makes the routes of a live page
    """
    where = {"address": address, "qr": code_as_path(address), "class": hall.lobby.store.identity}
    quiz = hall.quiz.ticket if hall.quiz else ""
    projectors = [room_paths(room).projector for room in hall.rooms]

    def guest(request: HTTPConnection) -> Guest:
        return Guest(hall, request.state.player, address_of(request))

    def teacher(request: HTTPConnection) -> Dashboard | None:
        return Dashboard(hall, request.state.teacher) if teaches(hall.lobby.desk.lesson, request) else None

    def projector(request: HTTPConnection) -> CommonProjector:
        return CommonProjector(hall)

    def opening(visitor: Callable[[HTTPConnection], Visitor | None]) -> Opening:
        def opened(request: HTTPConnection, told: Told) -> Visitor | None:
            if found := visitor(request):
                found.screen = told
                told.tell("opened", where["class"])
            return found

        return opened

    def shown(
        path: str,
        title: str,
        module: str,
        visitor: Callable[[HTTPConnection], Visitor | None],
        **beside: object,
    ) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            room = hall.room_of(request.state.player) if path == "/" else None
            if room is not None:
                return RedirectResponse(room_path(room), 303)
            if (found := visitor(request)) is None:
                raise HTTPException(404)
            whose = reader_of(request.headers.raw, path.strip("/") or "class", hall.language, hall.words)
            first = {**found.first(), **where, **beside}
            return screen(title, module, first, channel_of(path), _STYLE, whose)

        return page

    lobby = shown("/", say("Class"), "lobby_page.js", guest, quiz=quiz)
    board = shown("/teacher", say("All rooms"), "hall_page.js", teacher, projectors=projectors, quiz=quiz)
    wall = shown("/projector", say("Projector"), "hall_projector_page.js", projector)
    return [
        *live.page("/", lobby, opening(guest)),
        *live.page("/teacher", board, opening(teacher)),
        *live.page("/projector", wall, opening(projector)),
        *sheet_routes(hall, address),
        *comparison_routes(hall),
        *(route for room in hall.rooms for route in class_routes(room, address, live, room_paths(room))),
    ]


def room_paths(room: HostedClass) -> Paths:
    """Return the addresses of a room's pages.

    The projector shows the whole room, which is nothing secret there, but is for nobody in another room. So
    its address cannot be guessed; it is the same after a restart.
    """
    told = f"projector {room.store.identity} {room.desk.lesson.teacher}"
    digest = hashlib.sha256(told.encode()).digest()
    secret = base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")
    mine = room_path(room)
    wall = f"{mine}/projector/{secret}"
    return Paths(mine, f"/teacher{mine}", wall, (f"{mine}/debrief", f"{wall}/debrief"), "/teacher")
