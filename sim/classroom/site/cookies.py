"""Cookies: a browser keeps its owner's token in them; scripts cannot read them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

#: Seconds for which a browser keeps its token: a school day.
_KEPT = 12 * 3600


def seat_cookie(port: int) -> str:
    """Return the name of a player's cookie: it has the port, because cookies themselves ignore ports."""
    return f"gge-seat-{port}"


def desk_cookie(port: int) -> str:
    """Return the name of the teacher's cookie."""
    return f"gge-teacher-{port}"


def shown(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the cookies of a request by name."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in headers:
        for part in value.decode("latin-1").split(";") if name == b"cookie" else ():
            # One by one: another program on this host may have set one with an invalid name.
            with suppress(CookieError):
                cookies.load(part)
    return {name: morsel.value for name, morsel in cookies.items()}


def kept(name: str, token: str) -> tuple[bytes, bytes]:
    """Return the header that makes a browser keep a token."""
    # Lax, not strict: a link opened from a message must find its seat.
    return (b"set-cookie", f"{name}={token}; Path=/; Max-Age={_KEPT}; HttpOnly; SameSite=Lax".encode())
