"""The gate: every request passes it. It gives each browser its token and keeps the teacher's pages shut."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from typing import Any

from sim.classroom.room.credentials import key_of, new_token
from sim.classroom.site.crowd import Crowd
from sim.classroom.site.keys import well_formed
from sim.classroom.site.sockets import MALFORMED, SOCKETS, through

#: First parts of addresses that cost nothing: styles, scripts, pictures.
_SMALL = frozenset({"_nicegui", "assets", "favicon.ico"})

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Seconds that a browser keeps its token: a school day.
_KEPT = 12 * 3600
#: What is said where there is no page.
_WORDS = {
    404: b"Not found",
    429: b"Too many pages from this device at once. Please wait a moment, and load it again.",
}
#: What a page may load: nothing but what this server serves. Vue compiles its templates, hence the eval.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Gate:
    """Middleware that tells who asks, from the token in the browser's cookie and nothing else.

    A page finds in its request's state ``token``, that of a player or of
    somebody who may become one, and ``teacher``, the teacher's or nothing. To
    anybody without it the teacher's pages do not exist.

    Parameters
    ----------
    app : what stands behind the gate
    teacher : digest of the teacher's token
    port : of the server: cookies know no ports, and two classes may run on one machine
    spent : whether a token lets nobody in any more, so that its browser needs another
    """

    def __init__(self, app: App, teacher: str, port: int, spent: Callable[[str], bool]) -> None:
        self.app, self.teacher, self.spent = app, teacher, spent
        self.crowd = Crowd()
        self._seat, self._desk = f"gge-seat-{port}", f"gge-teacher-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] == "websocket" and not _from_here(scope):
            await send({"type": "websocket.close", "code": 4403})
            return
        path = str(scope.get("path", "")).rstrip("/")
        asked, _, token = path.removeprefix("/").partition("/")
        if scope["type"] == "websocket":
            await through(self.app, scope, receive, send, MALFORMED)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        cookies = _cookies(scope)
        if asked not in _SMALL and not self.crowd.allows((scope.get("client") or ("",))[0]):
            await _answer(send, 429, [(b"retry-after", b"5")])
            return
        if asked == "teacher" and self._opens(token):
            await _answer(send, 303, [(b"location", b"/teacher"), _cookie(self._desk, token)])
            return
        if asked == "seat" and well_formed(token):
            await _answer(send, 303, [(b"location", b"/"), _cookie(self._seat, token)])
            return
        shown = cookies.get(self._desk, "")
        teacher = shown if self._opens(shown) else ""
        if asked == "teacher" and not teacher:
            await _answer(send, 404)
            return
        held = cookies.get(self._seat, "")
        added = list(_HEADERS)
        if not well_formed(held) or self.spent(held):
            held = new_token()
            if asked not in _SMALL:
                added.append(_cookie(self._seat, held))
        scope.setdefault("state", {}).update(token=held, teacher=teacher)

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await through(self.app, scope, receive, with_headers, MALFORMED if asked == SOCKETS else ())

    def _opens(self, token: str) -> bool:
        return well_formed(token) and compare_digest(key_of(token), self.teacher)


def _from_here(scope: Scope) -> bool:
    """Return whether a socket is opened by one of our own pages: its origin is the host that it asks."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is None or origin.partition(b"://")[2] == headers.get(b"host")


def _cookies(scope: Scope) -> dict[str, str]:
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        for part in value.decode("latin-1").split(";") if name == b"cookie" else ():
            # One by one: another program on this host may have set one with a name that is none.
            with suppress(CookieError):
                cookies.load(part)
    return {name: morsel.value for name, morsel in cookies.items()}


def _cookie(name: str, token: str) -> tuple[bytes, bytes]:
    # Lax, not strict: a link that is opened from a message must find its seat again.
    return (b"set-cookie", f"{name}={token}; Path=/; Max-Age={_KEPT}; HttpOnly; SameSite=Lax".encode())


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    words = _WORDS.get(status, b"")
    told = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS, *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": words})
