"""Numbered paragraphs: number and name together, the same on phones, paper, projector and in exports."""

from __future__ import annotations

from collections.abc import Iterable

from sim.classroom.words.message import Listing, Message, counted, listed, say


def numbered(title: str, number: int) -> Message:
    """Return a paragraph as people say it: ``Self-defence (4)``."""
    return say("{title} ({number})", title=title, number=number)


def some_numbered(paragraphs: Iterable[tuple[str, int]], most: int = 3) -> Listing:
    """List the first few paragraphs, given by title and number, and count the others."""
    every = list(paragraphs)
    told = [numbered(title, number) for title, number in every[:most]]
    more = len(every) - most
    return listed([*told, *([counted(more, "{n} more", "{n} more")] if more > 0 else [])])
