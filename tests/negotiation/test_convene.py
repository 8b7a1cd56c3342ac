"""The table of a scenario holds what its file says, each thing in its place."""

import numpy as np
import pytest

from sim.negotiation.convene import REPEATED, convene, own_priors
from sim.negotiation.decisions.consensus import Consensus
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.negotiation.parameters import Prior
from sim.scenario.acquis import agreed, own_text, promised
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def gge() -> Scenario:
    return load("gge-2016-2017")


def test_delegations_are_sorted_and_paragraphs_in_the_order_of_the_file(gge: Scenario) -> None:
    table = convene(gge)
    assert table.codes == tuple(sorted(gge.members))
    assert table.issues == tuple(issue.code for issue in gge.issues)
    assert table.readings == gge.readings
    assert table.outlets == len(gge.outlets)
    assert table.decision == Consensus()
    assert convene(gge.model_copy(update={"decision": "two-thirds"})).decision == TwoThirds()


def test_every_cell_of_the_file_is_in_its_place(gge: Scenario) -> None:
    table, grid, seat = convene(gge), cells(gge), seats(gge)
    for n, code in enumerate(table.codes):
        assert table.stakes[n] == seat[code].stake
        assert table.weights[n] == seat[code].weight
        assert table.caucus_names[table.caucuses[n]] == seat[code].caucus
        for k, issue in enumerate(table.issues):
            assert table.positions[k, n] == grid[code][issue].value
            assert table.spreads[k, n] == grid[code][issue].spread
    assert table.caucus_names == tuple(sorted(set(table.caucus_names)))


def test_every_issue_of_the_file_is_in_its_place() -> None:
    gge = load("oewg-2019-2021")  # its own text is not the strongest that there is
    table = convene(gge)
    assert table.salience.mean() == pytest.approx(1)
    for k, issue in enumerate(gge.issues):
        assert table.salience[k] / table.salience[0] == pytest.approx(issue.salience / gge.issues[0].salience)
        assert table.ambition[k] == promised(gge)[issue.code]
        assert table.acquis[k] == agreed(gge)[issue.code]
        assert table.own_text[k] == own_text(gge)[issue.code]
        assert table.available[k].tolist() == [issue.formulation(rung) is not None for rung in Rung]
    assert len({table.acquis.tobytes(), table.own_text.tobytes()}) == 2
    assert table.acquis.dtype == table.own_text.dtype == np.int8


def test_the_five_permanent_members_are_known(gge: Scenario) -> None:
    table = convene(gge)
    five = {code for code, permanent in zip(table.codes, table.permanent, strict=True) if permanent}
    assert five == {"CHN", "FRA", "GBR", "RUS", "USA"} & set(table.codes)
    assert five


def test_the_camp_of_the_chair_is_its_caucus(gge: Scenario) -> None:
    neutral = gge.model_copy(update={"chair": gge.chair.model_copy(update={"camp": "neutral"})})
    assert not convene(neutral).in_camp.any()
    caucus = seats(gge)["USA"].caucus
    table = convene(gge.model_copy(update={"chair": gge.chair.model_copy(update={"camp": caucus})}))
    camp = {code for code, inside in zip(table.codes, table.in_camp, strict=True) if inside}
    assert camp == {code for code, seat in seats(gge).items() if seat.caucus == caucus}
    assert "USA" in camp
    assert len(camp) < len(table.codes)


def test_a_scenario_may_fix_the_level_of_its_field(gge: Scenario) -> None:
    assert own_priors(gge) == {}
    own = gge.level.model_copy(update={"stake_scale": 0.75})
    assert own_priors(gge.model_copy(update={"level": own})) == {"stake_scale": Prior.fixed(0.75)}


def test_only_a_body_that_goes_on_keeps_its_promises_by_repeating_itself(gge: Scenario) -> None:
    bodies = ("GGE", "OEWG", "CCW group", "standing body", "review conference", "treaty conference", "other")
    kept = {body: own_priors(gge.model_copy(update={"body": body})) for body in bodies}
    assert kept == {body: {} if n < 3 else {"promise_kept": REPEATED} for n, body in enumerate(bodies)}
