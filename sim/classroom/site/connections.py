"""Lines: the connections of a server, so that whoever holds many, or never says what for, keeps nobody out.

uvicorn limits neither the time in which a request must arrive, nor what its head may weigh, nor how many
connections one address may have; its own limit (``limit_concurrency``) turns everybody away alike, and what
it calls keep-alive counts only between two requests. So its protocol is given what is missing here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

#: Seconds in which a request must have arrived whole. Those of our pages are one packet, or a few.
PATIENCE = 10.0
#: Bytes that the head of a request may have: several times what browsers send.
LONGEST_HEAD = 2**16
#: Connections from one address. A lecture of 193 may sit behind one access point; while pages load, a browser
#: opens up to six and a socket: 1,351.
FROM_ONE_ADDRESS = 2000
#: Connections that are never given out: the class's file, and what else the server itself opens.
_SPARE = 64


class Lines:
    """All connections, by address.

    Parameters
    ----------
    most : that the server may hold at once
    """

    def __init__(self, most: int) -> None:
        self.most = max(1, most - _SPARE)
        #: From one address; never more than half of all, so that others find room.
        self.each = max(1, min(FROM_ONE_ADDRESS, self.most // 2))
        self._open: dict[str, dict[asyncio.Transport, asyncio.TimerHandle | None]] = {}
        self._count = 0

    def opened(self, line: asyncio.Transport) -> None:
        """Note a connection; where there are too many, one gives way that owes a request for longest."""
        own = self._open.setdefault(_address(line), {})
        own[line] = None
        self._count += 1
        self.owes(line)
        if len(own) > self.each:
            _give_way(own)
        elif self._count > self.most:
            _give_way(max(self._open.values(), key=len))

    def owes(self, line: asyncio.Transport) -> None:
        """Note that a request has begun: it is to arrive before long."""
        own = self._open.get(_address(line), {})
        if line in own and own[line] is None:
            own[line] = asyncio.get_running_loop().call_later(PATIENCE, line.abort)

    def paid(self, line: asyncio.Transport) -> None:
        """Note that a request has arrived."""
        own = self._open.get(_address(line), {})
        if clock := own.get(line):
            clock.cancel()
            own[line] = None

    def closed(self, line: asyncio.Transport) -> None:
        """Note that a connection is gone."""
        address = _address(line)
        self.paid(line)
        own = self._open.get(address, {})
        if line in own:
            del own[line]
            self._count -= 1
        if not own:
            self._open.pop(address, None)


def protocol(lines: Lines) -> Callable[..., asyncio.Protocol]:
    """Return what uvicorn makes for each connection, so that the lines are kept in order."""
    return partial(_Patient, lines)


class _Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    def __init__(self, lines: Lines, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self._unread = lines, 0
        self.ws_protocol_class: Any = _counted(self.config.ws_protocol_class, lines)

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.lines.opened(transport)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        request, line = self.cycle, self.transport
        waiting = request is None or request.response_complete
        if line.get_protocol() is not self or not (waiting or request.more_body):
            self._unread = 0
            self.lines.paid(line)
            return
        self.lines.owes(line)
        self._unread = self._unread + len(data) if waiting else 0
        if self._unread > LONGEST_HEAD:
            line.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lines.closed(self.transport)
        super().connection_lost(exc)


def _counted(kind: Any, lines: Lines) -> Callable[..., asyncio.Protocol]:
    """Return what takes a connection over as a socket, and says when it is gone."""

    def make(**kwargs: Any) -> Any:
        made = kind(**kwargs)
        lost = made.connection_lost

        def connection_lost(exc: Exception | None) -> None:
            lines.closed(made.transport)
            lost(exc)

        made.connection_lost = connection_lost
        return made

    return make


def _give_way(lines: dict[asyncio.Transport, asyncio.TimerHandle | None]) -> None:
    """End one connection: that which owes a request for longest, or else the newest."""
    line = next((line for line, clock in lines.items() if clock and not line.is_closing()), None)
    (line or next(reversed(lines))).abort()


def _address(line: asyncio.Transport) -> str:
    peer = line.get_extra_info("peername")
    return str(peer[0]) if peer else ""
