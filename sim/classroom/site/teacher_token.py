"""Keys: what shows who somebody is stays in their browser; the teacher's also in a file of their own."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sim.classroom.room.credentials import new_token

_FORM = re.compile(r"[A-Za-z0-9_-]{22}")
#: No file with a token is longer, in bytes.
_LONGEST = 1000


def well_formed(token: str) -> bool:
    """Return whether this may be a token of ours at all."""
    return _FORM.fullmatch(token) is not None


def kept_token(file: Path) -> str:
    """Return the token that a file keeps, readable for its owner alone; a new one if there is no such file.

    A server that is started again thus has the same private link.
    """
    if well_formed(kept := _read(file)):
        return kept
    file.unlink(missing_ok=True)
    token = new_token()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(token + "\n")
    return token


def _read(file: Path) -> str:
    """Return what a file holds, if it is a plain one that may hold a token."""
    if not file.is_file() or file.stat().st_size > _LONGEST:
        return ""
    return file.read_bytes().decode("ascii", "replace").strip()
