"""Decision rules, each in a file of its own: what it takes to adopt."""

from __future__ import annotations

from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.decisions.consensus_minus_one import ConsensusMinusOne
from sim.negotiation.decisions.decision import DecisionRule
from sim.negotiation.decisions.permanent_members import PermanentMembers
from sim.negotiation.decisions.simple_majority import SimpleMajority
from sim.negotiation.decisions.two_thirds import TwoThirds

__all__ = [
    "DECISIONS",
    "Consensus",
    "ConsensusMinusOne",
    "DecisionRule",
    "PermanentMembers",
    "SimpleMajority",
    "TwoThirds",
    "decision_named",
]

#: Every rule that a scenario can name; the first is the one of the record.
DECISIONS: tuple[type[DecisionRule], ...] = (
    Consensus,
    ConsensusMinusOne,
    TwoThirds,
    SimpleMajority,
    PermanentMembers,
)


def decision_named(name: str) -> DecisionRule:
    """Return the decision rule of that name.

    Raises
    ------
    ValueError
        if there is none
    """
    for rule in DECISIONS:
        if rule.name == name:
            return rule()
    raise ValueError(f"no decision rule {name!r}; there are {', '.join(r.name for r in DECISIONS)}")
