"""Credentials: tokens that nobody can guess; a class keeps only their digests."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import TypeVar

from sim.classroom.room.lesson import TEACHER, Lesson, Who

#: 128 bits: guessing one at a thousand tries a second takes longer than the age of the universe.
TOKEN_BYTES = 16
#: Longest token in characters; longer texts are not even digested.
LONGEST_TOKEN = 64

_W = TypeVar("_W", bound=Who)


def new_token() -> str:
    """Return a new random token of 128 bits, safe in an address; the rules never call this."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_for(sent: str, name: str) -> str:
    """Return the token of a newcomer: as hard to guess as the id that their screen made.

    Parameters
    ----------
    sent, name : id of the message, and the name in it
    """
    digest = hashlib.sha256(f"{sent}\n{name}".encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")


def key_of(token: str) -> str:
    """Return the digest of a token, SHA-256 in hexadecimal, which is all that a class keeps."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def who_is(lesson: Lesson, token: str) -> Who | None:
    """Return the owner of a token: the teacher or a player's number; None if it has no owner.

    The token of an unopened link has no owner yet: see `whose_link`.
    """
    return _found(token, [(TEACHER, lesson.teacher), *_keys(lesson, linked=False)])


def whose_link(lesson: Lesson, token: str) -> int | None:
    """Return the number of the player with this unopened link; None if there is no such link."""
    return _found(token, _keys(lesson, linked=True))


def _keys(lesson: Lesson, linked: bool) -> list[tuple[int, str]]:
    return [(p.number, p.key) for p in lesson.players if not p.removed and p.linked == linked]


def _found(token: str, keys: Iterable[tuple[_W, str]]) -> _W | None:
    """Compare with every key in constant time, so that the duration reveals nothing."""
    if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        return None
    key, found = key_of(token), None
    for who, known in keys:
        if hmac.compare_digest(key, known):
            found = who
    return found
