"""Sockets: what comes over them that no page of ours sends is dropped, and leaves the terminal alone.

The library takes the form of a packet, and of a message, for granted: whatever else it is sent ends in an
exception of its own. Nothing breaks by that but the message; the terminal would be full of it all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

#: Exceptions by which the library says that a message is not of the form that it takes for granted.
MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)
#: First part of the address of the sockets.
SOCKETS = "_nicegui_ws"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Known(dict[str, Any]):
    """Handlers by the name of a message; a name that is no text is none of theirs."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name)


def hardened(handlers: MutableMapping[str, Any]) -> Known:
    """Return the library's handlers of messages, by name, as they stand malformed ones.

    Parameters
    ----------
    handlers : those of one namespace: ``connect`` and ``handshake`` are awaited, the others are not
    """
    known = Known(handlers)
    known["connect"], known["handshake"] = _refusing(known["connect"]), _declining(known["handshake"])
    # What a browser wants to have logged is nothing that should appear in the teacher's terminal.
    known.pop("log", None)
    for name in ("engineio.server", "socketio.server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return known


def dropping(heard: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """Return a handler that drops a message which the library cannot take apart.

    What goes wrong in our own handling of it is told elsewhere: it does not come back through the library.
    """

    def hear(socket: str, message: Any) -> None:
        with suppress(*MALFORMED):
            heard(socket, message)

    return hear


def _refusing(connected: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

    async def connect(socket: str, environment: Any = None, more: Any = None) -> None:
        # A message may be called connect too. What it brings holds nothing that can be called.
        if not (isinstance(environment, dict) and callable(environment.get("asgi.receive"))):
            return
        try:
            await connected(socket, environment, more)
        except MALFORMED:
            raise Refusal("This is no page of the class.") from None

    return connect


def _declining(shaken: Callable[[str, Any], Awaitable[bool]]) -> Callable[[str, Any], Awaitable[bool]]:
    async def handshake(socket: str, message: Any = None, *more: Any) -> bool:
        try:
            return await shaken(socket, message)
        except MALFORMED:
            return False

    return handshake


async def through(
    app: App, scope: Scope, receive: Receive, send: Send, dropped: tuple[type[Exception], ...] = ()
) -> None:
    """Let a request pass, and see to it that it is answered: as a bad request where nobody else does.

    Nobody does where the browser has gone meanwhile, which the layers above take for a fault.

    Parameters
    ----------
    dropped : exceptions that are no fault of ours
    """
    begun = ended = False

    async def sending(message: MutableMapping[str, Any]) -> None:
        nonlocal begun, ended
        begun = True
        ended = message["type"] == "http.response.body" and not message.get("more_body", False)
        await send(message)

    with suppress(*dropped):
        await app(scope, receive, sending)
    if scope["type"] == "websocket":
        if not begun:
            await send({"type": "websocket.close", "code": 4400})
        return
    if not begun:
        await send({"type": "http.response.start", "status": 400, "headers": []})
    if not ended:
        await send({"type": "http.response.body", "body": b""})
