"""Estimates from plays that come in rooms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.estimate import between_rooms, effective_number, ratio, share
from sim.study.interval import wilson

ROOMS = st.lists(st.integers(0, 30), min_size=2, max_size=12).map(lambda hits: np.array(hits, dtype=float))


@given(ROOMS)
def test_a_share_lies_within_its_interval_and_the_interval_within_0_and_1(hits: np.ndarray) -> None:
    plays = np.full(len(hits), 30.0)
    for alike in (True, False):
        found = share(hits, plays, alike)
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert found.value == pytest.approx(hits.sum() / plays.sum())
        assert found.low < found.high
    assert share(hits, plays, alike=True).low == wilson(hits.sum(), plays.sum())[0]


@given(ROOMS)
def test_rooms_that_differ_never_tell_more_than_rooms_that_are_alike(hits: np.ndarray) -> None:
    plays = np.full(len(hits), 30.0)
    one, other = share(hits, plays, alike=True), share(hits, plays)
    assert other.high - other.low >= one.high - one.low - 1e-12


def test_the_interval_of_a_share_holds_the_truth_about_as_often_as_it_says() -> None:
    rng, covered, tries = np.random.default_rng(3), 0, 1500
    for truth in rng.beta(4, 4, (tries, 12)):
        hits = rng.binomial(25, truth).astype(float)
        found = share(hits, np.full(12, 25.0))
        covered += found.low <= 0.5 <= found.high
    assert covered / tries == pytest.approx(0.95, abs=0.02)


def test_the_interval_of_a_ratio_holds_the_truth_about_as_often_as_it_says() -> None:
    rng, covered, tries = np.random.default_rng(4), 0, 1500
    for _ in range(tries):
        counts = rng.integers(5, 30, 15).astype(float)
        totals = counts * (2.0 + rng.normal(0, 0.3, 15))
        found = ratio(totals, counts)
        covered += found.low <= 2.0 <= found.high
    assert covered / tries == pytest.approx(0.95, abs=0.025)


def test_a_ratio_of_nothing_is_nothing_and_of_one_room_has_no_interval() -> None:
    assert np.isnan(ratio(np.zeros(3), np.zeros(3)).value)
    one = ratio(np.array([4.0]), np.array([2.0]))
    assert one.value == 2
    assert np.isnan(one.low)
    assert np.isnan(one.high)
    assert ratio(np.array([4.0, 0.0]), np.array([2.0, 0.0])).value == 2


def test_the_spread_between_rooms_is_told_from_luck() -> None:
    rng = np.random.default_rng(5)
    plays = np.full(20_000, 50.0)
    alike = rng.binomial(50, 0.6, 20_000).astype(float)
    differing = rng.binomial(50, rng.normal(0.6, 0.1, 20_000).clip(0, 1)).astype(float)
    assert between_rooms(alike, plays) < 0.015
    assert between_rooms(differing, plays) == pytest.approx(0.1, abs=0.003)
    assert between_rooms(np.array([3.0]), np.array([9.0])) == 0
    assert between_rooms(np.array([1.0, 0.0]), np.array([1.0, 1.0])) == 0


def blamed(
    rng: np.random.Generator, blockers: int, failures: int, rooms: int
) -> tuple[np.ndarray, np.ndarray]:
    """The same blocker in how many pairs of failures, if each failure has one of so many at random."""
    same, pairs = [], []
    for _ in range(rooms):
        count = np.bincount(rng.integers(0, blockers, failures), minlength=blockers).astype(float)
        same.append((count**2).sum() - failures)
        pairs.append(float(failures * (failures - 1)))
    return np.array(same), np.array(pairs)


@pytest.mark.parametrize("failures", [3, 40])
def test_the_effective_number_of_equal_blockers_is_their_number_however_few_failures(failures: int) -> None:
    same, pairs = blamed(np.random.default_rng(6), 5, failures, 3000)
    assert effective_number(same, pairs, 25).value == pytest.approx(5, abs=0.3)


def test_a_lone_blocker_counts_as_one_and_nobody_more_than_the_room() -> None:
    same, pairs = blamed(np.random.default_rng(7), 1, 6, 4)
    found = effective_number(same, pairs, 15)
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert effective_number(np.full(4, 0.1), np.full(4, 6.0), 15).value == 15
    assert np.isnan(effective_number(np.zeros(4), np.full(4, 6.0), 15).value), "no two failures to compare"
    assert np.isnan(effective_number(np.zeros(4), np.zeros(4), 15).value)
