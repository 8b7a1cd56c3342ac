"""Channels: an open page and the server talk over a web socket, or by requests where networks block sockets.

Both carry the same messages. The server sends lists of calls, ``[["show", {...}], ...]``; an empty list is a
sign of life. The page sends texts: a name, a space, and what belongs to it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.classroom.site.rate_limits import RateLimits

#: Seconds between two signs of life. The page takes a channel for dead after two and a half times as long.
BEAT = 10.0
#: Most calls that wait for a page which does not fetch them; after that, it must open another channel.
MOST_WAITING = 100
#: Pages open channels at this rate for each address, after that many at once: a lecture of 193 may share one
#: address, and all of it comes back at once after a restart.
OPENINGS, OPENINGS_AT_ONCE = 20.0, 500.0
_TRY_AGAIN = 1013


class Told(Protocol):
    """A screen that receives messages."""

    def tell(self, method: str, *about: Any) -> None:
        """Call a method of the screen."""


class Listener(Protocol):
    """Whoever is behind an open page."""

    def comes(self) -> None:
        """Note that the page is open."""

    def hears(self, what: str, message: str) -> None:
        """Take a message of the page."""

    def goes(self) -> None:
        """Note that the page is gone."""


#: Makes the listener of a page, from its request and its screen; None if the page is not for this browser.
Opening = Callable[[HTTPConnection, Told], Listener | None]


def openings() -> RateLimits:
    """Return the limit of new channels, by network address."""
    return RateLimits(rate=OPENINGS, burst=OPENINGS_AT_ONCE)


def address_of(connection: HTTPConnection) -> str:
    """Return the network address that a request comes from."""
    return connection.client.host if connection.client else ""


class Channel:
    """A page while it is open.

    Parameters
    ----------
    connection : the request that opens it
    opening : makes whoever is behind the page; if there is nobody, the channel is closed at once
    """

    def __init__(self, connection: HTTPConnection, opening: Opening) -> None:
        self._told: list[str] = []
        self._more = asyncio.Event()
        self.is_open = True
        self._listener = opening(connection, self)
        self.is_open = self._listener is not None
        if self._listener:
            self._listener.comes()

    def tell(self, method: str, *about: Any) -> None:
        """Call a method in the page; calls keep their order."""
        if self.is_open:
            self._told.append(json.dumps([method, *about], separators=(",", ":")))
            self._more.set()
            if len(self._told) > MOST_WAITING:
                self.close()

    def hear(self, text: str) -> None:
        """Take a message of the page."""
        what, _, message = text.partition(" ")
        if self.is_open and self._listener:
            self._listener.hears(what, message)

    async def told(self, seconds: float = BEAT) -> str:
        """Return what the page has not received yet, as JSON; wait for it if there is nothing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._more.wait()
        calls, self._told = self._told, []
        if self.is_open:
            self._more.clear()
        return f"[{','.join(calls)}]"

    def close(self) -> None:
        """End it; whoever waits for calls gets none."""
        if self.is_open and self._listener:
            self.is_open = False
            self._told.clear()
            self._more.set()
            self._listener.goes()


class Sockets:
    """The web sockets of one kind of page.

    Parameters
    ----------
    opening : makes the listener of a page
    limits : of new channels
    """

    def __init__(self, opening: Opening, limits: RateLimits) -> None:
        self._opening, self._limits = opening, limits

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one socket until it is closed."""
        if not self._limits.allows(address_of(socket)):
            await socket.close(_TRY_AGAIN)
            return
        await socket.accept()
        channel = Channel(socket, self._opening)
        sending = asyncio.create_task(_send(socket, channel))
        try:
            while (text := await _said(socket)) is not None:
                channel.hear(text)
        finally:
            channel.close()
            await sending


async def _said(socket: WebSocket) -> str | None:
    """Return the next message; None if the socket is closed, or sends what no page sends."""
    message = await socket.receive()
    text = message.get("text")
    return text if isinstance(text, str) else None


async def _send(socket: WebSocket, channel: Channel) -> None:
    # A socket may close at any moment: a runtime error then says that it cannot send any more.
    with suppress(WebSocketDisconnect, RuntimeError):
        while channel.is_open:
            await socket.send_text(await channel.told())
        await socket.close(_TRY_AGAIN)
