import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.campaign.differences import apart, mean_apart, mean_paired
from sim.study.claims import Counted
from sim.study.paired import paired_share

COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_counting() -> None:
    found = Counted.among(np.array([True, False, True, True]))
    assert (found.successes, found.trials, found.share) == (3, 4, 0.75)
    assert found.interval[0] < 0.75 < found.interval[1]
    assert np.isnan(Counted(0, 0).share)


def test_two_shares_as_published() -> None:
    """Newcombe 1998, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    found = apart(Counted(56, 70), Counted(48, 80))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@given(one=COUNTS, other=COUNTS)
def test_turned_round_a_difference_changes_its_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    here, there = apart(Counted(*one), Counted(*other)), apart(Counted(*other), Counted(*one))
    if not one[1] or not other[1]:
        assert here is there is None
        return
    assert here is not None
    assert there is not None
    assert (here.value, here.low, here.high) == pytest.approx((-there.value, -there.high, -there.low))
    assert -1 <= here.low <= here.value <= here.high <= 1
    assert here.low < here.high


def test_means_apart() -> None:
    found = mean_apart(np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0]))
    assert found is not None
    spread = 1.959963984540054 * np.sqrt(1 / 3 + 0.5 / 2)
    assert (found.value, found.low, found.high) == pytest.approx((1.5, 1.5 - spread, 1.5 + spread))
    assert mean_apart(np.array([1.0]), np.array([1.0, 2.0])) is None


def test_pairs() -> None:
    one, other = np.array([True, True, False, False]), np.array([True, False, False, False])
    assert paired_share(other, one).value == 0.25
    assert paired_share(one, other).value == -0.25
    assert paired_share(one, one).low < 0 < paired_share(one, one).high
    found = mean_paired(np.array([0.1, 0.3]))
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert mean_paired(np.array([])) is None
