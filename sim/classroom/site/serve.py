"""Serve the site on this machine until somebody stops it. It sends no request elsewhere."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from sim.classroom.room import key_of, new_token
from sim.classroom.site.address import HERE, hosts
from sim.classroom.site.assignment.hosted_assignment import HostedAssignment
from sim.classroom.site.assignment.pages import assignment_routes
from sim.classroom.site.channel import openings
from sim.classroom.site.connections import Connections, protocol
from sim.classroom.site.draft.pages import draft_routes
from sim.classroom.site.draft.worker import DeskWorker
from sim.classroom.site.explorer.pages import explorer_routes, start_routes
from sim.classroom.site.explorer.worker import Worker
from sim.classroom.site.hall.hosted_hall import HostedHall
from sim.classroom.site.hall.pages import hall_routes
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.pages import class_routes
from sim.classroom.site.lesson.seat_links import link_routes
from sim.classroom.site.middleware import RequestGate
from sim.classroom.site.quiz.pages import quiz_routes
from sim.classroom.site.routes import Live
from sim.classroom.site.shell import asset_routes

#: Seconds between two questions whether a socket is alive, and for the answer: enough for a crowded wireless
#: network. The computer replaces whoever does not answer, after the grace.
_ALIVE = 10.0
#: Most bytes of a message over a socket.
_LONGEST = 2**16
#: Most connections at once.
_CONNECTIONS = 10_000


@dataclass(frozen=True)
class Place:
    """The address of a site.

    Parameters
    ----------
    host, port : where the server listens
    address : the address for phones, such as ``http://192.168.1.20:8080``
    """

    host: str
    port: int
    address: str

    @property
    def secure(self) -> str:
        """The announced host, if browsers reach it over an encrypted connection; empty if not."""
        announced = urlsplit(self.address)
        return announced.netloc.lower() if announced.scheme == "https" else ""


#: What a site is of: a class in one room or in several, or an assignment.
Hosted: TypeAlias = HostedClass | HostedHall | HostedAssignment


def site(place: Place, hall: Hosted | None) -> tuple[Starlette, Live]:
    """Return the application of a class or an assignment, or of the explorer alone, and its live pages.

    Parameters
    ----------
    place : where it is served
    hall : the class or the assignment; None for the explorer alone
    """
    worker, desk, live = Worker(), DeskWorker(), Live(openings())
    routes = asset_routes()
    if isinstance(hall, HostedAssignment):
        # Whoever can try out what capitals want knows the instructions of others before the deadline.
        routes += assignment_routes(hall, place.address, place.port, live)
    else:
        first = hall.scenario_name if hall else ""
        sees = _who_sees_all(hall)
        routes += [*explorer_routes(worker, first, live, sees), *draft_routes(desk, first, live, sees)]
        routes += _pages(place, hall, live) if hall else start_routes()

    @asynccontextmanager
    async def up(app: Starlette) -> AsyncIterator[None]:
        if hall:
            hall.begin()
        yield
        if isinstance(hall, HostedAssignment):
            hall.end()
        worker.stop()
        desk.stop()

    gate = Middleware(
        RequestGate,
        teacher=hall.desks[0].lesson.teacher if hall else key_of(new_token()),
        port=place.port,
        hosts=hosts(place.address, place.port, place.host),
        plays=lambda token: hall is not None and any(desk.player(token) for desk in hall.desks),
        secure=place.secure,
    )
    app = Starlette(routes=routes, middleware=[gate, Middleware(GZipMiddleware)], lifespan=up)
    # A path has one spelling: see `sim.classroom.site.request_checks`.
    app.router.redirect_slashes = False
    return app, live


def _who_sees_all(hall: HostedClass | HostedHall | None) -> Callable[[HTTPConnection], bool]:
    """Return who may open pages that show what every delegation wants.

    In a class these are everybody's instructions: the teacher's, and the students' once they are revealed.
    """
    return lambda request: hall is None or bool(request.state.teacher) or hall.revealed


def _pages(place: Place, hall: HostedClass | HostedHall, live: Live) -> list[BaseRoute]:
    if isinstance(hall, HostedHall):
        routes = hall_routes(hall, place.address, live)
    else:
        routes = [*class_routes(hall, place.address, live), *hall.routes()]
    routes += link_routes(hall.desks, place.port, hall.language)
    return routes + (quiz_routes(hall.quiz, hall.desks, live, hall.language) if hall.quiz else [])


def serve(place: Place, hall: Hosted | None) -> None:
    """Serve a class or an assignment, or the explorer alone; return when stopped.

    Parameters
    ----------
    place : where to serve
    hall : the class or the assignment; None for the explorer alone
    """
    app, live = site(place, hall)
    Server(configured(place, app), live).run()


def configured(place: Place, app: ASGIApp) -> uvicorn.Config:
    """Return how uvicorn serves an application: with these limits, and without a word to the terminal."""
    return uvicorn.Config(
        app,
        host=place.host,
        port=place.port,
        http=protocol(Connections(open_to_many())),
        ws="websockets-sansio",
        ws_max_size=_LONGEST,
        ws_ping_interval=_ALIVE,
        ws_ping_timeout=_ALIVE,
        loop="asyncio",
        log_level="error",
        access_log=False,
        # Only a proxy on this machine may say who asks; uvicorn believes no other.
        proxy_headers=bool(place.secure),
        forwarded_allow_ips=HERE,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


class Server(uvicorn.Server):
    """A server that ends what waits for news before it waits for requests to end.

    Parameters
    ----------
    options : see `configured`
    live : the live pages of its application
    """

    def __init__(self, options: uvicorn.Config, live: Live) -> None:
        super().__init__(options)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the polled channels, then serve what is under way, and stop."""
        for polls in self._live.polls:
            polls.close()
        await super().shutdown(sockets)


def open_to_many() -> int:
    """Raise this process's limit of connections as far as the system allows, and return it.

    Some systems start at 256. Sixty phones need more, and idle connections would soon keep others out.
    """
    try:
        import resource
    except ImportError:  # systems without such a limit
        return _CONNECTIONS
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if most == resource.RLIM_INFINITY else min(_CONNECTIONS, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        return wanted
    return _CONNECTIONS if before == resource.RLIM_INFINITY else min(_CONNECTIONS, before)
