"""What any decision rule must do, for stances at random."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.arrays import JOINS, OBJECTS
from sim.negotiation.decisions import DecisionRule
from sim.testing.chairs import SEEDS, quickly

Kind = type[DecisionRule]


def decides_every_play_by_itself(rule: Kind) -> None:
    """One answer a play, the same alone and among others, without chance; the stances stay as they are."""

    @quickly
    @given(seats=st.integers(1, 30), seed=SEEDS)
    def holds(seats: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        stances = rng.integers(0, 3, (8, seats)).astype(np.int8)
        permanent, seen = rng.random(seats) < 0.3, stances.copy()
        adopted = rule().carries(stances, permanent)
        assert adopted.shape == (8,)
        assert adopted.dtype == np.bool_
        assert np.array_equal(adopted, rule().carries(stances, permanent)), "it adds no chance"
        assert np.array_equal(stances, seen), "it changes nothing that it is given"
        for row in range(8):
            assert rule().carries(stances[[row]], permanent)[0] == adopted[row]

    holds()


def more_who_join_never_defeat_a_text(rule: Kind) -> None:
    """A text that carries still does when somebody who did not join does."""

    @quickly
    @given(seats=st.integers(1, 30), seed=SEEDS)
    def holds(seats: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        stances = rng.integers(0, 3, (16, seats)).astype(np.int8)
        permanent = rng.random(seats) < 0.3
        more = stances.copy()
        more[:, rng.integers(seats)] = JOINS
        assert (rule().carries(more, permanent) >= rule().carries(stances, permanent)).all()

    holds()


def takes_what_all_join_and_not_what_all_reject(rule: Kind) -> None:
    """Where everybody joins there is a report, and where everybody objects there is none."""
    for permanent in (np.zeros(7, dtype=bool), np.arange(7) < 5):
        assert rule().carries(np.full((1, 7), JOINS, dtype=np.int8), permanent).all()
        assert not rule().carries(np.full((1, 7), OBJECTS, dtype=np.int8), permanent).any()


#: Everything that a decision rule must do.
MUST: tuple[Callable[[Kind], None], ...] = (
    decides_every_play_by_itself,
    more_who_join_never_defeat_a_text,
    takes_what_all_join_and_not_what_all_reject,
)
