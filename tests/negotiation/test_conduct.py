"""What any conduct must do; a new one named in CONDUCTS is tested for free."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.concession import conceded, flexibility
from sim.negotiation.conduct import CONDUCTS, NEVER, Conduct, conduct_named
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.convene import convene
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from tests.negotiation.tables import draws_for, permuted, table_of, tables

quickly = settings(max_examples=40, derandomize=True)
every_conduct = pytest.mark.parametrize("conduct", CONDUCTS, ids=lambda c: c.name)


def rooms(seed: int, size: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What some delegations would give up, what blocking would cost them, and what cover they have."""
    rng = np.random.default_rng(seed)
    covered = np.where(rng.random((5, size)) < 0.4, 0.0, rng.uniform(0, 0.99, (5, size)))
    return rng.uniform(0, MOST, (5, size)), rng.uniform(0, 2, (5, size)), covered


def behaving(table: Table, name: str) -> Table:
    return replace(table, conduct=(conduct_named(name),) * len(table.codes))


@every_conduct
@quickly
@given(seed=st.integers(0, 2**32))
def test_gives_up_a_share_and_asks_a_price(conduct: type[Conduct], seed: int) -> None:
    share, price, covered = rooms(seed)
    seen = share.copy(), price.copy(), covered.copy()
    given_up, asked = conduct().concede(share), conduct().price(price, covered)
    assert given_up.shape == share.shape
    assert asked.shape == price.shape
    assert ((given_up >= 0) & (given_up <= MOST)).all()
    assert ((asked >= 0) & (asked <= NEVER)).all()
    for old, new in zip(seen, (share, price, covered), strict=True):
        assert np.array_equal(old, new), "it changes nothing that it is given"
    assert np.array_equal(given_up, conduct().concede(share)), "it adds no chance"
    assert np.array_equal(asked, conduct().price(price, covered))
    for row, seat in np.ndindex(share.shape):  # each play and delegation by itself
        at = np.ix_([row], [seat])
        assert conduct().concede(share[at]).item() == given_up[row, seat]
        assert conduct().price(price[at], covered[at]).item() == asked[row, seat]


@every_conduct
@quickly
@given(seed=st.integers(0, 2**32))
def test_company_never_makes_blocking_dearer(conduct: type[Conduct], seed: int) -> None:
    """The search for cures relies on it: what does not carry without cover cannot carry with it."""
    _, alone, covered = rooms(seed)
    together = alone * (1 - covered)
    assert (conduct().price(together, covered) <= conduct().price(alone, np.zeros_like(covered))).all()


@every_conduct
@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
def test_luck_and_wishes_are_nobody_s_conduct(conduct: type[Conduct], table: Table, seed: int) -> None:
    draws, before = draws_for(table, seed), play(table, draws_for(table, seed))
    after = play(behaving(table, conduct.name), draws)
    assert np.array_equal(before.path[:, 0], after.path[:, 0])
    content = after.worth >= 0
    assert (after.stances[content] == 0).all(), "who is better off with the report joins, however it behaves"
    assert (after.stances[~content] > 0).all()


@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
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
