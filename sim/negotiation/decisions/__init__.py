"""Decision rules, one in each file: what it takes to adopt.

To add one: write its file, and put its name into `sim.scenario.names`; schema, levers,
explorer, kit and the conformance tests then know it.
"""

from __future__ import annotations

from sim.negotiation.by_name import named, own
from sim.negotiation.decisions.decision import DecisionRule
from sim.scenario import names

__all__ = ["DECISIONS", "DecisionRule", "decision_named"]

#: Every one that ships; the first is the one that the model was tested with.
DECISIONS: tuple[type[DecisionRule], ...] = own(names.DECISIONS, DecisionRule)


def decision_named(name: str | DecisionRule | type[DecisionRule]) -> DecisionRule:
    """Return the decision rule of that name, ours or that of a plug-in.

    Raises ValueError if there is none.
    """
    return named(names.DECISIONS, DecisionRule, name)
