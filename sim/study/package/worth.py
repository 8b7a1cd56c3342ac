"""What a text is worth: its strength, or the mean worth of its adoption to one delegation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import STRENGTH, Bools, Floats, Rungs
from sim.negotiation.payoff import Interests
from sim.negotiation.reading import Reading, net
from sim.study.package.sample import Sample

#: Texts and plays that are valued at a time.
_PIECE = 2**17


class Worth(ABC):
    """What counts as the worth of a text."""

    @abstractmethod
    def of(self, texts: Rungs) -> Floats:
        """Return what some texts (T, K) are worth (T,)."""

    @abstractmethod
    def ends(self, allowed: Bools) -> tuple[float, float]:
        """Return about the least and the most that a text of allowed formulations (K, M) is worth."""


@dataclass(frozen=True)
class Strength(Worth):
    """How strongly a text speaks, 0 to 1.

    Parameters
    ----------
    weights : weight of each issue, at least one of them above 0
    """

    weights: tuple[float, ...]

    def of(self, texts: Rungs) -> Floats:
        """Return the weighed strength of some texts (T,)."""
        return np.asarray(self._table[np.arange(texts.shape[1]), texts].sum(axis=1))

    def ends(self, allowed: Bools) -> tuple[float, float]:
        """Return the strength of the weakest and of the strongest text."""
        return _ends(self._table, allowed)

    @cached_property
    def _table(self) -> Floats:
        weights = np.array(self.weights)
        return np.asarray(weights[:, None] / weights.sum() * STRENGTH)


@dataclass(frozen=True, eq=False)
class WorthTo(Worth):
    """What the adoption of a text is worth to one delegation against no report, red lines regarded.

    Parameters
    ----------
    sample : the plays of which it is the mean
    seat : place of the delegation
    """

    sample: Sample
    seat: int

    def of(self, texts: Rungs) -> Floats:
        """Return the mean worth of some texts (T,)."""
        plays = np.arange(self.sample.last - self.sample.first)
        size = max(1, _PIECE // (texts.shape[1] * len(plays)))
        parts = [np.zeros(0)]
        for start in range(0, len(texts), size):
            some = texts[start : start + size]
            drafts, rows = np.repeat(some, len(plays), axis=0), np.tile(plays, len(some))
            parts.append(net(self._alone, drafts, rows).reshape(len(some), -1).mean(axis=1))
        return np.concatenate(parts)

    def ends(self, allowed: Bools) -> tuple[float, float]:
        """Return the least and the most that the paragraphs add up to, before red lines."""
        reading = self._alone
        low, high = _ends(reading.worth[..., 0].mean(axis=0), allowed)
        base = float(reading.interests.base.mean())
        return low + base, high + base

    @cached_property
    def _alone(self) -> Reading:
        """The room with nobody else in it."""
        whole, one = self.sample.reading, slice(self.seat, self.seat + 1)
        stakes = whole.interests
        own = Interests(
            stakes.position[..., one],
            stakes.base[..., one],
            stakes.gain[..., one],
            stakes.complaint[..., one],
        )
        return replace(whole, interests=own, flexibility=whole.flexibility[:, one])


def _ends(table: Floats, allowed: Bools) -> tuple[float, float]:
    """Return the least and the most that formulations (K, M) add up to."""
    low = np.where(allowed, table, np.inf).min(axis=1).sum()
    return float(low), float(np.where(allowed, table, -np.inf).max(axis=1).sum())
