"""What any chair strategy must do, in small rooms at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.draw import Draws
from sim.negotiation.past import past_of
from sim.negotiation.payoff import weigh
from sim.negotiation.play import hold_reading, play
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.table import Table
from sim.testing.rooms import draws_for, permuted, table_of, tables

#: A check is called from a test of its own, or with others from one.
quickly = settings(max_examples=40, derandomize=True, deadline=None, report_multiple_bugs=False,
                   suppress_health_check=[HealthCheck.nested_given])  # fmt: skip
Strategy = type[ChairStrategy]
SEEDS = st.integers(0, 2**32)


def stays_on_the_ladders_within_its_moves(strategy: Strategy) -> None:
    """It tables formulations that the paragraphs have, and changes two a move at most."""

    @quickly
    @given(table=tables(), seed=SEEDS)
    def holds(table: Table, seed: int) -> None:
        draws = draws_for(table, seed, runs=6)
        chair, reading, draft = strategy(), _first_reading(table, draws), _any_draft(table, 6, seed)
        every = np.arange(len(table.issues))
        assert table.available[every, chair.zero_draft(table, past_of(table, 6))].all()
        revised = hold_reading(chair, reading, draft)
        assert revised.dtype == np.int8
        assert table.available[every, revised].all()
        assert ((revised != draft).sum(axis=1) <= 2 * draws.behaviour.moves).all()

    holds()


def changes_nothing_that_it_is_shown_and_adds_no_chance(strategy: Strategy) -> None:
    """It gives the same drafts for the same reading, and leaves the arrays as they are."""

    @quickly
    @given(table=tables(), seed=SEEDS)
    def holds(table: Table, seed: int) -> None:
        draws = draws_for(table, seed, runs=6)
        reading, draft = _first_reading(table, draws), _any_draft(table, 6, seed)
        seen: tuple[Any, ...] = (draft.copy(), reading.worth.copy(), reading.interests.base.copy())
        first, second = hold_reading(strategy(), reading, draft), hold_reading(strategy(), reading, draft)
        assert first.tolist() == second.tolist()
        rows = np.arange(len(draft))
        assert np.array_equal(
            strategy().change(reading, draft, rows), strategy().change(reading, draft, rows)
        )
        shown: tuple[Any, ...] = (draft, reading.worth, reading.interests.base)
        for old, new in zip(seen, shown, strict=True):
            assert np.array_equal(old, new)

    holds()


def treats_every_play_by_itself(strategy: Strategy) -> None:
    """A play goes the same way alone and among others."""

    @quickly
    @given(table=tables(), seed=SEEDS)
    def holds(table: Table, seed: int) -> None:
        draws = draws_for(table, seed, runs=6)
        draft = _any_draft(table, 6, seed)
        together = hold_reading(strategy(), _first_reading(table, draws), draft)
        for row in range(6):
            alone = hold_reading(strategy(), _first_reading(table, draws[np.array([row])]), draft[[row]])
            assert alone[0].tolist() == together[row].tolist()

    holds()


def does_not_care_who_sits_where(strategy: Strategy) -> None:
    """The same delegations under other codes get the same draft."""

    @quickly
    @given(table=tables(), seed=SEEDS)
    def holds(table: Table, seed: int) -> None:
        order = list(range(len(table.codes)))[::-1]
        sure = replace(table, spreads=np.zeros_like(table.spreads))
        turned = permuted(sure, order)
        calm = draws_for(sure, seed, decision_noise=0.0, stake_noise=0.0)
        moved = replace(calm, flexibility=calm.flexibility[:, order])
        draft = _any_draft(table, 4, seed)
        here = hold_reading(strategy(), _first_reading(sure, calm), draft)
        there = hold_reading(strategy(), _first_reading(turned, moved), draft)
        assert here.tolist() == there.tolist()

    holds()


def leaves_alone_what_everybody_wants(strategy: Strategy) -> None:
    """A text that everybody wants is adopted as it is."""
    table = table_of([[1] * 4] * 3, own_text=[2, 2, 2], acquis=[2, 2, 2], ambition=[1, 1, 1])
    draws = draws_for(table, 1, runs=20, decision_noise=0, stake_noise=0)
    outcomes = play(table, draws, strategy())
    assert outcomes.adopted.all()
    assert (outcomes.path == 2).all()


def makes_no_change_when_none_is_allowed(strategy: Strategy) -> None:
    """With no moves and no repairs the zero draft stays."""
    table = table_of([[1, -1, 0.3]] * 3, ambition=[1, 0, 0.5])
    draws = draws_for(table, 1, runs=20, moves=0, repairs=0)
    outcomes = play(table, draws, strategy())
    assert (outcomes.path == outcomes.path[:, :1]).all()
    assert (outcomes.text == outcomes.path[:, 0]).all()


#: Everything that a chair strategy must do.
MUST: tuple[Callable[[Strategy], None], ...] = (
    stays_on_the_ladders_within_its_moves,
    changes_nothing_that_it_is_shown_and_adds_no_chance,
    treats_every_play_by_itself,
    does_not_care_who_sits_where,
    leaves_alone_what_everybody_wants,
    makes_no_change_when_none_is_allowed,
)


def _first_reading(table: Table, draws: Draws) -> Reading:
    return open_reading(table, draws, weigh(table, draws), 1)


def _any_draft(table: Table, rows: int, seed: int) -> Rungs:
    rng = np.random.default_rng(seed)
    columns = [rng.choice(np.flatnonzero(ladder), rows) for ladder in table.available]
    return np.stack(columns, axis=1).astype(np.int8)
