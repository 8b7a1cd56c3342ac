"""Polling: a channel made of requests, for pages whose network lets no web socket through.

A page opens a channel by a request without a name, and gets a name. It then asks for news, one request after
the other; each waits until there is some. What the page says comes in requests of its own. If one of them
fails, the page opens another channel, as it would another socket.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from sim.classroom.room.credentials import new_token
from sim.classroom.site.channel import Channel, Opening, address_of
from sim.classroom.site.rate_limits import RateLimits

#: Seconds without a request after which a channel is closed.
PATIENCE = 15.0
#: Most channels of one kind of page; the one that was idle longest gives way.
MOST = 500
#: Most bytes of a request, and most messages in it.
LONGEST, MOST_SAID = 2**16, 20
_NOT_ONE = PlainTextResponse("This is not a message of a page.", 400)
_NOBODY = PlainTextResponse("Not found", 404)
_GONE = PlainTextResponse("This channel is closed. Please open another one.", 410)
_TOO_MANY = PlainTextResponse("Too many pages at once. Please wait a moment.", 429)


class _Line:
    """A channel by its name, and the tokens that its requests must show."""

    def __init__(self, channel: Channel, request: Request) -> None:
        self.channel, self.asking = channel, 0
        self.teacher, self.player = request.state.teacher, request.state.player
        self.closing: asyncio.TimerHandle | None = None

    def belongs_to(self, request: Request) -> bool:
        """Return whether a request shows its tokens; that of a newcomer counts once it was shown."""
        shown = request.state
        self.player = self.player or shown.player
        return (self.teacher, self.player) == (shown.teacher, shown.player)


class Polls:
    """The polled channels of one kind of page.

    Parameters
    ----------
    opening : makes the listener of a page
    limits : of new channels
    """

    def __init__(self, opening: Opening, limits: RateLimits) -> None:
        self._opening, self._limits = opening, limits
        self._lines: OrderedDict[str, _Line] = OrderedDict()

    async def __call__(self, request: Request) -> Response:
        """Answer one request: ``{"line": name, "said": [...]}`` gets ``{"line": name, "told": [...]}``."""
        name, said = await _read(request) or (None, [])
        if name is None:
            return _NOT_ONE
        if not name:
            if not self._limits.allows(address_of(request)):
                return _TOO_MANY
            channel = Channel(request, self._opening)
            if not channel.is_open:
                return _NOBODY
            name = self._keep(channel, request)
        line = self._lines.get(name)
        if line is None or not line.belongs_to(request):
            return _GONE
        self._lines.move_to_end(name)
        if line.closing:
            line.closing.cancel()
        line.asking += 1
        try:
            for text in said:
                line.channel.hear(text)
            told = "[]" if said else await _unless_gone(request, line.channel)
        finally:
            line.asking -= 1
            if not line.asking:
                loop = asyncio.get_running_loop()
                line.closing = loop.call_later(PATIENCE, self._close, name)
        if told is None:
            self._close(name)
            return _GONE
        body = f'{{"line":"{name}","told":{told}}}'
        return Response(body, media_type="application/json")

    def close(self) -> None:
        """Close every channel, so that no request waits any more."""
        for name in list(self._lines):
            self._close(name)

    def _keep(self, channel: Channel, request: Request) -> str:
        name = new_token()
        self._lines[name] = _Line(channel, request)
        if len(self._lines) > MOST:
            self._close(next(iter(self._lines)))
        return name

    def _close(self, name: str) -> None:
        if line := self._lines.pop(name, None):
            if line.closing:
                line.closing.cancel()
            line.channel.close()


async def _read(request: Request) -> tuple[str, list[str]] | None:
    """Return the name of the channel and the messages in a request; None if it is not valid."""
    raw = b""
    try:
        async for part in request.stream():
            raw += part
            if len(raw) > LONGEST:
                return None
        told: Any = json.loads(raw)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    name, said = (told.get("line"), told.get("said")) if isinstance(told, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(said, list) or len(said) > MOST_SAID:
        return None
    return (name, said) if all(isinstance(text, str) for text in said) else None


async def _unless_gone(request: Request, channel: Channel) -> str | None:
    """Return the next calls; None if the page has gone meanwhile, or its channel is closed."""
    told = asyncio.ensure_future(channel.told())
    gone = asyncio.ensure_future(request.receive())
    await asyncio.wait({told, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not told.done():
        told.cancel()
        return None
    return told.result() if channel.is_open else None
