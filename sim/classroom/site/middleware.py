"""Middleware: it refuses requests that are not for this site, and tells the pages who asks.

It is only the first line of defence: the pages of the teacher and of players also check the token.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from hmac import compare_digest

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.classroom.room.credentials import key_of
from sim.classroom.site.cookies import desk_cookie, kept, seat_cookie, shown
from sim.classroom.site.rate_limits import RateLimits
from sim.classroom.site.request_checks import refusal
from sim.classroom.site.teacher_token import well_formed

#: First parts of cheap addresses: styles, scripts, pictures.
_SMALL = frozenset({"assets", "favicon.ico"})
#: Last part of the addresses at which open pages ask for news; their own limit is in `channel`.
_LIVE = "live"

#: Texts of refusals, by status.
_WORDS = {
    403: b"This request came from a page of another site.",
    404: b"Not found",
    421: b"This server does not answer to this name. Please open the announced address, exactly as written.",
    429: b"Too many pages from this device at once. Please wait a moment and reload.",
}
#: A page may load only what this server serves. Vue compiles its templates, hence the eval.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; object-src 'none'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    # Other sites get no referrer; without any, our own forms would have no known origin.
    (b"referrer-policy", b"same-origin"),
)
#: Browsers and proxies keep nothing that concerns a person.
_NO_STORE = (b"cache-control", b"no-store")


class RequestGate:
    """Middleware that identifies people by the tokens in their browser's cookies, and by nothing else.

    It sets ``teacher`` and ``player`` in a request's state, to a valid token or to nothing. Without the
    teacher's token, the teacher's pages do not exist. An invalid cookie counts as none, so that nobody
    can plant one.

    Parameters
    ----------
    app : the application behind the middleware
    teacher : digest of the teacher's token
    port : of the server
    hosts : see `sim.classroom.site.request_checks.refusal`
    plays : whether a token belongs to a player
    private : first part of the addresses that exist only with the teacher's token
    secure : see `sim.classroom.site.request_checks.refusal`
    """

    def __init__(
        self,
        app: ASGIApp,
        teacher: str,
        port: int,
        hosts: Collection[str],
        plays: Callable[[str], bool],
        private: str = "teacher",
        secure: str = "",
    ) -> None:
        self.app, self.teacher, self.hosts, self.plays = app, teacher, hosts, plays
        self.private, self.secure = private, secure
        self.crowd = RateLimits()
        self._seat, self._desk = seat_cookie(port), desk_cookie(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if refused := refusal(scope, self.hosts, self.secure):
            await _refuse(scope, send, refused)
            return
        asked, _, token = str(scope["path"]).strip("/").partition("/")
        small = asked in _SMALL
        cookies = shown(scope["headers"])
        teacher, player = cookies.get(self._desk, ""), cookies.get(self._seat, "")
        teacher = teacher if self._opens(teacher) else ""
        player = player if well_formed(player) and self.plays(player) else ""
        scope.setdefault("state", {}).update(teacher=teacher, player=player)
        socket = scope["type"] == "websocket"
        counts = not (socket or small or scope["path"].endswith(f"/{_LIVE}"))
        if counts and not self.crowd.allows((scope.get("client") or ("",))[0]):
            await _refuse(scope, send, 429, [(b"retry-after", b"5")])
            return
        if asked == self.private and not socket and self._opens(token):
            cookie = kept(self._desk, token, secure=bool(self.secure))
            await _answer(send, 303, [(b"location", f"/{asked}".encode()), cookie])
            return
        if asked == self.private and not teacher:
            await _refuse(scope, send, 404)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [one for one in message.get("headers", ()) if small or one[0].lower() != _NO_STORE[0]]
                # A page may have a policy of its own.
                own = {name.lower() for name, _ in told}
                ours = [one for one in _HEADERS if one[0] not in own]
                message["headers"] = [*told, *ours, *(() if small else (_NO_STORE,))]
            await send(message)

        await self.app(scope, receive, send if socket else with_headers)

    def _opens(self, token: str) -> bool:
        return well_formed(token) and compare_digest(key_of(token), self.teacher)


async def _refuse(
    scope: Scope, send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4000 + status})
    else:
        await _answer(send, status, headers)


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    words = _WORDS.get(status, b"")
    told = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS, _NO_STORE, *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": words})
