"""Saving: what cannot be saved is not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sim.classroom.room import Refused


@contextmanager
def saved_or_refused() -> Iterator[None]:
    """Refuse what is to be done, if the file that is written within cannot be."""
    try:
        yield
    except OSError:
        raise Refused("This could not be saved, so it was not done.") from None
