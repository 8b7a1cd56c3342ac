"""Playable: whether a class has sheets and rules for every seat of a scenario."""

from __future__ import annotations

from sim.scenario.fault import BadInput, Fault
from sim.scenario.schema import Scenario


def check_seats(scenario: Scenario) -> None:
    """Raise BadInput if a seat is no member state, or may not object."""
    muted = [code for code, given in scenario.delegations.items() if given.decides is False]
    if strange := sorted({*scenario.other_seats, *muted}):
        problem = "has seats that a class does not play: no member state, or without the right to object"
        allowed = "the scenario without them"
        raise BadInput([Fault(scenario.id, problem, value=", ".join(strange), allowed=allowed)])
