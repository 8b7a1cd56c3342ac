"""Never alone: a delegation that blocks in company only."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.conduct.conduct import NEVER, Conduct


class NeverAlone(Conduct):
    """A delegation that fears to be the only one."""

    name = "never-alone"
    story = "Blocks only where others of some weight share its complaint; alone, it dissociates itself."
    source = "isolation as what restrains those who could block consensus: Buzan 1981"

    def price(self, price: Floats, covered: Floats) -> Floats:
        """Put blocking out of reach of those without cover."""
        return np.where(covered > 0, price, NEVER)
