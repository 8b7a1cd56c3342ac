from collections.abc import Iterator
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.study.campaign import histories as module
from sim.study.campaign.histories import campaign_digest, histories, parts
from sim.study.campaign.paths import Branch, paths, rank_of_the_real, real_path, tree, variety
from sim.study.source import BehaviourSource
from tests.study.campaign.chronicles import REAL, small, some, told

ENDS = arrays(np.bool_, st.tuples(st.integers(1, 40), st.just(4)))


def test_each_process_is_counted() -> None:
    found = some(seed=3)
    adopted, coded = found.adopted, found.coded_adopted
    for n, chapter in enumerate(found.chapters):
        assert chapter.process == found.campaign.ids[n]
        assert (chapter.adopted.successes, chapter.adopted.trials) == (adopted[:, n].sum(), 300)
        assert chapter.coded.successes == coded[:, n].sum()
        if n:
            assert chapter.worth is not None
            assert chapter.worth.value == pytest.approx(coded[:, n].mean() - adopted[:, n].mean())
            assert chapter.worth.low < chapter.worth.value < chapter.worth.high
        assert chapter.real is REAL[n]
    assert not any(chapter.fitted for chapter in found.chapters)


def test_the_real_past_is_worth_something_only_where_one_is_built_on() -> None:
    """The two pasts of a process that builds on nothing are one: no difference was measured."""
    played = histories(*small(), 30, 1, BehaviourSource.PRIORS)
    assert (played.adopted[:, 0] == played.coded_adopted[:, 0]).all()
    assert [chapter.worth is None for chapter in played.chapters] == [True, False, False, False]


def test_the_one_before_is_the_last_that_had_ended() -> None:
    found = some()
    assert [chapter.before for chapter in found.chapters] == ["", "a", "a", "c"]
    first, _, third, last = found.chapters
    assert isnan(first.after_adopted.share)
    assert isnan(first.after_failed.share)
    for chapter, n, before in ((third, 2, 0), (last, 3, 2)):
        well = found.adopted[:, before]
        assert chapter.after_adopted.share == pytest.approx(found.adopted[well, n].mean())
        assert chapter.after_failed.share == pytest.approx(found.adopted[~well, n].mean())
        assert chapter.after_adopted.trials + chapter.after_failed.trials == 300


def test_texts_are_compared_with_real_reports_only() -> None:
    found = some()
    assert [chapter.language is None for chapter in found.chapters] == [True, False, False, True]
    real = np.array([1, 0])
    there = found.texts[found.adopted[:, 1], 1]
    assert found.chapters[1].language == pytest.approx((there == real).mean())
    coded = found.coded_texts[found.coded_adopted[:, 1], 1]
    assert found.chapters[1].coded_language == pytest.approx((coded == real).mean())


def leaves(branch: Branch) -> Iterator[Branch]:
    if not branch.branches:
        yield branch
    for child in branch.branches:
        yield from leaves(child)


@settings(max_examples=60)
@given(ends=ENDS, rare=st.sampled_from([0.0, 0.1, 0.5]))
def test_the_tree_holds_every_history_once(ends: np.ndarray, rare: float) -> None:
    found = told(ends)
    root = tree(found, rare)
    assert root.plays == len(ends)
    tips = list(leaves(root))
    assert sum(tip.plays for tip in tips) == len(ends)
    for tip in tips:
        here = (ends[:, : len(tip.outcomes)] == tip.outcomes).all(axis=1)
        assert tip.plays == here.sum() > 0
        assert tip.merged == (len(tip.outcomes) < 4)
        if tip.merged:
            assert tip.share < rare
        expected = all(REAL[n] is outcome for n, outcome in enumerate(tip.outcomes))
        assert tip.real == expected


