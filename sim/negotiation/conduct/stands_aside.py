"""Stands aside: a delegation that dissociates itself rather than block."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.conduct.conduct import NEVER, Conduct


class StandsAside(Conduct):
    """A delegation that will not be the one who stops a report."""

    name = "stands-aside"
    story = "Never blocks: it explains its position, dissociates itself, and lets the report pass."
    source = "Iran's dissociation from the OEWG's report, which it let pass: dig.watch, 12 March 2021"

    def price(self, price: Floats, covered: Floats) -> Floats:
        """Put blocking out of reach."""
        return np.full_like(price, NEVER)
