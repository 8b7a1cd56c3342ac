"""What any chair strategy must do; a new one named in STRATEGIES is tested for free."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs import STRATEGIES, ChairStrategy
from sim.negotiation.draw import Draws
from sim.negotiation.past import past_of
from sim.negotiation.payoff import weigh
from sim.negotiation.play import hold_reading, play
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.table import Table
from tests.negotiation.tables import draws_for, permuted, table_of, tables

quickly = settings(max_examples=40, derandomize=True)
every_chair = pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.name)


def first_reading(table: Table, draws: Draws) -> Reading:
    return open_reading(table, draws, weigh(table, draws), 1)


def any_draft(table: Table, rows: int, seed: int) -> Rungs:
    rng = np.random.default_rng(seed)
    columns = [rng.choice(np.flatnonzero(ladder), rows) for ladder in table.available]
    return np.stack(columns, axis=1).astype(np.int8)


@every_chair
@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
def test_stays_on_the_ladders_within_its_moves(
    strategy: type[ChairStrategy], table: Table, seed: int
) -> None:
    draws = draws_for(table, seed, runs=6)
    chair, reading, draft = strategy(), first_reading(table, draws), any_draft(table, 6, seed)
    assert table.available[np.arange(len(table.issues)), chair.zero_draft(table, past_of(table, 6))].all()
    revised = hold_reading(chair, reading, draft)
    assert revised.dtype == np.int8
    assert table.available[np.arange(len(table.issues)), revised].all()
    assert ((revised != draft).sum(axis=1) <= 2 * draws.behaviour.moves).all()


@every_chair
@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
def test_changes_nothing_that_it_is_shown_and_adds_no_chance(
    strategy: type[ChairStrategy], table: Table, seed: int
) -> None:
    draws = draws_for(table, seed, runs=6)
    reading, draft = first_reading(table, draws), any_draft(table, 6, seed)
    seen = (draft.copy(), reading.worth.copy(), reading.interests.base.copy())
    first, second = hold_reading(strategy(), reading, draft), hold_reading(strategy(), reading, draft)
    assert first.tolist() == second.tolist()
    for old, new in zip(seen, (draft, reading.worth, reading.interests.base), strict=True):
        assert np.array_equal(old, new)


@every_chair
@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
def test_treats_every_play_by_itself(strategy: type[ChairStrategy], table: Table, seed: int) -> None:
    draws = draws_for(table, seed, runs=6)
    draft = any_draft(table, 6, seed)
    together = hold_reading(strategy(), first_reading(table, draws), draft)
    for row in range(6):
        alone = hold_reading(strategy(), first_reading(table, draws[np.array([row])]), draft[[row]])
        assert alone[0].tolist() == together[row].tolist()


@every_chair
@quickly
@given(table=tables(), seed=st.integers(0, 2**32))
def test_does_not_care_who_sits_where(strategy: type[ChairStrategy], table: Table, seed: int) -> None:
    order = list(range(len(table.codes)))[::-1]
    sure = replace(table, spreads=np.zeros_like(table.spreads))
    turned = permuted(sure, order)
    calm = draws_for(sure, seed, decision_noise=0.0, stake_noise=0.0)
    moved = replace(calm, flexibility=calm.flexibility[:, order])
    draft = any_draft(table, 4, seed)
    here = hold_reading(strategy(), first_reading(sure, calm), draft)
    there = hold_reading(strategy(), first_reading(turned, moved), draft)
    assert here.tolist() == there.tolist()


@every_chair
def test_leaves_alone_what_everybody_wants(strategy: type[ChairStrategy]) -> None:
    table = table_of([[1] * 4] * 3, own_text=[2, 2, 2], acquis=[2, 2, 2], ambition=[1, 1, 1])
    draws = draws_for(table, 1, runs=20, decision_noise=0, stake_noise=0)
    outcomes = play(table, draws, strategy())
    assert outcomes.adopted.all()
    assert (outcomes.path == 2).all()


@every_chair
def test_makes_no_change_when_none_is_allowed(strategy: type[ChairStrategy]) -> None:
    table = table_of([[1, -1, 0.3]] * 3, ambition=[1, 0, 0.5])
    draws = draws_for(table, 1, runs=20, moves=0, repairs=0)
    outcomes = play(table, draws, strategy())
    assert (outcomes.path == outcomes.path[:, :1]).all()
    assert (outcomes.text == outcomes.path[:, 0]).all()
