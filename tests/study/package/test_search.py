"""The search finds the best texts: all of them where it looks at each, and as good ones where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from sim.negotiation.arrays import Floats, Rungs
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.reading import net
from sim.negotiation.silence import sounded
from sim.study.package.amendments import amendments
from sim.study.package.sample import Sample, every_text, texts_allowed
from sim.study.package.search import Found, frontier, search
from sim.study.package.worth import Strength, Worth, WorthTo
from sim.study.setting import Setting
from sim.testing.rooms import table_of
from tests.negotiation.tables import fixed

PLAYS = 40


def room(paragraphs: int, members: int, seed: int) -> Sample:
    """A random room in which many texts pass in some plays."""
    luck = np.random.default_rng(seed)
    positions = luck.uniform(-1, 1, (paragraphs, members)).tolist()
    table = table_of(positions, spreads=np.full((paragraphs, members), 0.2), stakes=np.full(members, 0.9))
    given = fixed(decision_noise=0.4, blocking_cost=0.4, stake_scale=1.5, deadline_concession=0.4, moves=2)
    return Sample(Setting(table, Mediator(), given, None), seed, 0, PLAYS, table.readings)


class Told(Sample):
    """A room that says of every text how often it passes, whatever the rules."""

    def __init__(self, passes: Callable[[Rungs], float], paragraphs: int) -> None:
        super().__init__(room(paragraphs, 2, 1).setting, 1, 0, 1, 0)
        object.__setattr__(self, "passes", passes)

    def shares(self, texts: Rungs) -> Floats:
        return np.array([self.passes(text) for text in texts])  # type: ignore[attr-defined]


def everything(sample: Sample) -> np.ndarray:
    return np.asarray(sample.setting.table.available)


def edge(found: Found, worths: Worth) -> list[tuple[float, float]]:
    """Return worth and share of the texts of the frontier."""
    worth = worths.of(found.texts)
    return [(float(worth[n]), float(found.shares[n])) for n in frontier(worth, found.shares)]


def values(sample: Sample) -> Worth:
    return Strength(tuple(range(1, len(everything(sample)) + 1)))


def test_a_share_is_that_of_the_silence_procedure(monkeypatch: pytest.MonkeyPatch) -> None:
    sample, every = room(4, 5, 3), np.arange(PLAYS)
    texts = every_text(everything(sample))
    shares = sample.shares(texts)
    alone = [sounded(sample.reading, np.tile(text, (PLAYS, 1)), every)[0].mean() for text in texts]
    assert shares.tolist() == alone
    assert 0 < shares.min() + shares.max() < 2
    monkeypatch.setattr("sim.study.package.sample._PIECE", 4 * 5 * PLAYS * 7)
    assert sample.shares(texts).tolist() == alone


@pytest.mark.parametrize(("paragraphs", "seed"), [(8, 1), (8, 3), (9, 2)])
def test_without_looking_at_each_it_finds_as_good_texts(paragraphs: int, seed: int) -> None:
    sample, most = room(paragraphs, 6, seed), 3**paragraphs // 5
    worths = values(sample)
    start = np.repeat(np.arange(3, dtype=np.int8)[:, None], paragraphs, axis=1)
    exact = search(sample, worths, everything(sample), start)
    found = search(sample, worths, everything(sample), start, few=0, most=most)
    assert (exact.exact, exact.looked) == (True, 3**paragraphs)
    assert not found.exact
    assert found.looked <= most
    best, near = (edge(one, worths) for one in (exact, found))
    assert len(best) >= 3
    for worth, share in best:
        assert any(other >= worth - 1e-9 and passing >= share for other, passing in near), (worth, share)


def test_a_package_hidden_behind_decoys_is_found() -> None:
    """Each single step towards it is worse than the decoy that the search starts in."""
    hidden = np.array([2, 2, 0, 1, 0, 2], dtype=np.int8)

    def passes(text: Rungs) -> float:
        away = int((text != hidden).sum())
        decoy = float((text == 1).mean()) * 0.5
        return 0.95 if away == 0 else decoy if away > 1 else 0.0

    sample = Told(passes, 6)
    start = np.ones((1, 6), dtype=np.int8)
    found = search(sample, values(sample), everything(sample), start, few=0, most=720)
    assert found.looked < 3**6
    assert (found.texts == hidden).all(axis=1).any()
    assert found.shares.max() == 0.95


def test_the_worth_to_a_delegation_regards_its_red_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    sample, every = room(5, 4, 2), np.arange(PLAYS)
    line = replace(sample.setting, given=sample.setting.given | fixed(red_line=0.2))
    lined = replace(sample, setting=line)
    texts = every_text(everything(sample))
    found = WorthTo(lined, 2).of(texts)
    alone = [net(lined.reading, np.tile(text, (PLAYS, 1)), every)[:, 2].mean() for text in texts]
    assert found == pytest.approx(alone)
    free = WorthTo(replace(sample, setting=replace(line, given=line.given | fixed(red_line=100))), 2).of(
        texts
    )
    assert WorthTo(lined, 2).ends(everything(sample)) == pytest.approx((free.min(), free.max()))
    assert (found <= free + 1e-9).all()
    assert (found < free - 0.01).any()
    monkeypatch.setattr("sim.study.package.worth._PIECE", 5 * PLAYS * 7)
    assert WorthTo(lined, 2).of(texts).tolist() == found.tolist()


def test_what_is_not_allowed_is_not_looked_at() -> None:
    sample = room(6, 4, 2)
    allowed = everything(sample).copy()
    allowed[0, 1:] = False
    allowed[3] = [False, True, True]
    start = np.full((1, 6), 2, dtype=np.int8)
    for few in (0, 3**10):
        found = search(sample, values(sample), allowed, start, few=few)
        assert allowed[np.arange(6), found.texts].all()
    assert texts_allowed(allowed) == len(every_text(allowed)) == 1 * 2 * 3**4


def test_the_frontier_leaves_out_what_is_beaten() -> None:
    worth, shares = np.array([3.0, 2.0, 2.0, 1.0, 0.5]), np.array([0.1, 0.5, 0.4, 0.5, 0.9])
    assert frontier(worth, shares) == [0, 1, 4]


@pytest.mark.parametrize("seed", range(3))
def test_the_best_amendment_of_each_size_is_found(seed: int) -> None:
    sample = room(5, 5, seed)
    text = np.array([2, 0, 1, 2, 1], dtype=np.int8)
    found, shares, looked = amendments(sample, text, everything(sample))
    sizes = (found != text).sum(axis=1)
    assert looked[:2].tolist() == [10, 40]
    for size in (1, 2, 3, 4):
        every = [
            np.array([end if k in some else text[k] for k, end in enumerate(ends)], dtype=np.int8)
            for some in combinations(range(5), size)
            for ends in product(
                *([r for r in range(3) if r != text[k]] if k in some else [text[k]] for k in range(5))
            )
        ]
        best = sample.shares(np.array(every)).max()
        assert shares[sizes == size].max() == best
        assert sizes.tolist() == sorted(sizes)


def test_no_paragraph_is_free_to_amend() -> None:
    sample = room(3, 3, 1)
    text = np.array([1, 1, 1], dtype=np.int8)
    kept = np.eye(3, dtype=bool)[text]
    found, shares, looked = amendments(sample, text, kept)
    assert (len(found), len(shares), looked.sum()) == (0, 0, 0)


def bargain() -> tuple[Sample, Rungs]:
    """A room without luck whose best package is known: two paragraphs carry each other, and pay for a third.

    A and B each want one paragraph and resist the other's less. What B gains pays for indirect text on the
    fourth; explicit text there, or any word on another paragraph as well, is more than B can bear.
    """
    positions = [[1, -0.5], [-0.5, 0.9], [-1, -1], [0.2, -1], [0, -1], [0, -1], [0, -1], [0, -1]]
    setting = Setting(table_of(positions, stakes=[0, 0]), Mediator(), fixed(), None)
    return Sample(setting, 1, 0, 1, 6), np.array([2, 2, 0, 1, 0, 0, 0, 0], dtype=np.int8)


@pytest.mark.parametrize("few", [0, 3**8])
def test_the_known_best_package_of_a_room_is_found_among_decoys(few: int) -> None:
    sample, best = bargain()
    worths = Strength((3, 3, 1, 2, 1, 1, 1, 1))
    silent = np.zeros((1, 8), dtype=np.int8)
    alone = np.array([[2, 0, 0, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0, 0, 0]], dtype=np.int8)
    assert sample.shares(alone).sum() == 0
    found = search(sample, worths, everything(sample), silent, few, most=2500)
    passing = found.texts[found.shares == 1]
    assert passing[worths.of(passing).argmax()].tolist() == best.tolist()
    assert found.looked <= (2500 if few == 0 else 3**8)


def test_the_known_smallest_amendment_is_found() -> None:
    """Alone, either paragraph is refused; the other one carries it, and nothing smaller does."""
    sample, _ = bargain()
    found, shares, _ = amendments(
        sample, np.array([2, 0, 0, 1, 0, 0, 0, 0], dtype=np.int8), everything(sample)
    )
    carrying = found[shares == 1]
    assert carrying[0].tolist() == [2, 2, 0, 1, 0, 0, 0, 0]
    one = found[(found != [2, 0, 0, 1, 0, 0, 0, 0]).sum(axis=1) == 1]
    assert sum(text.tolist() == carrying[0].tolist() for text in one) == 1


def test_what_does_best_in_a_search_does_worse_in_other_plays() -> None:
    """The winner's curse, over several rooms: chosen for its luck, a text loses it."""
    lost = []
    for seed in range(4):
        sample = room(6, 6, seed)
        found = search(sample, values(sample), everything(sample), np.zeros((1, 6), dtype=np.int8))
        best = found.texts[found.shares.argsort()[-10:]]
        fresh = Sample(sample.setting, sample.seed, 1000, 1400, sample.held).shares(best)
        lost.append(np.sort(found.shares)[-10:].mean() - fresh.mean())
    assert np.mean(lost) > 0
