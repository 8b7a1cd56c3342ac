"""Conformance: what any chair strategy, conduct, decision rule or study must do, as tests for a plug-in.

Needs hypothesis (the extra `test`). A whole test file of a plug-in::

    from sim.testing import conforms
    from treaty_rules import ThreeFourths

    def test_it_does_what_any_decision_rule_must() -> None:
        conforms(ThreeFourths)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis.errors import Flaky

from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.conduct import Conduct
from sim.negotiation.decisions import DecisionRule
from sim.report.own_study import OwnStudy
from sim.testing import chairs, conducts, decisions, studies
from sim.testing.story import tells_its_story

__all__ = ["MUST", "conforms"]

#: What each kind of class must do: functions of a class, each raising AssertionError if it does not.
MUST: Mapping[type, tuple[Callable[[Any], None], ...]] = {
    ChairStrategy: (tells_its_story, *chairs.MUST),
    Conduct: (tells_its_story, *conducts.MUST),
    DecisionRule: (tells_its_story, *decisions.MUST),
    OwnStudy: (tells_its_story, *studies.MUST),
}


def conforms(kind: type) -> None:
    """Check all that a chair strategy, a conduct, a decision rule or a study must do, in some ten seconds.

    Parameters
    ----------
    kind : the class

    Raises
    ------
    AssertionError
        at the first thing that it does not do, with the room in which it does not
    TypeError
        if it is a class of another kind
    """
    found = [must for base, must in MUST.items() if issubclass(kind, base)]
    if not found:
        raise TypeError(f"{kind.__name__} is no chair strategy, conduct, decision rule or study")
    for check in found[0]:
        try:
            check(kind)
        except Flaky as error:
            raise AssertionError(f"{kind.__name__}: {check.__name__}: not twice the same") from error
