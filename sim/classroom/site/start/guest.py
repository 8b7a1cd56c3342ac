"""A guest: a second server in the event loop of the start page, with a socket of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette

from sim.classroom.site.address import EVERYWHERE, HERE, listening
from sim.classroom.site.routes import Live
from sim.classroom.site.serve import Place, Server, configured
from sim.scenario.fault import BadInput, Fault

#: Ports for phones, in order. A class keeps its port where it can, since browsers know their seats by it.
PORTS = range(8080, 8100)
#: Ports for whoever plays alone at this machine: they leave the others to the class.
ALONE_PORTS = range(8100, 8120)


class Guest(Server):
    """A server that leaves signals to the server whose event loop it uses.

    Parameters
    ----------
    place : where it is
    app, live : the application, and its live pages
    line : listens there
    """

    def __init__(self, place: Place, app: Starlette, live: Live, line: socket.socket) -> None:
        super().__init__(configured(place, app), live)
        self._line = line
        self._running: asyncio.Task[None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals as they are."""
        yield

    async def start(self) -> None:
        """Start to serve; return when it answers."""
        self._running = asyncio.create_task(self.serve(sockets=[self._line]))
        while not (self.started or self._running.done()):
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop to serve; return when it has ended."""
        self.should_exit = True
        if self._running:
            await self._running


def line_for(lan: bool, ports: range = PORTS) -> socket.socket:
    """Return a socket for phones, or for this machine alone, at the first free port.

    Raises
    ------
    BadInput
        if every port is taken
    """
    if (line := listening(EVERYWHERE if lan else HERE, ports)) is None:
        problem = "other programs have all of them; close some, and try again"
        raise BadInput([Fault("ports", problem, value=f"{ports[0]} to {ports[-1]}")])
    return line
