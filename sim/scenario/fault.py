"""Faults: what is wrong with an input, where, and what is allowed instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: A value longer than this is cut in a message.
LONGEST = 60
#: Only so many faults of a file are told at once.
TOLD = 8


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
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        value = self.value if len(self.value) <= LONGEST else self.value[: LONGEST - 1] + "…"
        subject = " = ".join(part for part in (self.key, value) if part)
        told = f"{place}: {subject}: {self.problem}" if subject else f"{place}: {self.problem}"
        return f"{told}; allowed: {self.allowed}" if self.allowed else told


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
    """Return a suggestion such as ``did you mean FRA (France)?``, or nothing.

    Parameters
    ----------
    known : what may be meant
    """
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.5)
    originals = {k.lower(): k for k in known}
    return originals[close[0]] if close else ""
