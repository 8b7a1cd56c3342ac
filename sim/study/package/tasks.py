"""The tasks of a study of packages: the search, and the verdict on what it found in other plays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Rungs
from sim.negotiation.play import play
from sim.negotiation.stance import on_package
from sim.study.package.amendments import amendments
from sim.study.package.sample import Sample
from sim.study.package.search import search
from sim.study.package.worth import Strength, Worth, WorthTo
from sim.study.plays import Replicates
from sim.study.tasks import Arrays

#: The first replicate of the search: beyond every play that a verdict may have.
BEYOND = 10_000_000
#: Plays of the search, and further ones in which it chooses among what it has found.
SEARCHED, CHOSEN = 160, 600
#: Plays of the verdict that are held at a time.
_PIECE = 256


@dataclass(frozen=True, eq=False)
class Searching(Replicates):
    """The task of searching texts in replicates `first` to `last` - 1, and choosing in some after them.

    Its result has

    - texts (C, K), worth, searched, chosen (C,): the texts kept, amendments among them, what they are worth,
      and the shares of plays in which they are adopted in the search and where it chooses;
    - amended (A, K), amended_worth, amended_searched, amended_chosen (A,): the same of amendments to the
      given text, and given_worth (1,) or (0,) of that text itself, if there is one;
    - looked, exact (): how many texts were looked at, and whether these were all;
    - amendments_looked (4,): how many amendments of one to four paragraphs were looked at.
    """

    keeps = "packages"

    held: int
    weights: tuple[float, ...] | None
    seat: int | None
    allowed: tuple[tuple[bool, ...], ...]
    given: tuple[int, ...] | None

    def carry_out(self, looking: Callable[[int], None] | None = None) -> Arrays:
        """Search, then put what was found to the room in further plays.

        Parameters
        ----------
        looking : called with the number of texts that are looked at next
        """
        sample = Sample(self.setting, self.seed, self.first, self.last, self.held, looking)
        further = Sample(self.setting, self.seed, self.last, self.last + CHOSEN, self.held, looking)
        allowed: Bools = np.array(self.allowed)
        found = search(sample, worth := self._worth(further), allowed, self._starts())
        amended, passing, looked = np.zeros((0, len(allowed)), np.int8), np.zeros(0), np.zeros(4, np.int64)
        if self.given is not None:
            amended, passing, looked = amendments(sample, np.array(self.given, dtype=np.int8), allowed)
        texts = np.concatenate([found.texts, amended])
        return {
            "texts": texts,
            "worth": worth.of(texts),
            "searched": np.concatenate([found.shares, passing]),
            "chosen": further.shares(texts),
            "amended": amended,
            "amended_worth": worth.of(amended),
            "given_worth": worth.of(self._given()),
            "amended_searched": passing,
            "amended_chosen": further.shares(amended),
            "looked": np.array(found.looked),
            "exact": np.array(found.exact),
            "amendments_looked": looked,
        }

    def _worth(self, sample: Sample) -> Worth:
        if self.seat is not None:
            return WorthTo(sample, self.seat)
        assert self.weights is not None
        return Strength(self.weights)

    def _starts(self) -> Rungs:
        """Return texts to begin with: those of plays, the body's own, and what lies evenly between."""
        table = self.setting.table
        draws = self.setting.draws(self.seed, np.arange(self.first, self.last))
        played = np.unique(play(table, draws, self.setting.chair).text, axis=0)
        even = np.array([np.where(table.available[:, rung], rung, 0) for rung in (0, 1, 2)], dtype=np.int8)
        return np.concatenate([self._given(), table.own_text[None], even, played])

    def _given(self) -> Rungs:
        """Return the given text as the only row, if there is one."""
        rows = [] if self.given is None else [self.given]
        return np.array(rows, dtype=np.int8).reshape(-1, len(self.allowed))


@dataclass(frozen=True, eq=False)
class Judging(Replicates):
    """The task of putting T texts to the room as they stand in replicates `first` to `last` - 1.

    Its result has adopted (T, R) and objects (T, R, N): whether each is adopted, and who objects.
    """

    keeps = "texts as they stand"

    held: int
    texts: tuple[tuple[int, ...], ...]

    def carry_out(self) -> Arrays:
        """Put every text to the room."""
        table = self.setting.table
        adopted: list[Bools] = []
        objects: list[Bools] = []
        for start in range(self.first, self.last, _PIECE):
            sample = Sample(self.setting, self.seed, start, min(start + _PIECE, self.last), self.held)
            rows = np.arange(sample.last - start)
            drafts = (np.tile(np.array(text, dtype=np.int8), (len(rows), 1)) for text in self.texts)
            stances = np.stack([on_package(sample.reading, draft, rows) for draft in drafts])
            adopted.append(np.stack([table.carries(each) for each in stances]))
            objects.append(stances == OBJECTS)
        return {"adopted": np.concatenate(adopted, axis=1), "objects": np.concatenate(objects, axis=1)}
