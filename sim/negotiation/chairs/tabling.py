"""A chair whose text gives way to drafts that are known to have been on the table at some readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.past import Past
from sim.negotiation.reading import Reading
from sim.negotiation.table import Table


class Tabling(ChairStrategy):
    """Chairs as another does, but for the drafts that it is given: no strategy that a file can name.

    Parameters
    ----------
    chair : who chairs
    drafts : (K,) the draft on the table by number of reading, -1 where a paragraph stays as it is
    """

    def __init__(self, chair: ChairStrategy, drafts: Mapping[int, Ints]) -> None:
        self.chair, self.drafts = chair, drafts

    def zero_draft(self, table: Table, past: Past) -> Rungs:
        """Return the text that the first reading starts from (R, K)."""
        return self._at(1, self.chair.zero_draft(table, past))

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Return the drafts after the one change that the chair would make next."""
        return self.chair.change(reading, draft, rows, trade=trade)

    def revise(self, reading: Reading, draft: Rungs) -> Iterable[Rungs]:
        """Yield the draft after each change of the chair, and last the one that the next reading has."""
        steps = self.chair.revise(reading, draft)
        for revised in [steps] if isinstance(steps, np.ndarray) else steps:
            draft = revised
            yield draft
        if reading.number + 1 in self.drafts:
            yield self._at(reading.number + 1, draft)

    def _at(self, number: int, draft: Rungs) -> Rungs:
        given = self.drafts.get(number)
        return draft if given is None else np.where(np.asarray(given) < 0, draft, given).astype(draft.dtype)
