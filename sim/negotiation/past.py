"""The past: what a negotiation builds on, which in a chain of negotiations differs from play to play."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import STRENGTH, Floats, Ints, Rungs
from sim.negotiation.table import Table


@dataclass(frozen=True, eq=False)
class Past:
    """The language agreed before R plays, and what their mandate promises beyond it.

    Parameters
    ----------
    acquis : (R, K) rung of the strongest language that any body has agreed
    own_text : (R, K) rung of this body's own last report
    ambition : (R, K) what the mandate asks for, 0 to 1
    """

    acquis: Rungs
    own_text: Rungs
    ambition: Floats

    def __getitem__(self, rows: slice | Ints) -> Past:
        """Return the past of some of the plays."""
        return Past(self.acquis[rows], self.own_text[rows], self.ambition[rows])

    @property
    def settled(self) -> Floats:
        """Strength of the acquis on each issue (R, K), 0 to 1."""
        return STRENGTH[self.acquis]


def past_of(table: Table, replicates: int) -> Past:
    """Return the past of a table, the same in all plays."""
    each = (replicates, len(table.issues))
    return Past(
        np.broadcast_to(table.acquis, each),
        np.broadcast_to(table.own_text, each),
        np.broadcast_to(table.ambition, each),
    )
