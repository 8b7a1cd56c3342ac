"""What any conduct must do; a new one named in CONDUCTS is tested for free."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sim.negotiation.concession import conceded, flexibility
from sim.negotiation.conduct import CONDUCTS, Conduct, conduct_named
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.convene import convene
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.testing.chairs import SEEDS, quickly
from sim.testing.conducts import MUST
from sim.testing.rooms import draws_for, permuted, table_of, tables


def behaving(table: Table, name: str) -> Table:
    return replace(table, conduct=(conduct_named(name),) * len(table.codes))


@pytest.mark.parametrize("must", MUST, ids=lambda must: must.__name__)
@pytest.mark.parametrize("conduct", CONDUCTS, ids=lambda conduct: conduct.name)
def test_a_conduct(conduct: type[Conduct], must: Callable[[type[Conduct]], None]) -> None:
    must(conduct)


@quickly
@given(table=tables(), seed=SEEDS)
def test_conduct_goes_with_the_delegation_and_not_with_its_place(table: Table, seed: int) -> None:
    draws = draws_for(table, seed)
    order = list(range(len(table.codes)))[::-1]
    here, there = conceded(table, draws, 1, 2), flexibility(draws, 1, 2)
    for seat, conduct in enumerate(table.conduct):
        assert np.array_equal(here[:, seat], conduct.concede(there[:, [seat]])[:, 0])
    assert permuted(table, order).conduct == table.conduct[::-1]


def test_everybody_is_instructed_unless_the_scenario_says_otherwise() -> None:
    table = convene(load("gge-2016-2017"))
    assert table.conduct == (Instructed(),) * 25
    assert table.conducted == ()
    assert table_of([[1, -1]]).conduct == (Instructed(), Instructed())


def complaining(weights: list[float], name: str, **given: float) -> Outcomes:
    """A paragraph that nobody can soften and everybody here suffers from, at the first and only reading."""
    members = len(weights)
    table = table_of([[-1] * members], weights=weights, stakes=[0] * members, own_text=[2], readings=1)
    plain = {"moves": 0, "repairs": 0, "decision_noise": 0, "stake_noise": 0, "blocking_cost": 0.05}
    return play(behaving(table, name), draws_for(table, 1, 40, **(plain | given)))


def test_who_is_never_alone_blocks_in_company_only() -> None:
    assert (complaining([0.2], "instructed").stances == 2).all()
    assert (complaining([0.2], "never-alone").stances == 1).all()
    assert (complaining([0.2, 0.2], "never-alone").stances == 2).all()
    assert complaining([0.2], "never-alone").adopted.all()


def test_who_stands_aside_never_blocks() -> None:
    assert (complaining([0.2, 0.8], "instructed").stances == 2).all()
    assert (complaining([0.2, 0.8], "stands-aside").stances == 1).all()
    assert complaining([0.2, 0.8], "stands-aside").adopted.all()


def test_a_hard_line_gives_nothing_up() -> None:
    given = {"deadline_concession": 0.35, "acquis_discount": 0}
    soft, hard = (complaining([0.2], name, **given) for name in ("instructed", "hard-line"))
    assert (hard.worth <= soft.worth).all()
    assert (hard.worth < soft.worth).mean() > 0.9
    tight = complaining([0.2], "hard-line", **(given | {"deadline_concession": 0}))
    assert np.array_equal(hard.worth, tight.worth), "as if there were no deadline"