@settings(max_examples=60)
@given(ends=ENDS)
def test_the_real_path_is_counted_up_to_each_decided_process(ends: np.ndarray) -> None:
    steps = real_path(told(ends))
    assert [step.process for step in steps] == ["a", "b", "c"]
    assert [step.real for step in steps] == [False, True, True]
    alike = ends[:, :3] == [False, True, True]
    for n, step in enumerate(steps):
        assert step.alike.successes == alike[:, : n + 1].all(axis=1).sum()
        assert step.independent == pytest.approx(np.prod(alike[:, : n + 1].mean(axis=0)))
        assert step.excess.value == pytest.approx(step.alike.share - step.independent)
        assert step.excess.low <= step.excess.value <= step.excess.high
    assert steps[0].excess.value == pytest.approx(0)
    assert steps[0].excess.high == pytest.approx(0)


def test_the_excess_covers_what_many_plays_show() -> None:
    """In 95 of 100 samples, more or less, of histories whose ends hang together in a known way."""
    rng = np.random.default_rng(5)

    def sample(many: int) -> np.ndarray:
        common = rng.random(many)
        ends = rng.random((many, 4)) < 0.2 + 0.6 * common[:, None]
        ends[:, 0] ^= True
        return ends

    truth = real_path(told(sample(1_000_000)))[-1].excess.value
    assert truth > 0.02
    covered = 0
    for _ in range(300):
        excess = real_path(told(sample(400)))[-1].excess
        covered += excess.low <= truth <= excess.high
    assert 0.91 <= covered / 300 <= 0.985


@settings(max_examples=60)
@given(ends=ENDS)
def test_every_history_is_a_path_and_they_are_ranked(ends: np.ndarray) -> None:
    found = told(ends)
    listed = paths(found)
    assert sum(path.taken.successes for path in listed) == len(ends)
    counts = [path.taken.successes for path in listed]
    assert counts == sorted(counts, reverse=True)
    assert len({path.outcomes for path in listed}) == len(listed)
    for path in listed:
        assert path.taken.successes == (ends == path.outcomes).all(axis=1).sum()
        assert path.real == (path.outcomes[:3] == (False, True, True))
    rank, of = rank_of_the_real(found)
    assert of == len({tuple(row[:3]) for row in ends.tolist()})
    assert rank is None or 1 <= rank <= of
    assert (rank is None) == (not found.on_real_path.any())
    assert found.on_real_path.sum() == (ends[:, :3] == [False, True, True]).all(axis=1).sum()


@settings(max_examples=40)
@given(ends=ENDS)
def test_there_are_as_many_histories_as_there_are(ends: np.ndarray) -> None:
    found = variety(told(ends))
    assert found.distinct == len({tuple(row) for row in ends.tolist()})
    assert 1 - 1e-9 <= found.effective <= found.distinct + 1e-9
    assert found.independent >= 1 - 1e-9


def test_ends_that_hang_together_make_fewer_histories() -> None:
    """All four alike, by a coin: two histories, where independent coins would give sixteen."""
    coin = np.random.default_rng(1).random(4000) < 0.5
    found = variety(told(np.tile(coin[:, None], 4)))
    assert found.distinct == 2
    assert found.effective == pytest.approx(2, abs=0.01)
    assert found.independent == pytest.approx(16, abs=0.2)


def test_where_processes_are_independent_nothing_is_made_of_it() -> None:
    ends = np.random.default_rng(2).random((4000, 4)) < [0.3, 0.6, 0.5, 0.9]
    found = variety(told(ends))
    assert found.effective == pytest.approx(found.independent, rel=0.02)
    excess = real_path(told(ends))[-1].excess
    assert abs(excess.value) < 0.02


def test_the_digest_tells_campaigns_apart() -> None:
    from dataclasses import replace

    campaign, _ = small()
    shorter = replace(campaign, stages=campaign.stages[:3])
    last = replace(campaign.stages[3], builds_on=(0,))
    other = replace(campaign, stages=(*campaign.stages[:3], last))
    assert len({campaign_digest(c) for c in (campaign, shorter, other)}) == 3


def test_the_parts_of_a_history_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 8)
    assert (parts(25), parts(24)) == (4, 3)
