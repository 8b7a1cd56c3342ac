"""Statistics that we compute ourselves, because SciPy is slow to import, are those of SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from sim.study.interval import Z95, student, wilson
from sim.study.scores import bootstrap, ranking

LISTS = st.lists(st.integers(0, 9).map(lambda tenths: tenths / 10), min_size=2, max_size=30).map(np.array)


@pytest.mark.parametrize("level", [0.05, 0.01, 0.001])
@pytest.mark.parametrize("freedom", [*range(6, 20), 6.5, 60, 10_000])
def test_the_points_of_students_t(freedom: float, level: float) -> None:
    expected = special.stdtrit(freedom, 1 - level / 2)
    assert student(freedom, special.ndtri(1 - level / 2)) == pytest.approx(
        expected, rel=0.02 * (10 / freedom) ** 2
    )


@pytest.mark.parametrize("freedom", range(1, 31))
def test_the_95_percent_points_of_students_t(freedom: int) -> None:
    assert student(freedom) == pytest.approx(special.stdtrit(freedom, 0.975), rel=6e-4)
    assert pytest.approx(special.ndtri(0.975), abs=1e-15) == Z95


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share(plays: tuple[int, int]) -> None:
    assert wilson(*plays) == pytest.approx(
        tuple(stats.binomtest(*plays).proportion_ci(method="wilson")), abs=1e-9
    )


def test_no_plays_tell_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(LISTS, LISTS)
def test_the_rank_statistic(above: np.ndarray, below: np.ndarray) -> None:
    positive = np.repeat([True, False], [len(above), len(below)])
    u = stats.mannwhitneyu(above, below).statistic
    assert ranking(np.concatenate([above, below]), positive) == u / (len(above) * len(below))


@given(LISTS)
def test_the_bootstrap(values: np.ndarray) -> None:
    found = stats.bootstrap(
        (values,), np.mean, n_resamples=4000, method="percentile", rng=np.random.default_rng(1)
    )
    assert bootstrap(values) == pytest.approx(tuple(found.confidence_interval), abs=1e-12)
