import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.interval import Z95
from sim.study.paired import (
    Contrast,
    Difference,
    contrast_means,
    contrast_shares,
    paired_difference,
    paired_mean,
    paired_means,
    paired_share,
)

REPEATED = 4000


@st.composite
def discordant(draw_from: st.DrawFn) -> tuple[int, int, int]:
    plays = draw_from(st.integers(1, 3000))
    only_a = draw_from(st.integers(0, plays))
    return only_a, draw_from(st.integers(0, plays - only_a)), plays


@given(discordant())
def test_a_difference_of_shares_lies_within_its_interval_and_that_between_the_extremes(
    counts: tuple[int, int, int],
) -> None:
    found = paired_difference(*counts)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.high - found.low > 1 / (counts[2] + Z95**2)


@given(discordant())
def test_to_swap_the_sides_turns_the_signs_and_nothing_else(counts: tuple[int, int, int]) -> None:
    only_a, only_b, plays = counts
    value, low, high = paired_difference(only_a, only_b, plays)
    assert paired_difference(only_b, only_a, plays) == (-value, -high, -low)


@pytest.mark.parametrize(
    ("only_a", "only_b", "plays"), [(3, 9, 50), (0, 1, 44), (40, 2, 60), (5, 5, 400), (0, 7, 7)]
)
def test_the_ends_are_those_that_the_score_test_just_does_not_refuse(
    only_a: int, only_b: int, plays: int
) -> None:
    """The same by another way: the likeliest shares under each difference, found on a grid."""

    def score(difference: float) -> float:
        least = max(0.0, -difference)
        rarer = np.linspace(least + 1e-9, least + (1 - abs(difference)) / 2 - 1e-9, 200_001)
        likelihood = (
            only_b * np.log(rarer + difference)
            + only_a * np.log(rarer)
            + (plays - only_a - only_b) * np.log1p(-difference - 2 * rarer)
        )
        best = rarer[likelihood.argmax()]
        variance = plays * (2 * best + difference - difference**2)
        return float((only_b - only_a - plays * difference) / np.sqrt(variance))

    found = paired_difference(only_a, only_b, plays)
    assert score(found.low) == pytest.approx(Z95, abs=0.01)
    if found.high < 1:
        assert score(found.high) == pytest.approx(-Z95, abs=0.01)


@pytest.mark.parametrize("plays", [40, 400])
@pytest.mark.parametrize(
    ("values", "chances"),
    [
        ([-1.0, -0.5, 0.0, 0.5, 1.0], [0.05, 0.1, 0.5, 0.25, 0.1]),
        ([0.0, 0.5], [0.9, 0.1]),
        ([-3.0, 0.0, 1.0, 3.0], [0.1, 0.5, 0.3, 0.1]),
        ([5.0, 6.0], [0.5, 0.5]),
    ],
)
def test_intervals_of_means_cover(plays: int, values: list[float], chances: list[float]) -> None:
    rng = np.random.default_rng(plays)
    drawn = rng.choice(values, size=(REPEATED, plays), p=chances)
    found = np.array([paired_mean(row, bound=max(np.abs(values))) for row in drawn])
    true = float(np.dot(values, chances))
    covered = ((found[:, 1] <= true) & (true <= found[:, 2])).mean()
    assert covered > 0.93


def test_intervals_of_means_over_different_plays_cover_and_use_the_pairing() -> None:
    rng = np.random.default_rng(3)
    shape = (REPEATED, 300)
    luck = rng.normal(size=shape)
    among_a, among_b = luck + rng.normal(size=shape) > -0.5, luck + rng.normal(size=shape) > -1.2
    rungs_a = np.digitize(luck + 0.5 * rng.normal(size=shape), [-0.5, 0.5]) / 2
    rungs_b = np.digitize(luck + 0.5 * rng.normal(size=shape), [-0.8, 0.5]) / 2
    means = [float(r[a].mean()) for r, a in ((rungs_a, among_a), (rungs_b, among_b))]
    covered, width, unpaired = [], [], []
    for row in range(REPEATED):
        found = paired_means(rungs_a[row], among_a[row], rungs_b[row], among_b[row], bound=1.0)
        assert found is not None
        covered.append(found.low <= means[1] - means[0] <= found.high)
        width.append(found.high - found.low)
        errors = [
            rungs[row][among[row]].var(ddof=1) / among[row].sum()
            for rungs, among in ((rungs_a, among_a), (rungs_b, among_b))
        ]
        unpaired.append(2 * Z95 * np.sqrt(sum(errors)))
    assert 0.93 < np.mean(covered) < 0.97
    assert np.mean(width) < 0.9 * np.mean(unpaired)


