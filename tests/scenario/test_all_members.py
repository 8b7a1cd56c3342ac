import datetime as dt
from pathlib import Path

import pytest

from sim.negotiation.convene import convene
from sim.scenario.all_members import with_all_members
from sim.scenario.fault import BadInput
from sim.scenario.fields import Evidence, first_day, last_day
from sim.scenario.ict_issues import ict_issues
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.proxy import proxies, vote_leaning
from sim.scenario.roster import roster
from sim.scenario.schema import SCALE, Instructions, Scenario
from tests.scenario.files import ICT, altered, shipped_scenario, written

GGES = ("gge-2004-2005", "gge-2009-2010", "gge-2012-2013", "gge-2014-2015", "gge-2016-2017", "gge-2019-2021")


def values(given: Instructions) -> dict[str, float]:
    return {name: cell.value for name, cell in given.positions.items()}


@pytest.mark.parametrize("name", GGES)
def test_every_member_state_is_in_the_pool_of_a_group(name: str) -> None:
    scenario = shipped_scenario(name)
    everybody = with_all_members(scenario)
    assert everybody.members == tuple(sorted(roster()))
    assert convene(everybody).shape == (len(ict_issues()), 193)
    assert all(everybody.delegations[code] == scenario.delegations[code] for code in scenario.members)
    before, after = (cells(one) for one in (scenario, everybody))
    assert {code: after[code] for code in before} == before
    assert {code: seats(everybody)[code] for code in before} == seats(scenario)
    changed = {"members", "members_source", "delegations"}
    assert everybody.model_dump(exclude=changed) == scenario.model_dump(exclude=changed)
    assert len(scenario.members) < 193, "the scenario itself is left alone"


@pytest.mark.parametrize("name", GGES)
def test_nothing_from_after_the_first_meeting_is_known_of_those_who_are_added(name: str) -> None:
    scenario = shipped_scenario(name)
    start = first_day(scenario.starts)
    added = [
        given
        for code, given in with_all_members(scenario).delegations.items()
        if code not in scenario.members
    ]
    dates = [cell.date or given.date for given in added for cell in given.positions.values()]
    assert len(dates) >= 6 * len(added)
    assert max(last_day(date) for date in dates) < start


def test_who_is_added_stands_by_votes() -> None:
    given = with_all_members(shipped_scenario("gge-2016-2017")).delegations["TON"]
    side = vote_leaning("TON", dt.date(2016, 8, 29))
    assert (given.leaning, given.evidence, given.date) == (side, Evidence.PROXY, "2016-08-28")
    assert values(given) == pytest.approx({name: SCALE * v for name, v in proxies(side).items()})
    assert given.source.startswith("By rule from its votes")


def test_it_is_the_rule_that_files_know_as_defaults(tmp_path: Path) -> None:
    """All 193 written by the file, or some by the file and the rest by the pool, is the same room."""
    bare = ICT[: ICT.index("delegations:")]
    rule = "defaults: {}\n"
    few = load(written(tmp_path, bare + rule))
    everybody = load(written(tmp_path, altered("[CHN, FRA, TON]", "all", bare) + rule))
    assert with_all_members(few).delegations == everybody.delegations


@pytest.mark.parametrize("name", ["oewg-2019-2021", "membership-2019", "plastics-council", "seabed-assembly"])
def test_a_full_room_and_a_scenario_with_issues_of_its_own_are_their_own_pool(name: str) -> None:
    assert with_all_members(shipped_scenario(name)) is shipped_scenario(name)


def test_few_states_have_no_votes_in_2004_and_before_there_is_no_pool() -> None:
    added = with_all_members(shipped_scenario("gge-2004-2005"))
    unknown = [code for code, given in added.delegations.items() if given.leaning == 0]
    assert sorted(unknown) == [
        "COD", "DMA", "GNQ", "IRQ", "KIR", "KNA", "LBR", "MNE", "PLW", "SSD", "TCD", "TUV",
    ]  # fmt: skip
    assert {cell.evidence for cell in cells(added)["SSD"].values()} == {Evidence.PROXY}
    with pytest.raises(BadInput) as refused:
        with_all_members(moved(shipped_scenario("gge-2004-2005"), "2004-07-11"))
    assert str(refused.value) == (
        "gge-2004-2005: starts = 2004-07-11: is before all votes that ship with the program; nothing "
        "is known about states without a seat"
    )


def moved(scenario: Scenario, starts: str) -> Scenario:
    return scenario.model_copy(update={"starts": starts})


def test_the_study_case_is_the_mandate_of_2016_before_the_members_of_2019() -> None:
    case, fifth, room = (
        shipped_scenario(name) for name in ("membership-2019", "gge-2016-2017", "oewg-2019-2021")
    )
    ours, theirs = convene(case), convene(fifth)
    assert (ours.ambition == theirs.ambition).all()
    assert (ours.acquis == theirs.acquis).all()
    assert (ours.own_text == theirs.own_text).all()
    assert (ours.readings, ours.outlets, ours.in_camp.any()) == (theirs.readings, 0, False)
    assert case.delegations == room.delegations
    stakes = dict(zip(ours.codes, ours.stakes, strict=True))
    assert stakes.pop("RUS") == 1
    assert set(stakes.values()) == {0.6}


def test_with_own_issues_everybody_stands_by_the_lines_that_the_issues_name() -> None:
    scenario = load("fmct-2015")
    everybody = with_all_members(scenario)
    assert everybody.members == tuple(sorted(roster()))
    assert all(everybody.delegations[code] == scenario.delegations[code] for code in scenario.members)
    added = everybody.delegations["TON"]
    assert {name: cell.evidence for name, cell in added.positions.items()} == {
        issue.code: Evidence.PROXY for issue in scenario.issues
    }
    convene(everybody)


def test_with_own_issues_coded_by_hand_nobody_can_join() -> None:
    scenario = shipped_scenario("lone-blocker")
    assert with_all_members(scenario) is scenario
