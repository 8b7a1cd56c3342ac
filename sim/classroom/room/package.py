"""A package offer: "I take 2 if you take 1". Both or neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sim.scenario.ladder import Rung


class PackageState(StrEnum):
    """Where a package stands; after the first two it has ended."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CARRIED = "carried out"


#: Reasons that speak for a package; all others speak against it.
_FOR = ("wants more", "wants less", "brackets", "gains", "loses nothing")


@dataclass(frozen=True)
class Reason:
    """Why a computer answered a package as it did.

    Parameters
    ----------
    kind : wants more, wants less (what the package brings on the paragraph); wanted more, wanted less (what
        it takes away); brackets, supports (the paragraph as drafted); gains, loses nothing, costs
    issue : the paragraph that it is about; empty where the reason is about the whole
    """

    kind: str
    issue: str = ""

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for the package."""
        return self.kind in _FOR


@dataclass(frozen=True)
class Package:
    """A package offer, as it stands.

    Parameters
    ----------
    number : from 1, never used twice in a class
    reading : in which it was offered
    sender, by : the seat that offers it, and the name of its player
    to : seats that are asked
    everybody : whether all others are asked
    takes, asks : what the sender takes, and what the others shall take: formulation by issue
    drafted : what the draft said on these paragraphs when it was offered
    sponsors : seats that co-sponsor it
    answers : by seat that was asked: whether it accepts
    people : name of the player, by seat, where a person answered
    reasons : why computers answered as they did, by seat, where they say so
    ended : how it ended; None while it can still be carried out
    needed : number of co-sponsors from which the chair must carry it out or answer
    answer : why the chair has not carried it out; empty without an answer
    """

    number: int
    reading: int
    sender: str
    by: str
    to: tuple[str, ...]
    everybody: bool
    takes: Mapping[str, str]
    asks: Mapping[str, str]
    drafted: Mapping[str, str]
    sponsors: tuple[str, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    ended: PackageState | None = None
    needed: int = 3
    answer: str = ""

    @property
    def words(self) -> dict[str, str]:
        """What the draft says with it: formulation by issue."""
        return {**self.takes, **self.asks}

    @property
    def accepted(self) -> tuple[str, ...]:
        """Seats that have accepted it."""
        return tuple(seat for seat in self.to if self.answers.get(seat) is True)

    @property
    def declined(self) -> tuple[str, ...]:
        """Seats that have declined it."""
        return tuple(seat for seat in self.to if self.answers.get(seat) is False)

    @property
    def parties(self) -> tuple[str, ...]:
        """Seats that stand by it: the sender, the co-sponsors and those that have accepted."""
        return (self.sender, *self.sponsors, *self.accepted)

    @property
    def state(self) -> PackageState:
        """Where it stands. It is agreed once all have answered and somebody backs it."""
        if self.ended is not None:
            return self.ended
        if len(self.answers) < len(self.to):
            return PackageState.OPEN
        agreed = self.backed or not self.to
        return PackageState.AGREED if agreed else PackageState.DECLINED

    @property
    def live(self) -> bool:
        """Whether it can still become part of the draft."""
        return self.state in (PackageState.OPEN, PackageState.AGREED)

    @property
    def backed(self) -> bool:
        """Whether somebody has accepted it, or many co-sponsor it."""
        return bool(self.accepted) or len(self.sponsors) >= self.needed

    @property
    def ripe(self) -> bool:
        """Whether the chair may carry it out."""
        return self.live and self.backed

    @property
    def pressing(self) -> bool:
        """Whether the chair must carry it out or say why not: many co-sponsor it."""
        return self.live and len(self.sponsors) >= self.needed

    @property
    def public(self) -> bool:
        """Whether everybody sees it: it was offered to all, or somebody has accepted it."""
        return self.everybody or bool(self.accepted)

    def says(self, drafted: Mapping[str, str]) -> PackageState | None:
        """Return how a draft ends it; None if it still has an object.

        It is carried out where the draft says all of it and somebody had backed it. It has no object left
        where one side has got its part: words that the draft did not say then, and says now.

        Parameters
        ----------
        drafted : formulation by issue
        """
        if all(drafted[issue] == word for issue, word in self.words.items()):
            return PackageState.CARRIED if self.backed else PackageState.EXPIRED
        for side in (self.takes, self.asks):
            moved = [issue for issue, word in side.items() if self.drafted[issue] != word]
            if moved and all(drafted[issue] == word for issue, word in side.items()):
                return PackageState.EXPIRED
        return None


def with_package(draft: tuple[int, ...], places: Mapping[str, int], package: Package) -> tuple[int, ...]:
    """Return a draft with all the words of a package: one change.

    Parameters
    ----------
    places : place of each issue in the draft
    """
    changed = list(draft)
    for issue, word in package.words.items():
        changed[places[issue]] = int(Rung.named(word))
    return tuple(changed)
