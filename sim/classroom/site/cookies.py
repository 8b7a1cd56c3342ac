"""Cookies: where a browser keeps the token that says who its owner is. No script reads them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

#: Seconds that a browser keeps its token: a school day.
_KEPT = 12 * 3600


def seat_cookie(port: int) -> str:
    """Return the name of a player's cookie: cookies know no ports, and two classes may run on one machine."""
    return f"gge-seat-{port}"


def desk_cookie(port: int) -> str:
    """Return the name of the teacher's cookie."""
    return f"gge-teacher-{port}"


def shown(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the cookies of a request by name."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in headers:
        for part in value.decode("latin-1").split(";") if name == b"cookie" else ():
            # One by one: another program on this host may have set one with a name that is none.
            with suppress(CookieError):
                cookies.load(part)
    return {name: morsel.value for name, morsel in cookies.items()}


def kept(name: str, token: str) -> tuple[bytes, bytes]:
    """Return the header by which a browser keeps a token."""
    # Lax, not strict: a link that is opened from a message must find its seat again.
    return (b"set-cookie", f"{name}={token}; Path=/; Max-Age={_KEPT}; HttpOnly; SameSite=Lax".encode())
