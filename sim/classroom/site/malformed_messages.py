"""Malformed messages: the server drops them without filling the terminal.

The library expects packets and messages of a certain form; anything else raises an exception. That breaks
nothing but the message, but would fill the terminal.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Exceptions of the library for a message that does not have the expected form.
MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)
#: First part of the address of the sockets.
SOCKETS = "_nicegui_ws"


class Known(dict[str, Any]):
    """Handlers by message name; a name that is not a text has no handler."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name)


def hardened(handlers: MutableMapping[str, Any]) -> Known:
    """Return the library's message handlers, by name, made safe against malformed messages.

    Parameters
    ----------
    handlers : those of one namespace: ``connect`` and ``handshake`` are awaited, the others are not
    """
    known = Known(handlers)
    known["connect"], known["handshake"] = _refusing(known["connect"]), _declining(known["handshake"])
    # A browser's log messages must not appear in the teacher's terminal.
    known.pop("log", None)
    for name in ("engineio.server", "socketio.server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return known


def dropping(heard: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """Return a handler that drops messages which the library cannot parse.

    Errors in our own handlers do not come back through the library, so this does not hide them.
    """

    def hear(socket: str, message: Any) -> None:
        with suppress(*MALFORMED):
            heard(socket, message)

    return hear


def _refusing(connected: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

    async def connect(socket: str, environment: Any = None, more: Any = None) -> None:
        # A message may be called connect, too. Its content has nothing that can be called.
        if not (isinstance(environment, dict) and callable(environment.get("asgi.receive"))):
            return
        try:
            await connected(socket, environment, more)
        except MALFORMED:
            raise Refusal("This page is not part of the class.") from None

    return connect


def _declining(shaken: Callable[[str, Any], Awaitable[bool]]) -> Callable[[str, Any], Awaitable[bool]]:
    async def handshake(socket: str, message: Any = None, *more: Any) -> bool:
        try:
            return await shaken(socket, message)
        except MALFORMED:
            return False

    return handshake


async def through(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, dropped: tuple[type[Exception], ...] = ()
) -> None:
    """Pass a request on, and answer it as a bad request if nobody else does.

    Nobody does if the browser has gone meanwhile; the layers above take that for a fault.

    Parameters
    ----------
    dropped : exceptions that are not our fault
    """
    begun = ended = False

    async def sending(message: Message) -> None:
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