def test_where_nothing_differs_a_mean_is_as_sure_as_a_share() -> None:
    share, mean = paired_difference(0, 0, 500), paired_mean(np.zeros(500))
    assert mean == pytest.approx((0, -(Z95**2) / 500, Z95**2 / 500))
    assert share == pytest.approx(mean, rel=0.01)
    assert share.high == pytest.approx(Z95**2 / (500 + Z95**2))
    assert paired_mean(np.zeros(500), unit=0.5).high == pytest.approx(mean.high / 2)
    few = np.arange(500) < 20
    found = paired_means(np.ones(500), few, np.ones(500), few)
    assert found is not None
    assert found.high == pytest.approx(Z95**2 / 20)


@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=1, max_size=60))
def test_means_are_bounded_contained_and_turned(differences: list[float]) -> None:
    array = np.array(differences)
    value, low, high = paired_mean(array, bound=1.0)
    assert -1 <= low <= value <= high <= 1
    assert low < high
    assert paired_mean(-array, bound=1.0) == (-value, -high, -low)


@given(st.integers(0, 2**32 - 1))
def test_means_over_different_plays_turn_too(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 3, (2, 30)) / 2
    among_a, among_b = rng.random((2, 30)) < 0.5
    one, other = paired_means(a, among_a, b, among_b), paired_means(b, among_b, a, among_a)
    if one is None or other is None:
        assert not among_a.any() or not among_b.any()
    else:
        assert other == (-one.value, -one.high, -one.low)
        assert one.value == b[among_b].mean() - a[among_a].mean()


def test_means_over_all_plays_are_those_of_the_differences() -> None:
    rng = np.random.default_rng(8)
    a, b = rng.normal(size=(2, 90))
    every = np.ones(90, bool)
    assert paired_means(a, every, b, every) == pytest.approx(paired_mean(b - a))


def test_shares_are_counted_play_by_play() -> None:
    a = np.array([True, True, False, False, True])
    b = np.array([True, False, True, True, True])
    assert paired_share(a, b) == paired_difference(1, 2, 5)
    assert contrast_shares(a, b) == Contrast(0.6, 0.8, paired_difference(1, 2, 5))
    assert contrast_shares(None, b) == Contrast(None, 0.8, None)
    assert contrast_shares(None, b).size == contrast_shares(b, None).larger == 0.8


def test_a_mean_over_no_play_is_none() -> None:
    nobody, all_of_them, figures = np.zeros(4, bool), np.ones(4, bool), np.arange(4.0)
    assert paired_means(figures, nobody, figures, all_of_them) is None
    assert contrast_means(figures, all_of_them, figures, nobody) == Contrast(1.5, None, None)


def test_a_difference_is_clear_if_its_interval_leaves_out_nothing_at_all() -> None:
    assert Difference(0.2, 0.1, 0.3).clear
    assert Difference(-0.2, -0.3, -0.1).clear
    assert not Difference(0.2, 0.0, 0.3).clear


@pytest.mark.parametrize("counts", [(0, 0, 0), (3, 3, 5), (-1, 0, 5)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot differ"):
        paired_difference(*counts)


def test_plays_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="no plays"):
        paired_mean(np.array([]))
    with pytest.raises(ValueError, match="paired"):
        paired_share(np.ones(3, bool), np.ones(4, bool))
