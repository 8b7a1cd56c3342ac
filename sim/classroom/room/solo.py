"""Solo: how computers behave toward people, and what is different for whoever plays alone against them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """A hint that a delegation asked for: the reading, and the paragraph, or None for the whole text."""

    reading: int
    seat: str
    about: str | None


@dataclass(frozen=True)
class Solo:
    """What computers do beyond answering, and whether anybody leads the room.

    Parameters
    ----------
    talkative : whether computers take the floor, offer packages and give reasons
    alone : whether one person plays against computers, without a teacher
    reserved : the seat of whoever plays alone; None if they choose
    hints : hints that were asked for
    """

    talkative: bool = False
    alone: bool = False
    reserved: str | None = None
    hints: tuple[Hint, ...] = ()
