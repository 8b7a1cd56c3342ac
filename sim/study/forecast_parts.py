"""The parts of a forecast: results for one delegation, one paragraph, one wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Rungs
from sim.negotiation.vocabulary import Kind
from sim.scenario.ladder import Issue, Rung
from sim.study.claims import Counted

#: Pseudo-count for each formulation, so that no wording is called impossible.
PSEUDO = 0.5


@dataclass(frozen=True)
class Complaint:
    """The largest complaint of a delegation that does not join.

    Parameters
    ----------
    issue : code of the paragraph's issue; empty if nothing in the text
    kind : text that harms it, text that it misses, or nothing in the text
    share : of the plays in which it does not join, those with this complaint
    """

    issue: str
    kind: Kind
    share: Counted


@dataclass(frozen=True)
class DelegationForecast:
    """How often a delegation stands apart, and over what.

    Parameters
    ----------
    code, name : of the member state
    objects, dissociates : shares of all plays
    of_failures : share of the plays without a report in which it objects
    alone : share of the plays without a report in which nobody else objects
    inferred : whether all its coded positions are inferred, with no statement located
    complaints : what it complains of most where it does not join, the most frequent first
    """

    code: str
    name: str
    objects: Counted
    dissociates: Counted
    of_failures: Counted
    alone: Counted
    inferred: bool
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True)
class Deciding:
    """How often a text is adopted, by its formulation of one paragraph.

    Parameters
    ----------
    issue : the paragraph's
    adopted : plays that adopt it, of those with each formulation that is common
    """

    issue: Issue
    adopted: Mapping[Rung, Counted]

    @property
    def shares(self) -> Mapping[Rung, float]:
        """Share adopted, by formulation."""
        return {rung: counted.share for rung, counted in self.adopted.items()}

    @property
    def spread(self) -> float:
        """How far the shares lie apart."""
        return max(self.shares.values()) - min(self.shares.values())


@dataclass(frozen=True)
class ParagraphForecast:
    """How strongly the report speaks on an issue.

    Parameters
    ----------
    issue : the paragraph's
    silent, indirect, explicit : probability of each formulation, if a report is adopted
    """

    issue: Issue
    silent: float
    indirect: float
    explicit: float

    @property
    def probabilities(self) -> tuple[float, float, float]:
        """Silent, indirect, explicit."""
        return self.silent, self.indirect, self.explicit

    @property
    def likely(self) -> Rung:
        """The most likely formulation."""
        return Rung(int(np.argmax(self.probabilities)))


def rung_shares(texts: Rungs, available: np.ndarray) -> Floats:
    """Return the probability of each formulation of each paragraph (K, M), with pseudo-counts."""
    counts = (texts[:, :, None] == np.arange(RUNGS)).sum(axis=0) + PSEUDO
    counts = np.where(available, counts, 0.0)
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))
