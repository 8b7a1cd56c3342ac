"""Coefficients of agreement: known answers from the literature, and what must hold for any two coders."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import Floats
from sim.report.agreement import agreement_document
from sim.scenario.fault import BadInput
from sim.study.agreement import agreement, cohen, krippendorff
from sim.study.codes import Code, Key, Kind, Value

#: Krippendorff, Computing Krippendorff's alpha-reliability (2011): part A, two values, and part B, five.
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
scores = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=25)


def columns(words: str) -> Floats:
    return np.array([float(ord(letter)) for letter in words])


def pairs(drawn: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    a, b = np.array(drawn, dtype=float).T
    assume(len(np.unique((a, b))) > 1)
    return a, b


def test_alpha_of_krippendorffs_worked_examples() -> None:
    assert krippendorff(columns(MEG), columns(OWEN), True) == pytest.approx(0.095, abs=5e-4)
    assert krippendorff(columns(BEN), columns(GERRY), True) == pytest.approx(0.692, abs=5e-4)


def test_kappa_of_the_textbook_table() -> None:
    a, b = columns("y" * 25 + "n" * 25), columns("y" * 20 + "n" * 5 + "y" * 10 + "n" * 15)
    assert cohen(a, b, True) == pytest.approx(0.4)


@given(scores)
def test_alpha_by_interval_is_its_definition(drawn: list[tuple[int, int]]) -> None:
    a, b = pairs(drawn)
    every = [*a, *b]
    expected = sum((x - y) ** 2 for x, y in product(every, every)) / (len(every) * (len(every) - 1))
    assert krippendorff(a, b, False) == pytest.approx(1 - ((a - b) ** 2).mean() / expected)


@given(scores)
def test_kappa_of_numbers_is_lins_coefficient_of_concordance(drawn: list[tuple[int, int]]) -> None:
    a, b = pairs(drawn)
    expected = a.var() + b.var() + (a.mean() - b.mean()) ** 2
    assume(expected > 0)
    assert cohen(a, b, False) == pytest.approx(2 * ((a - a.mean()) * (b - b.mean())).mean() / expected)


@given(scores, st.permutations(range(-3, 4)))
def test_words_have_no_order_and_coders_no_rank(drawn: list[tuple[int, int]], renamed: list[int]) -> None:
    a, b = pairs(drawn)
    other = [np.array([float(renamed[int(x) + 3]) for x in one]) for one in (a, b)]
    for coefficient in (cohen, krippendorff):
        found = coefficient(a, b, True)
        assert coefficient(other[0], other[1], True) == pytest.approx(found, nan_ok=True)
        for words in (True, False):
            assert coefficient(b, a, words) == pytest.approx(coefficient(a, b, words), nan_ok=True)
        assert coefficient(2 * a + 1, 2 * b + 1, False) == pytest.approx(
            coefficient(a, b, False), nan_ok=True
        )


@given(scores)
def test_perfect_agreement_is_one_and_one_value_alone_shows_nothing(drawn: list[tuple[int, int]]) -> None:
    a, _ = pairs(drawn)
    assume(len(np.unique(a)) > 1)
    for coefficient, words in product((cohen, krippendorff), (True, False)):
        assert coefficient(a, a, words) == pytest.approx(1)
        assert math.isnan(coefficient(np.ones(4), np.ones(4), words))


def coding(**values: Value) -> dict[Key, Code]:
    """Codes of two processes: words of mandates, and positions, `n_NAME` or `p_NAME`."""
    found = {}
    for name, value in values.items():
        kind = Kind.MANDATE if name[0] == "n" else Kind.POSITION
        key = Key("p", kind, "", name)
        found[key] = Code(key, value, note=f"why {name}")
    return found


A = coding(n_1="yes", n_2="no", n_3="yes", p_1=-3.0, p_2=1.0, p_3=2.0, p_4=0.0, n_only="yes")
B = coding(n_1="yes", n_2="no", n_3="no", p_1=3.0, p_2=1.5, p_3=2.0, p_4=1.0)


def test_kinds_are_compared_apart_and_all_is_their_weighted_mean() -> None:
    found = agreement(A, B, 200)
    mandate, position = found.kinds
    assert (mandate.kind, mandate.codes, mandate.same) == ("mandate", 3, pytest.approx(2 / 3))
    assert (position.codes, position.same) == (4, 0.5)  # half a step apart counts as the same
    for one in ("kappa", "alpha"):
        mean = (3 * getattr(mandate, one).value + 4 * getattr(position, one).value) / 7
        assert getattr(found.overall, one).value == pytest.approx(mean)
    assert (len(found.only_a), found.only_b) == (1, ())
    assert f"only A has it: {' '.join(filter(None, found.only_a[0]))}." in str(agreement_document(found))


def test_disagreements_are_listed_the_widest_first_with_both_reasons() -> None:
    found = agreement(A, B, 100).disagreements
    assert [(d.key.matter, d.a, d.b) for d in found] == [
        ("n_3", "yes", "no"), ("p_1", -3.0, 3.0), ("p_4", 0.0, 1.0),
    ]  # fmt: skip
    assert found[1].note_a == found[1].note_b == "why p_1"


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=12), st.integers(0, 99)
)
def test_the_whole_comparison_is_the_same_from_either_side(drawn: list[tuple[int, int]], seed: int) -> None:
    a = coding(**{f"p_{n}": float(x) for n, (x, _) in enumerate(drawn)})
    b = coding(**{f"p_{n}": float(y) for n, (_, y) in enumerate(drawn)})
    one, other = agreement(a, b, 100, seed).overall, agreement(b, a, 100, seed).overall
    for left, right in ((one.kappa, other.kappa), (one.alpha, other.alpha)):
        ends = [(left.value, right.value), (left.low, right.low), (left.high, right.high)]
        assert all(x == pytest.approx(y, nan_ok=True) for x, y in ends)
    assert one.same == other.same


def test_intervals_hold_the_coefficient_and_narrow_with_more_codes() -> None:
    random = np.random.default_rng(1)
    widths = []
    for number in (20, 320):
        truth = random.integers(-3, 4, size=number).astype(float)
        seen = np.clip(truth + random.integers(-1, 2, size=number), -3, 3)
        a = coding(**{f"p_{n}": float(x) for n, x in enumerate(truth)})
        b = coding(**{f"p_{n}": float(x) for n, x in enumerate(seen)})
        alpha = agreement(a, b, 300).overall.alpha
        assert alpha.low < alpha.value < alpha.high
        widths.append(alpha.high - alpha.low)
    assert widths[1] < widths[0] / 2


def test_codings_without_a_common_code_are_refused() -> None:
    with pytest.raises(BadInput, match="no code that A has too"):
        agreement(coding(p_1=1.0), coding(p_2=1.0))
