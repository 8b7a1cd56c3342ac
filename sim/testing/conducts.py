"""What any conduct must do, for delegations and rooms at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given

from sim.negotiation.arrays import Floats
from sim.negotiation.conduct import NEVER, Conduct
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.testing.chairs import SEEDS, quickly
from sim.testing.rooms import draws_for, tables

Kind = type[Conduct]


def gives_up_a_share_and_asks_a_price(conduct: Kind) -> None:
    """Shares and prices are in range, each play and delegation by itself, without chance."""

    @quickly
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        share, price, covered = _some(seed)
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
        for row, seat in np.ndindex(share.shape):
            at = np.ix_([row], [seat])
            assert conduct().concede(share[at]).item() == given_up[row, seat]
            assert conduct().price(price[at], covered[at]).item() == asked[row, seat]

    holds()


def company_never_makes_blocking_dearer(conduct: Kind) -> None:
    """The search for cures relies on it: what does not carry without cover cannot carry with it."""

    @quickly
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        _, alone, covered = _some(seed)
        together = alone * (1 - covered)
        uncovered = np.zeros_like(covered)
        assert (conduct().price(together, covered) <= conduct().price(alone, uncovered)).all()

    holds()


def luck_and_wishes_are_nobodys_conduct(conduct: Kind) -> None:
    """Whoever is better off with the report joins, however it behaves; the zero draft stays the same."""

    @quickly
    @given(table=tables(), seed=SEEDS)
    def holds(table: Table, seed: int) -> None:
        draws, before = draws_for(table, seed), play(table, draws_for(table, seed))
        after = play(replace(table, conduct=(conduct(),) * len(table.codes)), draws)
        assert np.array_equal(before.path[:, 0], after.path[:, 0])
        content = after.worth >= 0
        assert (after.stances[content] == 0).all(), "who is better off with the report joins"
        assert (after.stances[~content] > 0).all()

    holds()


#: Everything that a conduct must do.
MUST: tuple[Callable[[Kind], None], ...] = (
    gives_up_a_share_and_asks_a_price,
    company_never_makes_blocking_dearer,
    luck_and_wishes_are_nobodys_conduct,
)


def _some(seed: int, size: int = 7) -> tuple[Floats, Floats, Floats]:
    """Return what some delegations would give up, what blocking would cost them, and what cover they have."""
    rng = np.random.default_rng(seed)
    covered = np.where(rng.random((5, size)) < 0.4, 0.0, rng.uniform(0, 0.99, (5, size)))
    return rng.uniform(0, MOST, (5, size)), rng.uniform(0, 2, (5, size)), covered
