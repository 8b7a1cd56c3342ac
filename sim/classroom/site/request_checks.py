"""Request checks: which requests the site answers, by host, path and origin.

- **Host.** Another site can make its name point here ("DNS rebinding"); browsers then treat this site as part
  of that one. They ask by that name, so the server answers only to its announced names.
- **Path.** The check and the router must read a path in the same way. So a path has only one spelling: no
  percent signs, no empty or dotted parts, only plain characters.
- **Origin.** A request for another site's page carries that site's origin. It may be missing only where
  browsers send none: in reading requests, but not in sockets.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.types import Scope

#: A part of a path, except for dots alone. Never use `$`, which also matches before a line's end.
_PART = rb"(?!\.+(?:/|\Z))[A-Za-z0-9_.~@:+,=-]+"
_PATH = re.compile(rb"/(?:(?=[a-z0-9_.]+(?:/|\Z))%s(?:/%s)*/?)?" % (_PART, _PART))
#: Methods for which browsers send no origin to a page's own site.
_READING = frozenset({"GET", "HEAD"})

NOT_HERE, NO_PAGE, FROM_ELSEWHERE = 421, 404, 403


def refusal(scope: Scope, hosts: Collection[str], secure: str = "") -> int | None:
    """Return the status that refuses a request or a socket, or None if it may pass.

    Parameters
    ----------
    scope : ASGI scope of a request or a socket
    hosts : valid values of ``Host``, in lower case, such as ``localhost:8080``
    secure : the one that browsers reach over an encrypted connection, which ends before this server
    """
    host, *more = _told(scope, b"host") or [b""]
    if more or host.decode("latin-1").lower() not in hosts:
        return NOT_HERE
    path = str(scope.get("path", "")).encode("utf-8", "surrogateescape")
    if not _PATH.fullmatch(path) or scope.get("raw_path") not in (None, path):
        return NO_PAGE
    scheme = b"https://" if secure and host.lower() == secure.encode() else b"http://"
    return None if _of_this_site(scope, scheme + host.lower()) else FROM_ELSEWHERE


def _of_this_site(scope: Scope, site: bytes) -> bool:
    origins = _told(scope, b"origin")
    if not origins:
        return scope["type"] == "http" and scope.get("method", "GET") in _READING
    return origins == [site]


def _told(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]
