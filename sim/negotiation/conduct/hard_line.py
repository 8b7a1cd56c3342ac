"""Hard line: a delegation whose capital has tied its hands."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.conduct.conduct import Conduct


class HardLine(Conduct):
    """A delegation that has committed itself in public, so that it cannot give way."""

    name = "hard-line"
    story = "Gives up none of its complaints, however near the deadline: its hands are tied."
    source = "commitment as bargaining power: Schelling 1960, The Strategy of Conflict, chapter 2"

    def concede(self, share: Floats) -> Floats:
        """Give nothing up."""
        return np.zeros_like(share)
