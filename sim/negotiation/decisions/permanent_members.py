"""Veto of the permanent members: three fifths, and none of the five against."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Rungs
from sim.negotiation.decisions.decision import DecisionRule, votes


class PermanentMembers(DecisionRule):
    """The Security Council's rule, lent to another room."""

    name = "permanent-members"
    story = (
        "Adopted if three fifths of all members vote yes and no permanent member of the Security Council "
        "votes no; its abstention is no veto."
    )
    source = (
        "Charter of the United Nations, Article 27 (3): nine of fifteen, with the concurring votes of five"
    )

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return where three fifths of the room join and no permanent member objects."""
        yes, _, _ = votes(stances)
        vetoed = ((stances == OBJECTS) & permanent).any(axis=-1)
        return np.asarray((5 * yes >= 3 * stances.shape[-1]) & ~vetoed)
