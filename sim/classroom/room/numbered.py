"""Numbered paragraphs: number and name together, the same on phones, paper, projector and in exports."""

from __future__ import annotations

from collections.abc import Iterable

from sim.report.words.names import listed


def numbered(title: str, number: int) -> str:
    """Return a paragraph as people say it: ``Self-defence (4)``."""
    return f"{title} ({number})"


def some_numbered(paragraphs: Iterable[tuple[str, int]], most: int = 3) -> str:
    """List the first few paragraphs, given by title and number, and count the others."""
    every = list(paragraphs)
    told = [numbered(title, number) for title, number in every[:most]]
    more = len(every) - most
    return listed([*told, *([f"{more} more"] if more > 0 else [])])
