"""A sample of plays in which many texts are put to the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.silence import sounded
from sim.study.setting import Setting

#: Numbers that the largest array of a piece holds: texts are put to the room piece by piece.
_PIECE = 2**21


@dataclass(frozen=True, eq=False)
class Sample:
    """Some replicates at one reading, to put texts to as they stand.

    Parameters
    ----------
    setting, seed : what is played, and the seed of all chance
    first, last : replicates `first` to `last` - 1
    held : readings held before the texts are put
    looking : called with the number of texts that are put to the room next
    """

    setting: Setting
    seed: int
    first: int
    last: int
    held: int
    looking: Callable[[int], None] | None = None

    @cached_property
    def reading(self) -> Reading:
        """The room at that reading."""
        table, draws = self.setting.table, self.setting.draws(self.seed, np.arange(self.first, self.last))
        return open_reading(table, draws, weigh(table, draws), max(1, self.held))

    def shares(self, texts: Rungs) -> Floats:
        """Return the share of these plays in which each text (T, K) is adopted as it stands (T,)."""
        paragraphs, members = self.setting.table.shape
        plays = self.last - self.first
        size = max(1, _PIECE // (paragraphs * members * plays))
        parts = []
        for start in range(0, len(texts), size):
            some = texts[start : start + size]
            if self.looking:
                self.looking(len(some))
            parts.append(self._adopted(some))
        return np.concatenate([np.zeros(0), *parts])

    def _adopted(self, texts: Rungs) -> Floats:
        plays = self.last - self.first
        rows: Ints = np.tile(np.arange(plays), len(texts))
        adopted, _ = sounded(self.reading, np.repeat(texts, plays, axis=0), rows)
        return np.asarray(adopted.reshape(len(texts), plays).mean(axis=1))


def every_text(allowed: Bools) -> Rungs:
    """Return every text whose formulations are all allowed (T, K), from (K, M)."""
    ladders = [np.flatnonzero(rungs) for rungs in allowed]
    grid = np.meshgrid(*ladders, indexing="ij")
    return np.stack([axis.ravel() for axis in grid], axis=1).astype(np.int8)


def texts_allowed(allowed: Bools) -> int:
    """Return how many texts there are whose formulations are all allowed."""
    number = 1
    for many in allowed.sum(axis=1).tolist():
        number *= int(many)
    return number
