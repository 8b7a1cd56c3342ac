"""The store: results of tasks as files, each complete or absent, named by what they were computed from."""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.scenario.fault import BadInput, Fault

#: Suffix of half-written files, and the age in seconds from which one counts as abandoned.
_DRAFT, _ABANDONED = ".partial", 3600
#: No result is larger, in bytes, packed or unpacked; those of a task are a few megabytes.
LARGEST = 2**27
#: Name under which a result stores the digest of its content and its task.
_SEAL = "seal"


def content_key(**parts: Any) -> str:
    """Return the name of a task's result: a digest of everything that it is computed from."""
    text = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def open_store(folder: Path) -> None:
    """Create the folder of a store, and remove files that a killed process left half written.

    Raises BadInput if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for draft in folder.glob(f".*{_DRAFT}"):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput([Fault(str(folder), f"cannot be written: {error.strerror}")]) from None


def keep(folder: Path, key: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Write a result under its final name in one step; the folder is there already.

    Raises BadInput if the folder cannot be written.
    """
    buffer = io.BytesIO()
    sealed: dict[str, Any] = {**arrays, _SEAL: _seal(key, arrays)}
    np.savez_compressed(buffer, **sealed)
    try:
        # Created with ordinary permissions, so that all who can read the results can resume the study.
        draft = folder / f".{key}.{secrets.token_hex(4)}{_DRAFT}"
        try:
            with draft.open("xb") as file:
                file.write(buffer.getvalue())
            os.replace(draft, folder / f"{key}.npz")
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except FileNotFoundError:
        raise BadInput([Fault(str(folder), "disappeared while results were being stored in it")]) from None
    except OSError as error:
        problem = f"cannot be written: {error.strerror}; finished results are kept there"
        raise BadInput([Fault(str(folder), problem)]) from None


def recall(folder: Path, key: str) -> dict[str, np.ndarray] | None:
    """Return a result that was kept, or None; a damaged file, or that of another task, counts as absent."""
    path = folder / f"{key}.npz"
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            return None
        content = io.BytesIO(path.read_bytes())
    except OSError:
        return None
    try:
        with zipfile.ZipFile(content) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                return None
        with np.load(content, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        seal = arrays.pop(_SEAL)
        return arrays if seal.tolist() == _seal(key, arrays).tolist() else None
    except Exception:  # zipfile, zlib, tokenize and NumPy each raise their own errors for damage
        return None


def _seal(key: str, arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return a digest of a result and of the task that it is of."""
    digest = hashlib.sha256(key.encode())
    for name in sorted(arrays):
        array = np.asarray(arrays[name])
        digest.update(f"\n{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(array.tobytes())
    return np.frombuffer(digest.digest(), dtype=np.uint8)
