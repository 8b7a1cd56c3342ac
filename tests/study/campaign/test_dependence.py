from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.arrays import strength
from sim.study.campaign.dependence import links, reaches
from tests.study.campaign.chronicles import some


def test_every_pair_is_told_once_later_first() -> None:
    found = links(some())
    pairs = [(link.earlier, link.later) for link in found]
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c"), ("a", "d"), ("b", "d"), ("c", "d")]
    builds = {pair: link.builds for pair, link in zip(pairs, found, strict=True)}
    assert not builds["b", "c"]
    assert sum(builds.values()) == 5


def test_what_a_link_says() -> None:
    told = some()
    ids = told.campaign.ids
    for link in links(told):
        i, j = ids.index(link.earlier), ids.index(link.later)
        had, adopted = told.adopted[:, i], told.adopted[:, j]
        turned = told.turned_adopted[:, i, j]
        assert link.gap is not None
        assert link.gap.value == pytest.approx(adopted[had].mean() - adopted[~had].mean())
        assert link.effect is not None
        assert link.effect.value == pytest.approx(adopted[had].mean() - turned[had].mean())
        assert link.missed is not None
        assert link.missed.value == pytest.approx(turned[~had].mean() - adopted[~had].mean())
        either = had & adopted & turned
        moved = strength(told.texts[either, j]) - strength(told.turned_texts[either, i, j])
        assert link.effect_on_strength is not None
        assert link.effect_on_strength.value == pytest.approx(moved.mean())
        spoken = strength(told.texts[:, j])
        assert link.gap_in_strength is not None
        assert link.gap_in_strength.value == pytest.approx(
            spoken[had & adopted].mean() - spoken[~had & adopted].mean()
        )
        for found in (link.gap, link.effect, link.missed, link.effect_on_strength, link.gap_in_strength):
            assert found.low < found.value < found.high


def test_where_an_end_never_varies_there_is_no_difference_to_tell() -> None:
    told = some()
    ends = told.adopted.copy()
    ends[:, 0] = True
    (link, *_) = links(replace(told, adopted=ends))
    assert (link.gap, link.missed, link.gap_in_strength) == (None, None, None)
    assert link.effect is not None
    ends[:, 0] = False
    (link, *_) = links(replace(told, adopted=ends))
    assert (link.gap, link.effect, link.effect_on_strength) == (None, None, None)
    assert link.missed is not None


def test_common_parameters_make_a_gap_without_any_effect() -> None:
    """Ends that hang together by chance alone: turning one changes nothing."""
    told = some(2000)
    turned = np.repeat(told.adopted[:, None], 4, axis=1)
    turned[:, np.arange(4), np.arange(4)] ^= True
    texts = np.repeat(told.texts[:, None], 4, axis=1)
    for link in links(replace(told, turned_adopted=turned, turned_texts=texts)):
        assert link.gap is not None
        assert link.gap.low > 0
        assert link.effect is not None
        assert link.missed is not None
        assert link.effect_on_strength is not None
        assert (link.effect.value, link.missed.value, link.effect_on_strength.value) == (0, 0, 0)
        assert not link.effect.clear


def test_how_far_an_end_reaches() -> None:
    told = some()
    found = reaches(told)
    assert [reach.process for reach in found] == ["a", "b", "c"]
    for i, reach in enumerate(found):
        other = told.adopted[:, i + 1 :] != told.turned_adopted[:, i, i + 1 :]
        assert reach.changed.successes == other.any(axis=1).sum()
        assert reach.later == pytest.approx(other.sum() / 300)
        both = told.adopted[:, 3] & told.turned_adopted[:, i, 3]
        assert reach.worded == pytest.approx((told.texts[both, 3] != told.turned_texts[both, i, 3]).mean())
