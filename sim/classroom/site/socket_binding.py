"""Socket binding: a socket serves only the page that its own browser has loaded.

The library accepts any socket that names a page's number. Nobody can guess the number, but it is visible to
anybody who reads the traffic of an open network, and in saved pages. So a socket must show the same cookies
as its page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, core

#: The message that makes the library's page reload.
_ANEW = "Implicit handshake failed"


def bound(handlers: MutableMapping[str, Any]) -> dict[str, Any]:
    """Return the library's message handlers, by name, restricted to a socket's own page."""
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
    """Return whether a socket shows the tokens of a page, if the page had any."""
    client = Client.instances.get(page)
    if client is None:  # the library reports this itself
        return True
    shown = core.sio.get_environ(socket)["asgi.scope"].get("state", {})
    held = client.request.state
    return all(getattr(held, who, "") in ("", shown.get(who)) for who in ("teacher", "player"))
