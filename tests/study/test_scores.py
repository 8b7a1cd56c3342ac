import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.scores import FLOOR, bootstrap, brier, log_score, ranking

HAPPENED = np.array([True, False, True])


def test_brier_is_the_squared_error() -> None:
    assert brier(np.array([0.8, 0.3, 0.5]), HAPPENED) == pytest.approx([0.04, 0.09, 0.25])
    assert brier(np.array([1.0, 0.0, 1.0]), HAPPENED).tolist() == [0, 0, 0]


def test_the_log_score_is_that_of_what_happened() -> None:
    found = log_score(np.array([0.8, 0.3, 0.5]), HAPPENED)
    assert found == pytest.approx([0.2231436, 0.3566749, 0.6931472], abs=1e-7)
    assert log_score(np.array([1.0, 0.0]), np.array([True, False])).tolist() == [0, 0]


def test_no_probability_is_scored_as_if_it_were_certain() -> None:
    worst = log_score(np.array([0.0, 1.0, FLOOR / 2]), HAPPENED)
    assert worst == pytest.approx([-np.log(FLOOR)] * 3)


@given(st.floats(0.01, 0.99))
def test_saying_what_one_believes_scores_best(belief: float) -> None:
    grid = np.linspace(0.01, 0.99, 99)
    yes, no = np.ones(99, bool), np.zeros(99, bool)
    for score in (brier, log_score):
        expected = belief * score(grid, yes) + (1 - belief) * score(grid, no)
        assert abs(grid[expected.argmin()] - belief) <= 0.01


@pytest.mark.parametrize("positive", [[True, True], [False, False]])
def test_there_is_no_ranking_where_nothing_is_to_be_told_apart(positive: list[bool]) -> None:
    assert np.isnan(ranking(np.array([0.1, 0.9]), np.array(positive)))


def test_the_bootstrap_takes_one_value_another_statistic_and_another_seed() -> None:
    assert bootstrap(np.array([0.7])) == pytest.approx((0.7, 0.7))
    values = np.array([0.0, 0.0, 0.0, 0.0, 100.0])
    assert bootstrap(values, of=np.max) == (0.0, 100.0)
    assert bootstrap(values, seed=2, draws=50) != bootstrap(values, seed=1, draws=50)
