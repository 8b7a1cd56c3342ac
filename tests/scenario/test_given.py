"""A class or an object may stand in a scenario where a file has a name."""

import pickle
from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest

from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.decisions import DecisionRule, decision_named
from sim.scenario.fault import BadInput
from sim.scenario.given import Given, written
from sim.scenario.loading import load
from sim.scenario.names import CHAIRS, DECISIONS
from sim.scenario.schema import Scenario
from sim.study.setting import setting
from tests.scenario.files import shipped_scenario
from tests.ways import Conceder, Sleeper, ThreeFourths, Waiting

FIFTH = shipped_scenario("gge-2016-2017")
RULE = "three-fourths (tests.ways.ThreeFourths)"


def asked(scenario: Scenario) -> list[Any]:
    """The objects that stand for the names of a scenario."""
    named = scenario.chair.strategy, scenario.decision, scenario.delegations["CHN"].conduct
    return [one.thing if isinstance(one, Given) else one for one in named]


def test_objects_and_classes_come_along_through_copies_changes_and_pickles() -> None:
    mine = FIFTH.change(
        chair={"strategy": Sleeper()}, decision=ThreeFourths, delegations={"CHN": {"conduct": Conceder(2)}}
    )
    for one in (mine, mine.change(sessions=2), mine.model_copy(), pickle.loads(pickle.dumps(mine))):
        assert [type(thing) for thing in asked(one)] == [Sleeper, ThreeFourths, Conceder]
        assert asked(one)[2] == Conceder(2) != Conceder(3)
    assert mine.decision == RULE
    assert mine.delegations["CHN"].conduct == "conceder (tests.ways.Conceder, times=2)"
    assert f'"decision":"{RULE}"' in mine.model_dump_json(), "files and digests have text"


def test_what_an_installed_package_has_goes_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FIFTH.change(chair={"strategy": Mediator}) == FIFTH
    assert FIFTH.change(decision=decision_named("two-thirds")).decision == "two-thirds"
    point = EntryPoint("three-fourths", "tests.ways:ThreeFourths", DECISIONS.group)
    monkeypatch.setitem(DECISIONS.__dict__, "plugins", {"three-fourths": point})
    assert (found := FIFTH.change(decision=ThreeFourths).decision) == "three-fourths"
    assert not isinstance(found, Given)


def test_a_plug_in_with_a_usual_state_goes_by_its_name_until_it_has_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = EntryPoint("waiting", "tests.ways:Waiting", CHAIRS.group)
    monkeypatch.setitem(CHAIRS.__dict__, "plugins", {"waiting": point})
    named = FIFTH.change(chair={"strategy": "waiting"})
    assert setting(named).chair == Waiting()
    assert setting(named).brought == []
    assert FIFTH.change(chair={"strategy": Waiting()}) == named
    other = FIFTH.change(chair={"strategy": Waiting(2)})
    assert setting(other).brought == [other.chair.strategy] == ["waiting (tests.ways.Waiting, readings=2)"]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Sleeper, "tests.ways.Sleeper is no decision rule"),
        (Given("three-fourths", Sleeper()), "tests.ways.Sleeper is no decision rule"),
        (np.zeros(2), "numpy.ndarray is no decision rule"),
        (DecisionRule, "has no name"),
        (type("Half", (DecisionRule,), {"name": "half", "story": "Half."}), "Half lacks carries"),
        (RULE, "is not a known decision rule"),
        (3, "is not text"),
    ],
)
def test_what_is_no_decision_rule_is_refused_in_words(value: Any, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        FIFTH.change(decision=value)


def test_a_class_that_needs_arguments_asks_for_an_object() -> None:
    with pytest.raises(BadInput, match=r"cannot be made: .*times.*; give an object of it"):
        FIFTH.change(delegations={"CHN": {"conduct": Conceder}})


def test_no_text_of_a_file_is_taken_for_a_class() -> None:
    content = {"decision": "tests.ways:ThreeFourths"}
    with pytest.raises(BadInput, match="is not a known decision rule"):
        load({**FIFTH.model_dump(mode="json"), **content})


def test_a_long_state_is_told_by_a_digest_and_another_by_another() -> None:
    few, other = np.zeros(5000), np.zeros(5000)
    other[2500] = 1
    texts = {written(Learner(state)) for state in (few, other, few.copy())}
    assert len(texts) == 2
    assert all(len(text) < 80 for text in texts)


class Learner(Sleeper):
    """A chair with a state of many numbers."""

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights
