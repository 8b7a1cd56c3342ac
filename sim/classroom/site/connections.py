"""Connections: limits, so that many or idle connections from one address keep nobody out.

uvicorn limits neither the time in which a request must arrive, nor the size of its head, nor the connections
of one address. Its own limit (``limit_concurrency``) refuses everybody alike, and its keep-alive time counts
only between two requests. This module adds the missing limits to its protocol.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds in which a whole request must arrive. Those of our pages are one packet, or a few.
PATIENCE = 10.0
#: Most bytes of a request's head: several times what browsers send.
LONGEST_HEAD = 2**16
#: Connections from one address. A lecture of 193 may use one access point; while pages load, each browser
#: opens up to six and a socket: 1,351.
FROM_ONE_ADDRESS = 2000
#: Connections kept in reserve for the class's file and whatever else the server itself opens.
_SPARE = 64


class Connections:
    """All connections, by address.

    Parameters
    ----------
    most : number of connections that the server may hold at once
    """

    def __init__(self, most: int) -> None:
        self.most = max(1, most - _SPARE)
        #: Most from one address: never more than half of all, to leave room for others.
        self.each = max(1, min(FROM_ONE_ADDRESS, self.most // 2))
        self._open: dict[str, dict[asyncio.Transport, asyncio.TimerHandle | None]] = {}
        self._count = 0

    def opened(self, line: asyncio.Transport) -> None:
        """Note a connection; if there are too many, close the one that has owed a request longest."""
        own = self._open.setdefault(_address(line), {})
        own[line] = None
        self._count += 1
        self.owes(line)
        if len(own) > self.each:
            _give_way(own)
        elif self._count > self.most:
            _give_way(max(self._open.values(), key=len))

    def owes(self, line: asyncio.Transport) -> None:
        """Note that a request has begun; it must arrive in time."""
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


def protocol(lines: Connections) -> type[asyncio.Protocol]:
    """Return the protocol that uvicorn makes for each connection, with these limits."""
    return type("Patient", (_Patient,), {"lines": lines})


class _Patient(H11Protocol):
    lines: Connections

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unread = 0
        self.ws_protocol_class: Any = _counted(self.config.ws_protocol_class, self.lines)

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


def _counted(kind: Any, lines: Connections) -> Callable[..., asyncio.Protocol]:
    """Return a protocol that takes over a connection as a socket and reports its end."""

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
    """End one connection: the one that has owed a request longest, or else the newest."""
    line = next((line for line, clock in lines.items() if clock and not line.is_closing()), None)
    (line or next(reversed(lines))).abort()


def _address(line: asyncio.Transport) -> str:
    peer = line.get_extra_info("peername")
    return str(peer[0]) if peer else ""
