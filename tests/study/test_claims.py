import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.calibration.result import calibrated
from sim.study.claims import CEILING, ENOUGH, RAW, Counted, Knowledge, check_raw, claim, in_scope, knowledge
from sim.study.forecast import forecast

GGE, LONE_BLOCKER = load("gge-2016-2017"), load("lone-blocker")


@pytest.fixture
def gge() -> Scenario:
    return GGE


@given(st.integers(1, 5000), st.data())
def test_no_more_than_the_ceiling_is_claimed_and_nothing_of_few_plays(
    plays: int, data: st.DataObject
) -> None:
    adopted = data.draw(st.integers(0, plays))
    told = claim(GGE, adopted, plays)
    assert told.counted == Counted(adopted, plays)
    assert (told.probability is None) == (told.interval is None) == (plays < ENOUGH)
    if told.probability is not None and told.interval is not None:
        low, high = told.interval
        assert low <= told.probability <= high <= CEILING
        assert told.capped == (adopted / plays > CEILING)


@given(st.integers(1, 5000), st.data())
def test_of_a_body_or_rule_out_of_scope_nothing_is_claimed(plays: int, data: st.DataObject) -> None:
    adopted = data.draw(st.integers(0, plays))
    for told in (claim(LONE_BLOCKER, adopted, plays), claim(GGE, adopted, plays, "two-thirds")):
        assert told.counted is told.probability is told.interval is None
        assert not told.capped


def test_a_forecast_out_of_scope_keeps_its_number_to_the_outcomes() -> None:
    told = forecast(LONE_BLOCKER, runs=60)
    assert told.probability is told.interval is None
    assert told.outcomes.share == told.outcomes.adopted.mean()
    assert told.outcomes.adoptions == told.outcomes.adopted.sum()


def test_at_fifty_plays_a_third_and_two_thirds_can_be_told_apart() -> None:
    third, two_thirds = Counted.of(1 / 3, ENOUGH), Counted.of(2 / 3, ENOUGH)
    assert third.interval[1] < two_thirds.interval[0]
    low, high = Counted.of(0.5, ENOUGH).interval
    assert high - low == pytest.approx(0.27, abs=0.005)
    assert Counted(0, ENOUGH).interval[1] == pytest.approx(0.07, abs=0.005)


def test_raw_shares_out_of_scope_are_given_only_if_asked_for(gge: Scenario) -> None:
    check_raw(False, gge)
    check_raw(True, LONE_BLOCKER)
    check_raw(True, gge, "two-thirds")
    for scenario, rules in ((LONE_BLOCKER, ()), (gge, ("consensus", "two-thirds"))):
        with pytest.raises(BadInput, match=RAW):
            check_raw(False, scenario, *rules)
    assert not in_scope(gge, "two-thirds")


def test_parameters_know_a_process_itself_or_others_or_none(gge: Scenario) -> None:
    every = tuple(calibrated().supports)
    assert knowledge(None, gge) is Knowledge.NONE
    assert knowledge(every, gge) is Knowledge.ITSELF
    assert knowledge(every, gge.model_copy(update={"id": "another-name"})) is Knowledge.ITSELF
    assert knowledge(calibrated().known_for(gge), gge) is Knowledge.OTHERS
    assert knowledge(every, LONE_BLOCKER) is Knowledge.OTHERS


def test_every_command_refuses_a_body_whose_declared_kind_does_not_fit() -> None:
    """As `compare`, `sweep`, `text`, `package`, `follow`, `what-if`, `sensitivity` and `coding` ask."""
    for name, body in (("npt-2026", "OEWG"), ("att-2012", "GGE"), ("plenary-2026", "GGE")):
        scenario = load(name).model_copy(update={"body": body})
        assert not in_scope(scenario)
        assert claim(scenario, 60, 60).probability is None
        with pytest.raises(BadInput, match=f"is declared as {body}.*no probability is claimed for it"):
            check_raw(False, scenario)
        check_raw(True, scenario)
