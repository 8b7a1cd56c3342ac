"""Short lists: the first few names, and the number of others."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.words.names import called, listed
from sim.report.words.numbers import spelt_out


def some(words: Sequence[str], most: int) -> str:
    """List the first few texts in a sentence, and count the others."""
    more = len(words) - most
    return listed([*words[:most], *([spelt_out(more, "other")] if more > 0 else [])])


def named(codes: Sequence[str], most: int = 4) -> str:
    """Name the first few delegations in a sentence, and count the others."""
    return some([called(code) for code in codes], most)
