"""The gain of a class: its arithmetic, and when there are too few."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sim.classroom.quiz.answers import AnswerSheet
from sim.classroom.quiz.gain import FEWEST_FOR_INTERVAL, FEWEST_SHOWN, class_gain
from sim.classroom.quiz.items import questionnaire
from tests.classroom.quiz.sheets import pair, sheets

CONCEPTS = len(questionnaire().concepts)
RIGHTS = st.lists(st.booleans(), min_size=CONCEPTS, max_size=CONCEPTS)
PAIRS = st.lists(st.tuples(RIGHTS, RIGHTS), min_size=FEWEST_SHOWN, max_size=15)


@for_all(PAIRS)
def test_counts_and_gains_are_those_of_the_pairs(told: list[tuple[list[bool], list[bool]]]) -> None:
    found = class_gain(pair(n, before, after) for n, (before, after) in enumerate(told))
    assert found is not None
    assert found.pairs == len(told)
    for k, one in enumerate(found.concepts):
        assert one.before == sum(before[k] for before, _ in told)
        assert one.after == sum(after[k] for _, after in told)
        assert one.after - one.before == one.learnt - one.lost
        assert (one.gain is None) == (len(told) < FEWEST_FOR_INTERVAL)
        if one.gain:
            assert one.gain.value == pytest.approx((one.after - one.before) / len(told))
            assert -1 <= one.gain.low <= one.gain.value <= one.gain.high <= 1
    rights = [sum(map(sum, part)) / (CONCEPTS * len(told)) for part in zip(*told, strict=True)]
    assert [found.before, found.after] == pytest.approx(rights)
    if found.gain:
        assert found.gain.value == pytest.approx(found.after - found.before)
        assert found.gain.low < found.gain.high


@for_all(st.lists(sheets(), max_size=12, unique_by=lambda sheet: sheet.code))
def test_only_pairs_count(drawn: list[AnswerSheet]) -> None:
    whole = [sheet for sheet in drawn if sheet.before and sheet.after]
    found = class_gain(drawn)
    assert (found is None) == (len(whole) < FEWEST_SHOWN)
    assert found == class_gain(whole)
    if found:
        for shift in found.statements:
            assert 1 <= min(shift.before, shift.after) <= max(shift.before, shift.after) <= 5


def test_a_class_that_learns_one_thing_shows_that_one() -> None:
    learns = [True] + [False] * (CONCEPTS - 1)
    found = class_gain(pair(n, False, learns) for n in range(20))
    assert found is not None
    first, *others = found.concepts
    assert first.gain is not None
    assert first.gain.clear
    assert not any(one.gain and one.gain.clear for one in others)
