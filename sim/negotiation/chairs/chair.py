"""What every chair strategy has to do: open with a zero draft, and change it after each reading."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

import numpy as np

from sim.negotiation.arrays import Floats, Ints, Rungs
from sim.negotiation.by_name import Named
from sim.negotiation.past import Past
from sim.negotiation.reading import Reading
from sim.negotiation.table import Table
from sim.scenario.names import CHAIRS


class ChairStrategy(Named, ABC):
    """A way to chair: it sees the room at a reading and proposes the next draft.

    A strategy is a pure function of what it is shown. It treats every
    replicate by itself, adds no chance, and changes nothing that it is given.
    """

    family = CHAIRS

    def zero_draft(self, table: Table, past: Past) -> Rungs:
        """Return the text that the first reading starts from (R, K): the body's own last report.

        A new body starts from a blank page.
        """
        return past.own_text.copy()

    @abstractmethod
    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Return the drafts after the one change that this chair would make next, or as they are.

        Parameters
        ----------
        reading : what the chair has heard, in all plays
        draft : (A, K) the drafts of some of the plays; they stay as they are
        rows : (A,) which plays those are
        trade : whether two paragraphs may change together
        """

    def revise(self, reading: Reading, draft: Rungs) -> Iterable[Rungs]:
        """Yield the draft (R, K) after each change: as many as a reading allows, while there is one to make.

        A strategy that revises in its own way yields its own steps, or returns
        the draft that it leaves, which then counts as one step.
        """
        allowed = reading.behaviour.moves
        rows = np.flatnonzero(allowed > 0)
        made = 0
        while len(rows):
            changed = self.change(reading, draft[rows], rows)
            moved = (changed != draft[rows]).any(axis=1)
            draft = draft.copy()
            draft[rows] = changed
            yield draft
            made += 1
            rows = rows[moved & (allowed[rows] > made)]


def hearing(reading: Reading) -> Floats:
    """Return how well the chair hears each delegation (R, N), 0 to 1.

    A neutral chair hears all alike; one from a camp hears the others less
    (Tallberg 2010; Blavoukos & Bourantonis).
    """
    deaf = reading.behaviour.chair_partiality[:, None]
    in_camp = reading.table.in_camp
    if not in_camp.any():
        return np.ones((len(deaf), len(in_camp)))
    return np.where(in_camp, 1.0, 1.0 - deaf)
