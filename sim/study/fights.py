"""Fights: who resists the drafts along the way, and over what; many of them join in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from sim.negotiation.along import along_the_way
from sim.negotiation.arrays import Floats, Rungs
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.table import Table
from sim.negotiation.vocabulary import Complaint, Complaints, Kind
from sim.scenario.roster import name_of
from sim.study.setting import Setting

#: At most this many plays are looked at: the mean resistance of a delegation is then known to a few per cent.
MOST = 2000
#: Chance is drawn for this many plays at a time. They are looked at in pieces, so that an array over issues
#: and delegations holds about that many numbers.
BATCH, PIECE = 512, 2**17


@dataclass(frozen=True, eq=False)
class Fights:
    """Means over plays, in units of worth.

    Parameters
    ----------
    losses : (T, N) what each delegation would lose by the draft that a reading opens with, against no report
    complaints : (2K, N) what it complains of, numbered as in `Complaints`; mean over readings
    """

    losses: Floats
    complaints: Floats

    @property
    def resistance(self) -> Floats:
        """Resistance along the way: the mean loss of each delegation over the readings (N,)."""
        return np.asarray(self.losses.mean(axis=0))

    @property
    def over(self) -> Floats:
        """What each delegation complains of over each paragraph, harm and disappointment together (K, N)."""
        return np.asarray(self.complaints[0::2] + self.complaints[1::2])


@dataclass(frozen=True)
class Fought:
    """One of a delegation's complaints along the way.

    Parameters
    ----------
    issue : code of the paragraph's issue
    kind : harm from it, or disappointment with it
    amount : mean over plays and readings, in units of worth
    share : of all that the delegation complains of
    """

    issue: str
    kind: Kind
    amount: float
    share: float


@dataclass(frozen=True)
class Fighter:
    """How much a delegation resists along the way, and over what.

    Parameters
    ----------
    code, name : of the member state
    resistance : what it would lose by the draft on the table, mean over plays and readings
    zero_draft : of that, the share at the first reading, which opens with the zero draft; 0 if there is none
    inferred : whether all its coded positions are inferred, with no statement located
    complaints : what it complains of, the largest first
    """

    code: str
    name: str
    resistance: float
    zero_draft: float
    inferred: bool
    complaints: tuple[Fought, ...]


def fighters(fights: Fights, table: Table, inferred: Collection[str]) -> tuple[Fighter, ...]:
    """Return every delegation, those that resist most along the way first.

    Parameters
    ----------
    inferred : codes of the delegations whose coded positions are all inferred
    """
    opening = fights.losses[0] / np.maximum(fights.losses.sum(axis=0), np.finfo(float).tiny)
    each = [
        Fighter(
            code,
            name_of(code),
            float(fights.resistance[seat]),
            float(opening[seat]),
            code in inferred,
            _fought(fights.complaints[:, seat], table),
        )
        for seat, code in enumerate(table.codes)
    ]
    return tuple(sorted(each, key=lambda one: (-one.resistance, one.code)))


def _fought(amounts: Floats, table: Table) -> tuple[Fought, ...]:
    total = float(amounts.sum())
    order = [int(number) for number in np.argsort(-amounts, kind="stable") if amounts[number] > 0]
    complaints = ((number, Complaint.of(number)) for number in order)
    return tuple(
        Fought(table.issues[of.issue], of.kind, float(amounts[number]), float(amounts[number]) / total)
        for number, of in complaints
    )


def find_fights(setting: Setting, seed: int, outcomes: Outcomes, most: int = MOST) -> Fights:
    """Find who fights some plays, from their drafts; chance is drawn again, a piece at a time.

    Parameters
    ----------
    most : plays that are looked at, at most; the first by number
    """
    table, plays = setting.table, min(len(outcomes), most)
    losses = np.zeros((table.readings, len(table.codes)))
    complaints = np.zeros((Complaints.possible(len(table.issues)), len(table.codes)))
    for draws, path in pieces(setting, seed, outcomes[:most]):
        found = along_the_way(table, draws, path)
        losses += found.losses.sum(axis=0)
        complaints += found.complaints.sum(axis=0)
    return Fights(losses / plays, complaints / plays)


def pieces(setting: Setting, seed: int, outcomes: Outcomes) -> Iterator[tuple[Draws, Rungs]]:
    """Yield the chance and the drafts of some plays, a few at a time."""
    paragraphs, members = setting.table.shape
    size = max(1, PIECE // (paragraphs * members))
    for start in range(0, len(outcomes), BATCH):
        batch = outcomes[start : start + BATCH]
        draws = setting.draws(seed, batch.replicates)
        for first in range(0, len(batch), size):
            yield draws[first : first + size], batch.path[first : first + size]
