"""Weights of plays by what was seen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.claims import ENOUGH
from sim.study.follow.weighing import THIN, Weighed, effective, weigh_plays
from sim.study.interval import CEILING


def _rungs(rows: list[list[int]]) -> np.ndarray:
    return np.array(rows, dtype=np.int8)


def test_a_play_that_shows_what_was_seen_weighs_as_much_more_as_the_likelihood_says() -> None:
    weights = weigh_plays(_rungs([[2, 0], [2, 1], [1, 1]]), np.array([2, 0], dtype=np.int8), 0.2)
    assert weights == pytest.approx(np.array([64, 8, 1]) / 73)


def test_nothing_seen_leaves_all_plays_alike() -> None:
    weights = weigh_plays(np.zeros((4, 0), np.int8), np.zeros(0, np.int8), 0.2)
    assert weights.tolist() == [0.25] * 4
    assert effective(weights) == pytest.approx(4)


@given(
    st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=1, max_size=30),
    st.floats(0.01, 0.5),
)
def test_weights_sum_to_one_and_effective_plays_lie_between_one_and_all(
    rows: list[list[int]], rate: float
) -> None:
    weights = weigh_plays(_rungs(rows), np.array([0, 1, 2], dtype=np.int8), rate)
    assert weights.sum() == pytest.approx(1)
    assert 1 - 1e-9 <= effective(weights) <= len(rows) + 1e-9


def test_many_sightings_do_not_underflow() -> None:
    shown = np.tile(np.arange(3, dtype=np.int8)[:, None], 5000)
    weights = weigh_plays(shown, np.full(5000, 1, dtype=np.int8), 0.01)
    assert weights.tolist() == pytest.approx([0, 1, 0])


def test_no_probability_of_few_effective_plays_and_none_above_the_ceiling() -> None:
    few = Weighed.among(np.ones(ENOUGH - 1, bool), np.full(ENOUGH - 1, 1 / (ENOUGH - 1)))
    assert few.probability is None
    assert few.thin
    all_ = Weighed.among(np.ones(THIN + 1, bool), np.full(THIN + 1, 1 / (THIN + 1)))
    assert all_.probability == CEILING
    assert not all_.thin
