"""Faults: what is wrong with an input, where, and what is allowed instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: A key or a value longer than this is cut in a message.
LONGEST = 60
#: A longer name of a file is cut in its middle.
LONGEST_NAME = 200
#: Only so many faults of a file are told at once, so that all fit on eight lines.
TOLD = 7


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Parameters
    ----------
    file : the file as the user named it
    problem : what is wrong, in words
    line : line of the file, from 1, where known
    key : the key at fault, as a path such as ``delegations.FRA.positions.IHL``
    value : what stands there, as text
    allowed : what may stand there
    """

    file: str
    problem: str
    line: int | None = None
    key: str = ""
    value: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        half = LONGEST_NAME // 2
        name = self.file if len(self.file) <= 2 * half else f"{self.file[:half]}…{self.file[-half:]}"
        place = name if self.line is None else f"{name}:{self.line}"
        subject = " = ".join(_cut(part) for part in (self.key, self.value) if part)
        told = f"{place}: {subject}: {self.problem}" if subject else f"{place}: {self.problem}"
        return on_one_line(f"{told}; allowed: {self.allowed}" if self.allowed else told)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def on_one_line(text: str) -> str:
    """Return text without line breaks and whatever else would disturb a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


@dataclass(frozen=True)
class Contradiction:
    """Something wrong at a path of a file, before its line is known."""

    path: tuple[str | int, ...]
    problem: str
    value: str = ""
    allowed: str = ""


class BadInput(Exception):
    """Input that cannot be used; its text is meant for the user.

    Parameters
    ----------
    faults : what is wrong, in the order of the file
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(str(self))

    def __str__(self) -> str:
        told = [str(fault) for fault in self.faults[:TOLD]]
        more = len(self.faults) - TOLD
        return "\n".join(told + ([f"… and {more} more"] if more > 0 else []))


def nearest(word: str, known: Sequence[str]) -> str:
    """Return what a word most likely means, or nothing; of two as near, the one that begins alike.

    Parameters
    ----------
    known : what may be meant
    """
    from difflib import SequenceMatcher, get_close_matches

    word = word[:LONGEST].lower()
    originals = {k.lower(): k for k in known}
    close = get_close_matches(word, list(originals), n=10, cutoff=0.5)

    def likeness(candidate: str) -> tuple[float, bool]:
        return SequenceMatcher(None, candidate, word).ratio(), candidate[:1] == word[:1]

    return originals[max(close, key=likeness)] if close else ""
