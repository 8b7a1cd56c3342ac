"""Decision rules: what it takes to adopt."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.convene import convene
from sim.negotiation.decisions import DECISIONS, DecisionRule, decision_named
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import open_reading
from sim.negotiation.silence import sounded
from sim.scenario.loading import load
from sim.testing.decisions import MUST
from sim.testing.rooms import draws_for

ROOMS = st.integers(1, 30).flatmap(
    lambda n: st.tuples(st.lists(st.integers(0, 2), min_size=n, max_size=n), st.integers(0, min(5, n)))
)


def carries(rule: DecisionRule, stances: list[int], permanent: int) -> bool:
    five = np.arange(len(stances)) < permanent
    return bool(rule.carries(np.array([stances], dtype=np.int8), five)[0])


@given(ROOMS)
def test_every_rule_as_it_is_written(room: tuple[list[int], int]) -> None:
    stances, permanent = room
    yes, no = stances.count(0), stances.count(2)
    expected = {
        "consensus": no == 0,
        "consensus-minus-one": no <= 1,
        "two-thirds": yes > 0 and yes / (yes + no) >= 2 / 3 - 1e-12,
        "simple-majority": yes > no,
        "permanent-members": yes / len(stances) >= 0.6 and 2 not in stances[:permanent],
    }
    for rule in DECISIONS:
        assert carries(rule(), stances, permanent) == expected[rule.name], rule.name


@pytest.mark.parametrize("must", MUST, ids=lambda must: must.__name__)
@pytest.mark.parametrize("rule", DECISIONS, ids=lambda rule: rule.name)
def test_a_rule(rule: type[DecisionRule], must: Callable[[type[DecisionRule]], None]) -> None:
    must(rule)


@pytest.mark.parametrize("name", [rule.name for rule in DECISIONS])
def test_the_chair_repairs_only_what_the_room_would_not_carry(name: str) -> None:
    table = replace(convene(load("gge-2004-2005")), decision=decision_named(name))
    draws = draws_for(table, 3, runs=200)
    outcomes = play(table, draws)
    last = open_reading(table, draws, weigh(table, draws), table.readings)
    carried, _ = sounded(last, outcomes.path[:, -1], np.arange(200))
    assert (outcomes.text[carried] == outcomes.path[carried, -1]).all()
    assert outcomes.adopted[carried].all()
    assert carried.any()


def test_the_readings_are_the_same_under_every_rule() -> None:
    table = convene(load("gge-2016-2017"))
    draws = draws_for(table, 3, runs=100)
    voted = [play(replace(table, decision=rule()), draws) for rule in DECISIONS]
    assert all((other.path == voted[0].path).all() for other in voted)
    shares = [other.adopted.mean() for other in voted]
    assert shares[0] < shares[1] < shares[3]


def test_a_rule_is_shown_by_its_name() -> None:
    assert decision_named("consensus") == Consensus()
    assert repr(Consensus()) == "Consensus()"


def test_a_rule_decides_play_by_play() -> None:
    stances = np.array([[0, 0, 0], [0, 0, 2], [0, 2, 2], [0, 1, 1], [1, 1, 1]], dtype=np.int8)
    permanent = np.array([False, False, True])
    adopted = {rule.name: rule().carries(stances, permanent).tolist() for rule in DECISIONS}
    assert adopted == {
        "consensus": [True, False, False, True, True],
        "consensus-minus-one": [True, True, False, True, True],
        "two-thirds": [True, True, False, True, False],
        "simple-majority": [True, True, False, True, False],
        "permanent-members": [True, False, False, False, False],
    }


def test_two_of_a_rule_are_one_and_two_rules_are_two() -> None:
    assert {rule() for rule in DECISIONS for _ in range(2)} == {rule() for rule in DECISIONS}
    assert len({rule() for rule in DECISIONS}) == len(DECISIONS)
    assert all(hash(rule()) == hash(rule()) for rule in DECISIONS)
    assert Consensus() != "consensus"


def test_majorities_vote_and_consensus_is_found_under_silence() -> None:
    voting = {rule.name for rule in DECISIONS if rule.by_vote}
    assert voting == {"two-thirds", "simple-majority", "permanent-members"}
