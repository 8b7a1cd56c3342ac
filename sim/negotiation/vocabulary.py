"""Vocabulary: stances and complaints, as numbers in arrays and as words for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.worded import Worded


class Stance(Worded):
    """What a delegation does with the package (docs/model.md, equation 10)."""

    JOINS = 0
    DISSOCIATES = 1
    OBJECTS = 2


class ParagraphStance(Worded):
    """What a delegation does with one paragraph."""

    SUPPORTS = 0
    ACCEPTS = 1
    BRACKETS = 2


#: The same as words, where a message or a file holds them.
StanceWord = Literal["joins", "dissociates", "objects"]
ParagraphStanceWord = Literal["supports", "accepts", "brackets"]


class Kind(StrEnum):
    """What a delegation minds about an issue: text that harms it, text that it misses, or nothing."""

    HARM = "harm"
    DISAPPOINTMENT = "disappointment"
    NONE = "none"

    @property
    def verb(self) -> str:
        """What the delegation does, to put before the issue."""
        return {Kind.HARM: "resists", Kind.DISAPPOINTMENT: "wants more on"}.get(self, "")

    @property
    def amount(self) -> str:
        """How much the text says on the issue, for the delegation."""
        return {Kind.HARM: "too much", Kind.DISAPPOINTMENT: "too little"}.get(self, "")


class Complaint(NamedTuple):
    """A complaint: its kind, and the place of its issue among the issues, -1 for none."""

    issue: int
    kind: Kind

    @classmethod
    def of(cls, number: int) -> Complaint:
        """Return the complaint of a number in an array: see `Complaints`."""
        if number < 0:
            return cls(-1, Kind.NONE)
        return cls(number // 2, Kind.DISAPPOINTMENT if number % 2 else Kind.HARM)


@dataclass(frozen=True, eq=False)
class Complaints:
    """Complaints in an array.

    Parameters
    ----------
    numbers : of any shape: 2k harm from issue k, 2k + 1 disappointment with it, -1 no complaint
    """

    numbers: NDArray[Any]

    @property
    def issue(self) -> NDArray[np.int64]:
        """Place of the issue of each, -1 for none."""
        return np.asarray(self.numbers // 2, dtype=np.int64)

    @property
    def kind(self) -> NDArray[np.int64]:
        """Kind of each: 0 harm, 1 disappointment, -1 none."""
        return np.where(self.numbers < 0, -1, self.numbers % 2).astype(np.int64)

    @classmethod
    def over(cls, issue: NDArray[Any], kind: NDArray[Any]) -> Complaints:
        """Return complaints of some kinds over some issues; none where the kind is -1."""
        return cls(np.where(kind < 0, -1, 2 * issue + kind))

    @staticmethod
    def possible(issues: int) -> int:
        """Return how many complaints there can be over a number of issues: numbers are below that."""
        return 2 * issues
