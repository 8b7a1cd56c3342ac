"""Another scenario that differs where asked for, and one that is no file: checked as files are."""

from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.scenario.files import shipped_scenario

FIFTH = shipped_scenario("gge-2016-2017")


def test_what_is_not_named_stays_and_the_scenario_itself_does_not_change() -> None:
    changed = FIFTH.change(sessions=2, chair={"strategy": "dropper"})
    assert (changed.sessions, changed.chair.strategy, changed.chair.name) == (2, "dropper", FIFTH.chair.name)
    assert changed.change(sessions=FIFTH.sessions, chair={"strategy": FIFTH.chair.strategy}) == FIFTH
    assert shipped_scenario("gge-2016-2017") == FIFTH


def test_a_single_position_can_be_changed() -> None:
    changed = FIFTH.change(delegations={"USA": {"positions": {"IHL": -3}}})
    assert changed.delegations["USA"].positions["IHL"].value == -3
    assert changed.delegations["USA"].positions["TREATY"] == FIFTH.delegations["USA"].positions["TREATY"]
    assert changed.delegations["RUS"] == FIFTH.delegations["RUS"]


@given(st.sets(st.sampled_from(FIFTH.members), min_size=2))
def test_with_fewer_members_the_instructions_of_the_others_go_too(members: set[str]) -> None:
    changed = FIFTH.change(members=sorted(members), chair={"state": None, "camp": "neutral"})
    assert set(changed.delegations) == set(changed.members) == members


def test_numbers_and_lists_of_numpy_and_sets_are_taken_as_those_of_python() -> None:
    members = [code for code in FIFTH.members if code != "CUB"]
    expected = FIFTH.change(members=sorted(members), sessions=2)
    for some in (np.array(sorted(members)), frozenset(members)):
        assert FIFTH.change(members=some, sessions=np.int64(2)) == expected
    cells = {"USA": {"positions": {"IHL": np.float32(-1.5), "CM": np.int64(2)}}}
    assert FIFTH.change(delegations=cells).delegations["USA"].positions["CM"].value == 2
    assert len({FIFTH, FIFTH.change(), expected}) == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sessions": -5}, "sessions = -5: is out of range; allowed: at least 1"),
        ({"sessions": "3"}, "sessions = 3: is text, not a number; remove the quotation marks"),
        ({"sesions": 3}, "sesions: is not a known key; did you mean sessions?"),
        ({"chair": {"strategy": "x"}}, "chair.strategy = x: is not a known chair strategy"),
        ({"members": 3}, "members = 3: is not a list"),
        ({"members": ["USA", "XXX"]}, "members.1 = XXX: is not a member state"),
        ({"delegations": {"USA": {"positions": {"IHL": 9}}}}, "positions.IHL.value = 9: is out of range"),
        ({"ends": "2010"}, "ends = 2010: is before the first meeting"),
    ],
)
def test_what_cannot_be_is_refused_in_words(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match="gge-2016-2017, changed: ") as refused:
        FIFTH.change(**changes)
    assert says in str(refused.value)


@pytest.mark.parametrize("name", ["lone-blocker", "gge-2019-2021"])
def test_a_scenario_need_not_be_a_file(name: str) -> None:
    content = yaml.safe_load(shipped()[name].read_text())
    assert load(content) == load(name)


def test_what_is_wrong_with_one_that_is_no_file_is_said_without_a_line() -> None:
    with pytest.raises(BadInput) as refused:
        load({**yaml.safe_load(shipped()["lone-blocker"].read_text()), "sessions": 0})
    assert str(refused.value) == "lone-blocker: sessions = 0: is out of range; allowed: at least 1"
