"""Bound: a socket takes part in the page that its own browser has loaded, and in no other.

The library lets any socket take part in a page whose number it names. The number cannot be guessed, but it
can be seen by whoever reads along on an open network, or in a page that somebody has saved. So a socket
must show the cookies by which its page was let in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, core

#: What the library's page takes for the sign that it is to be loaded anew.
_ANEW = "Implicit handshake failed"


def bound(handlers: MutableMapping[str, Any]) -> dict[str, Any]:
    """Return the library's handlers of messages, by name, as they let a socket into its own page only."""
    known = dict(handlers)
    known["connect"], known["handshake"] = _connecting(known["connect"]), _shaking(known["handshake"])
    return known


def _connecting(connected: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

    async def connect(socket: str, environment: Any, more: Any = None) -> None:
        named = parse_qs(environment.get("QUERY_STRING", "")).get("client_id", [""])[0]
        if not of_its_browser(socket, named):
            raise Refusal(_ANEW)
        await connected(socket, environment, more)

    return connect


def _shaking(shaken: Callable[[str, Any], Awaitable[bool]]) -> Callable[[str, Any], Awaitable[bool]]:
    async def handshake(socket: str, message: Any = None, *more: Any) -> bool:
        return of_its_browser(socket, message["client_id"]) and await shaken(socket, message)

    return handshake


def of_its_browser(socket: str, page: str) -> bool:
    """Return whether a socket shows the tokens by which a page was let in, if it was by any."""
    client = Client.instances.get(page)
    if client is None:  # which the library says itself
        return True
    shown = core.sio.get_environ(socket)["asgi.scope"].get("state", {})
    held = client.request.state
    return all(getattr(held, who, "") in ("", shown.get(who)) for who in ("teacher", "player"))
