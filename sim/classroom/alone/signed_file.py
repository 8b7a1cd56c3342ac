"""Signed file: JSON in one spelling, with a signature over all of it, so that every changed byte shows.

With the key of an assignment the signature is an HMAC; without a key it is a plain digest. Neither proves who
played: the key lies on the student's own machine. They show that a file is whole, and which assignment it
belongs to. What an outcome is worth is shown by repeating its actions (`sim.classroom.alone.checking`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

#: Largest file in bytes; an hour of one student takes a hundredth of it.
LARGEST = 2**22
_SIGNATURE = "signature"


class Unusable(Exception):
    """A file that cannot be used, with the reason in a sentence."""


def written(told: Mapping[str, Any], key: str = "") -> bytes:
    """Return an object as a signed file.

    Parameters
    ----------
    told : the object, without a signature
    key : of the assignment; empty for a plain digest
    """
    return _bytes({**told, _SIGNATURE: _signature(told, key)})


def read(content: bytes) -> dict[str, Any]:
    """Return the object in a file, with its signature, which is not yet checked.

    Raises
    ------
    Unusable
        if it is too large, not JSON, or spelt otherwise than `written` does
    """
    if len(content) > LARGEST:
        raise Unusable(f"It is too large (more than {LARGEST // 2**20} MB).")
    try:
        told = from_json(content, allow_inf_nan=False)
        spelt = _bytes(told) if isinstance(told, dict) else b""
    except (ValueError, RecursionError):
        raise Unusable("It is not JSON: it is damaged, or another kind of file.") from None
    if spelt != content:
        raise Unusable("It has been changed since it was written.")
    return dict(told)


def unsigned(told: Mapping[str, Any], key: str = "") -> dict[str, Any]:
    """Return an object without its signature, after checking that.

    Raises
    ------
    Unusable
        if the signature is missing or not that of the object
    """
    rest = {name: value for name, value in told.items() if name != _SIGNATURE}
    signature = told.get(_SIGNATURE)
    if not isinstance(signature, str):
        raise Unusable("It has no signature.")
    if not hmac.compare_digest(signature.encode(), _signature(rest, key).encode()):
        raise Unusable("Its signature does not fit: it has been changed, or belongs to another assignment.")
    return rest


def _bytes(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _signature(told: Mapping[str, Any], key: str) -> str:
    content = _bytes(told)
    if not key:
        return hashlib.sha256(content).hexdigest()
    return hmac.new(key.encode(), content, hashlib.sha256).hexdigest()
