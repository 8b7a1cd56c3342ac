"""Admissible: which requests are answered at all, by their host, their path and their origin.

- **Host.** A page elsewhere may have a name that is made to point here ("DNS rebinding"): its browser then
  takes this site for a part of that one. It asks by that name, so only the names that the site is announced
  by are answered.
- **Path.** Whoever guards a path and whoever routes it must read it alike. So a path has one way of
  writing, and no other is routed: no percent signs, no empty or dotted parts, nothing but plain characters.
- **Origin.** What a browser sends on behalf of another site's page carries that site's origin. It may be
  missing only where browsers send none: where something is read, but not by a socket.
"""

from __future__ import annotations

import re
from collections.abc import Collection, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from sim.classroom.site.malformed_messages import SOCKETS

Scope = MutableMapping[str, Any]

#: A part of a path, but for one that is nothing but dots. Never `$`, before which a line may end.
_PART = rb"(?!\.+(?:/|\Z))[A-Za-z0-9_.~@:+,=-]+"
_PATH = re.compile(rb"/(?:(?=[a-z0-9_.]+(?:/|\Z))%s(?:/%s)*/?)?" % (_PART, _PART))
#: Methods for which browsers send no origin to the site that a page is of.
_READING = frozenset({"GET", "HEAD"})

NOT_HERE, NO_PAGE, FROM_ELSEWHERE = 421, 404, 403


def refusal(scope: Scope, hosts: Collection[str]) -> int | None:
    """Return the status by which a request or a socket is refused, or None if it may go on.

    Parameters
    ----------
    scope : of ASGI, of a request or a socket
    hosts : what may stand under ``Host``, in lower case, such as ``localhost:8080``
    """
    host, *more = _told(scope, b"host") or [b""]
    if more or host.decode("latin-1").lower() not in hosts:
        return NOT_HERE
    path = str(scope.get("path", "")).encode("utf-8", "surrogateescape")
    if not _PATH.fullmatch(path) or scope.get("raw_path") not in (None, path):
        return NO_PAGE
    return None if _of_this_site(scope, host.lower()) else FROM_ELSEWHERE


def _of_this_site(scope: Scope, host: bytes) -> bool:
    # A script of another site's page is asked for without any origin, and what it says that page can read.
    if scope["path"].startswith(f"/{SOCKETS}") and b"j" in parse_qs(scope.get("query_string", b""), True):
        return False
    origins = _told(scope, b"origin")
    if not origins:
        return scope["type"] == "http" and scope.get("method", "GET") in _READING
    return origins == [b"http://" + host]


def _told(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]
