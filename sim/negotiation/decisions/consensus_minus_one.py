"""Consensus minus one: a single objection does not stop the report."""

from __future__ import annotations

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.decisions.decision import DecisionRule, votes


class ConsensusMinusOne(DecisionRule):
    """A lone blocker is passed over."""

    name = "consensus-minus-one"
    story = "Adopted unless two or more formally object: a lone blocker is passed over."
    source = (
        "after the CSCE's Prague Document of 30-31 January 1992, paragraph 16, which passes over the state "
        "concerned alone, and only where its violations are clear, gross and uncorrected"
    )
    by_vote = False

    def carries(self, stances: Rungs, permanent: Bools) -> Bools:
        """Return where at most one objects."""
        _, _, no = votes(stances)
        return no <= 1
