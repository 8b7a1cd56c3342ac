"""Fights: who resists the drafts along the way, and over what; most who fight join in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.negotiation.along import along_the_way
from sim.negotiation.arrays import Floats, Rungs
from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.vocabulary import Complaints
from sim.study.setting import Setting

#: At most this many plays are looked at: the mean resistance of a delegation is then known to a few per cent.
MOST = 2000
#: Chance is drawn for this many plays at a time, and looked at in pieces: an array over issues and delegations
#: then holds about that many numbers.
BATCH, PIECE = 512, 2**17


@dataclass(frozen=True, eq=False)
class Fights:
    """Means over plays and readings, in units of worth.

    Parameters
    ----------
    resistance : (N,) what each delegation would lose by the draft on the table against having no report
    complaints : (2K, N) what it complains of, numbered as in `Complaints`
    """

    resistance: Floats
    complaints: Floats

    @property
    def over(self) -> Floats:
        """What each delegation complains of over each paragraph, harm and disappointment together (K, N)."""
        return np.asarray(self.complaints[0::2] + self.complaints[1::2])


def find_fights(setting: Setting, seed: int, outcomes: Outcomes, most: int = MOST) -> Fights:
    """Find who fights some plays, from their drafts; chance is drawn again, a piece at a time.

    Parameters
    ----------
    most : plays that are looked at, at most; the first by number
    """
    table, plays = setting.table, min(len(outcomes), most)
    resistance = np.zeros(len(table.codes))
    complaints = np.zeros((Complaints.possible(len(table.issues)), len(table.codes)))
    for draws, path in pieces(setting, seed, outcomes[:most]):
        found = along_the_way(table, draws, path)
        resistance += found.resistance.sum(axis=0)
        complaints += found.complaints.sum(axis=0)
    return Fights(resistance / plays, complaints / plays)


def pieces(setting: Setting, seed: int, outcomes: Outcomes) -> Iterator[tuple[Draws, Rungs]]:
    """Yield the chance and the drafts of some plays, a few at a time."""
    table, ensemble = setting.table, setting.ensemble
    paragraphs, members = table.shape
    size = max(1, PIECE // (paragraphs * members))
    for start in range(0, len(outcomes), BATCH):
        batch = outcomes[start : start + BATCH]
        draws = draw(table, seed, batch.replicates, setting.given, ensemble)
        for first in range(0, len(batch), size):
            yield draws[first : first + size], batch.path[first : first + size]
