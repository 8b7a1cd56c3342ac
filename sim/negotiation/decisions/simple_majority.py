"""Simple majority of those present and voting."""

from __future__ import annotations

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.decisions.decision import DecisionRule, votes


class SimpleMajority(DecisionRule):
    """The General Assembly's rule for other questions, and that of its committees."""

    name = "simple-majority"
    story = "Adopted if more vote yes than no; a tie is a rejection, and who dissociates abstains."
    source = "Rules of Procedure of the General Assembly (A/520), rules 85, 86, 95 and 125"

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return where more vote yes than no."""
        yes, _, no = votes(stances)
        return yes > no
