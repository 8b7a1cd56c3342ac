"""Phone check: a small page with which a phone shows that it reaches this machine, before the lesson."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sim.classroom.room import key_of, new_token
from sim.classroom.site.address import EVERYWHERE, code_as_path, hosts, own_addresses
from sim.classroom.site.channel import address_of, openings
from sim.classroom.site.middleware import RequestGate
from sim.classroom.site.routes import Live
from sim.classroom.site.serve import Place
from sim.classroom.site.shell import asset_routes, screen
from sim.classroom.site.start.guest import Guest, line_for

#: Most addresses that are offered: more are those of virtual machines.
MOST = 4


class PhoneCheck:
    """A page that any device on the network can open, and that tells when one has.

    Parameters
    ----------
    reached : called with the address at which another device has reached this machine
    """

    def __init__(self, reached: Callable[[str], None]) -> None:
        self._reached = reached
        self._guest: Guest | None = None
        self._port = 0

    async def start(self) -> None:
        """Open the page to the network.

        Raises
        ------
        BadInput
            if no port is free
        """
        line = line_for(lan=True)
        self._port = line.getsockname()[1]
        place = Place(EVERYWHERE, self._port, f"http://{EVERYWHERE}:{self._port}")
        self._guest = Guest(place, self.app(), Live(openings()), line)
        await self._guest.start()

    async def stop(self) -> None:
        """Close the page; the port is free then."""
        if self._guest:
            await self._guest.stop()
        self._guest = None

    def app(self) -> Starlette:
        """Return the application: one page, and what it loads."""

        async def hello(request: Request) -> Response:
            here = address_of(request) in (*own_addresses(), "127.0.0.1")
            if not here:
                self._reached(request.url.hostname or "")
            return screen("Hello", "hello_page.js", {"here": here}, style="start.css")

        gate = Middleware(
            RequestGate,
            teacher=key_of(new_token()),
            port=self._port,
            hosts=hosts("", self._port, EVERYWHERE),
            plays=lambda token: False,
        )
        app = Starlette(routes=[*asset_routes(), Route("/", hello)], middleware=[gate])
        app.router.redirect_slashes = False
        return app

    def view(self) -> list[dict[str, Any]]:
        """Return the addresses to try, with their QR codes; none while the page is closed."""
        if self._guest is None:
            return []
        found = [f"http://{one}:{self._port}" for one in own_addresses()[:MOST]]
        return [{"address": one, "qr": code_as_path(one)} for one in found]
