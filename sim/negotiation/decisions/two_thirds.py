"""Two-thirds majority of those present and voting."""

from __future__ import annotations

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.decisions.decision import DecisionRule, votes


class TwoThirds(DecisionRule):
    """The General Assembly's rule for important questions."""

    name = "two-thirds"
    story = "Adopted by two thirds of those who vote yes or no; who dissociates abstains and is not counted."
    source = "Rules of Procedure of the General Assembly (A/520), rules 83 and 86"

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return where at least twice as many vote yes as no."""
        yes, _, no = votes(stances)
        return (yes > 0) & (yes >= 2 * no)
