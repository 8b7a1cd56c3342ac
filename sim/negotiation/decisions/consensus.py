"""Consensus: adopted unless somebody formally objects."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Rungs
from sim.negotiation.decisions.decision import DecisionRule


class Consensus(DecisionRule):
    """The rule of the groups of experts and the open-ended groups."""

    name = "consensus"
    story = "Adopted unless somebody formally objects."
    source = "absence of formal objection: UN Office of Legal Affairs, Juridical Yearbook 1987, p. 174"
    by_vote = False

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return where nobody objects."""
        return np.asarray(~(stances == OBJECTS).any(axis=-1))
