"""The teacher's token: kept in a file, so that a restarted server has the same private link."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sim.classroom.room.credentials import new_token

_FORM = re.compile(r"[A-Za-z0-9_-]{22}")
#: Longest file with a token, in bytes.
_LONGEST = 1000


def well_formed(token: str) -> bool:
    """Return whether a text has the form of a token."""
    return _FORM.fullmatch(token) is not None


def kept_token(file: Path) -> str:
    """Return the token in a file that only its owner can read; write a new one if there is no such file."""
    if well_formed(kept := _read(file)):
        return kept
    file.unlink(missing_ok=True)
    token = new_token()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(token + "\n")
    return token


def _read(file: Path) -> str:
    """Return the content of a file, if it is a plain file that may hold a token."""
    if not file.is_file() or file.stat().st_size > _LONGEST:
        return ""
    return file.read_bytes().decode("ascii", "replace").strip()
