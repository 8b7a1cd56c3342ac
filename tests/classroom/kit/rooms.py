"""Scenarios for the tests of the kit: a shipped one with some positions written anew."""

from collections.abc import Mapping
from functools import cache

from sim.classroom.kit.material import Material
from sim.scenario.fields import Evidence
from sim.scenario.loading import load, load_with_record
from sim.scenario.schema import Position, Scenario
from sim.study.forecast import forecast


def rewritten(
    scenario: Scenario, code: str, cells: Mapping[str, float], evidence: Evidence = Evidence.PROXY
) -> Scenario:
    """Return a scenario in which a delegation wants something else, on the file's scale."""
    given = scenario.delegations[code]
    positions = {name: Position(value=value, evidence=evidence) for name, value in cells.items()}
    other = given.model_copy(update={"positions": {**given.positions, **positions}})
    return scenario.model_copy(update={"delegations": {**scenario.delegations, code: other}})


def material(scenario: Scenario, runs: int = 20) -> Material:
    return Material(scenario, None, forecast(scenario, runs, 1))


@cache
def shipped_material(name: str) -> Material:
    scenario, record = load_with_record(name)
    return Material(scenario, record, forecast(scenario, 20, 1))


def lone() -> Scenario:
    return load("lone-blocker")
