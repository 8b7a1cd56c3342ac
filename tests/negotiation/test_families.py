"""What any chair strategy, conduct and decision rule must have to be found by its name."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.negotiation.chairs import STRATEGIES, chair_named
from sim.negotiation.conduct import CONDUCTS, conduct_named
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.decisions import DECISIONS, decision_named
from sim.scenario.positions import INSTRUCTED
from sim.scenario.schema import Chair, Instructions, Scenario
from sim.testing.story import tells_its_story

FAMILIES = {
    "chair strategy": (STRATEGIES, chair_named, Chair.model_json_schema()["properties"]["strategy"]),
    "conduct": (
        CONDUCTS,
        conduct_named,
        Instructions.model_json_schema()["properties"]["conduct"]["anyOf"][0],
    ),
    "decision rule": (DECISIONS, decision_named, Scenario.model_json_schema()["properties"]["decision"]),
}


@pytest.mark.parametrize(
    ("member", "by_name"),
    [(member, by_name) for members, by_name, _ in FAMILIES.values() for member in members],
)
def test_has_a_name_a_story_and_a_source(member: Any, by_name: Callable[[str], Any]) -> None:
    tells_its_story(member)
    assert type(by_name(member.name)) is member


@pytest.mark.parametrize("family", FAMILIES)
def test_names_are_those_that_a_scenario_may_give_and_others_are_refused(family: str) -> None:
    members, by_name, schema = FAMILIES[family]
    names = [member.name for member in members]
    assert names == schema["enum"]
    assert len(set(names)) == len(names)
    with pytest.raises(ValueError, match=f"^no {family} 'referee'; there are {', '.join(names)}$"):
        by_name("referee")


def test_the_first_conduct_is_that_of_whom_the_scenario_says_nothing() -> None:
    assert CONDUCTS[0].name == INSTRUCTED == Instructed.name
