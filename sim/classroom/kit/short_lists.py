"""Short lists: the first few names, and the number of others."""

from __future__ import annotations

from collections.abc import Sequence

from sim.classroom.words.message import Listing, counted, listed
from sim.classroom.words.names import called


def some(words: Sequence[str], most: int) -> Listing:
    """List the first few texts in a sentence, and count the others."""
    more = len(words) - most
    return listed([*words[:most], *([counted(more, "one other", "{n} others")] if more > 0 else [])])


def named(codes: Sequence[str], most: int = 4) -> Listing:
    """Name the first few delegations in a sentence, and count the others."""
    return some([called(code) for code in codes], most)
