"""Whole file: a small file that is written whole or not at all, for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file, in place of an earlier one; it is on the disk afterwards.

    Raises OSError if that is not possible; an earlier one is then as it was.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.partial")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(draft, file)
