import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.scores import (
    FLOOR,
    bootstrap,
    brier,
    calibration_line,
    clustered_error,
    log_score,
    ranked_probability,
    ranking,
)

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


def test_the_bootstrap_takes_one_value_and_another_seed() -> None:
    assert bootstrap(np.array([0.7])) == pytest.approx((0.7, 0.7))
    values = np.array([0.0, 0.0, 0.0, 0.0, 100.0])
    assert bootstrap(values, seed=2, draws=50) != bootstrap(values, seed=1, draws=50)


def test_the_bootstrap_draws_whole_units() -> None:
    values = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    assert bootstrap(values, ["a", "a", "a", "b", "b", "b"]) == (0.0, 1.0)
    low, high = bootstrap(values)
    assert 0 < low < 0.5 < high < 1


def test_the_error_of_a_mean_counts_units_and_not_values() -> None:
    values = np.array([0.1, 0.4, -0.2, 0.3])
    alone = clustered_error(values, ["a", "b", "c", "d"])
    assert alone == pytest.approx(values.std(ddof=1) / 2)
    assert clustered_error(np.repeat(values, 3), np.repeat(["a", "b", "c", "d"], 3)) == pytest.approx(alone)
    assert np.isnan(clustered_error(values, ["a"] * 4))


def test_a_miss_by_one_degree_costs_less_than_one_by_two() -> None:
    sure = np.eye(4)
    found = ranked_probability(sure, np.array([0, 0, 0, 0]))
    assert found == pytest.approx([0, 1 / 3, 2 / 3, 1])


@given(st.integers(0, 3), st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_the_ranked_probability_score_is_best_for_what_is_believed(tilt: int, weights: list[float]) -> None:
    belief = np.array(weights) / sum(weights)
    other = 0.9 * belief + 0.1 * np.eye(4)[tilt]
    expected = [belief @ ranked_probability(np.tile(p, (4, 1)), np.arange(4)) for p in (belief, other)]
    assert expected[0] <= expected[1] + 1e-12


def test_forecasts_that_come_true_as_often_as_they_say_have_the_line_0_and_1() -> None:
    given = np.repeat([0.2, 0.5, 0.8], 10)
    happened = np.concatenate([np.arange(10) < n for n in (2, 5, 8)])
    assert calibration_line(given, happened) == pytest.approx((0, 1), abs=1e-4)
    too_sure = 1 / (1 + np.exp(-2 * np.log(given / (1 - given)) - 1))
    assert calibration_line(too_sure, happened) == pytest.approx((-0.5, 0.5), abs=1e-4)


@pytest.mark.parametrize(
    "given", [[0.2, 0.3, 0.6, 0.7], [0.7, 0.6, 0.3, 0.2], [0.5] * 4, [0.2, 0.5, 0.5, 0.7]]
)
def test_where_no_line_fits_best_there_is_none(given: list[float]) -> None:
    happened = np.array([False, False, True, True])
    assert np.isnan(calibration_line(np.array(given), happened)).all()
    assert np.isnan(calibration_line(np.array(given), np.ones(4, dtype=bool))).all()
