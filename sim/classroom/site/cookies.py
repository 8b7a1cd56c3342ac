"""Cookies: a browser keeps its owner's token in them; scripts cannot read them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

#: Seconds for which a browser keeps its token: a school day.
A_DAY = 12 * 3600


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


def kept(name: str, token: str, seconds: int = A_DAY, secure: bool = False) -> tuple[bytes, bytes]:
    """Return the header that makes a browser keep a token.

    Parameters
    ----------
    seconds : for which it keeps it
    secure : whether the browser may show it over an encrypted connection only
    """
    # Lax, not strict: a link opened from a message must find its seat.
    told = f"{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{'; Secure' * secure}"
    return (b"set-cookie", told.encode())
