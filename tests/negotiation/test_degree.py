"""Degrees of outcome: which issues are contested, and how much a text adds on them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.degree import Degree, contested, degrees, steps_added
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.testing.rooms import draws_for, table_of, tables


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([2 / 3, -2 / 3], True),
        ([1.0, 0.0, -1.0], True),
        ([0.6, -1.0], False),  # nobody wants it strongly
        ([1.0, -0.6], False),  # nobody resists it strongly
        ([1.0, 1.0], False),
    ],
)
def test_contested_is_what_some_strongly_want_and_others_strongly_resist(
    positions: list[float], expected: bool
) -> None:
    assert contested(np.array([positions])).tolist() == [expected]


@pytest.mark.parametrize(
    ("text", "acquis", "steps"),
    [
        ([0, 1, 2], [0, 1, 2], 0),
        ([1, 1, 2], [0, 1, 2], 1),
        ([2, 1, 2], [0, 1, 2], 2),
        ([1, 2, 2], [0, 1, 2], 2),
        ([0, 0, 0], [2, 2, 2], 0),  # what is left out is not taken off
        ([0, 2, 2], [1, 0, 2], 2),
    ],
)
def test_steps_are_counted_beyond_the_acquis_on_contested_issues_alone(
    text: list[int], acquis: list[int], steps: int
) -> None:
    rows, past = np.array([text], np.int8), np.array([acquis], np.int8)
    assert steps_added(rows, past, np.ones(3, bool)).tolist() == [steps]
    assert steps_added(rows, past, np.zeros(3, bool)).tolist() == [0]


def test_a_degree_goes_by_adoption_and_by_steps() -> None:
    adopted = np.array([False, False, True, True, True, True])
    found = degrees(adopted, np.array([0, 5, 0, 1, 2, 7], np.int16))
    words = [Degree(degree).word for degree in found]
    assert words == ["none", "none", "procedural", "thin", "rich", "rich"]


@given(tables(), st.integers(0, 2**32))
def test_the_degrees_of_plays_are_those_of_their_texts(table: Table, seed: int) -> None:
    outcomes = play(table, draws_for(table, seed))
    assert ((outcomes.degrees == Degree.NONE) == ~outcomes.adopted).all()
    assert outcomes.adds.tolist() == [
        bool(adopted and any(m > q for m, q, c in zip(text, table.acquis, table.contested, strict=True) if c))
        for adopted, text in zip(outcomes.adopted, outcomes.text.tolist(), strict=True)
    ]


def test_where_only_one_side_is_strong_a_new_report_is_procedural() -> None:
    table = table_of([[1.0, 1.0]], ambition=[1.0])
    outcomes = play(table, draws_for(table, 1))
    assert set(outcomes.degrees.tolist()) == {Degree.PROCEDURAL}
    assert outcomes.text.max() > 0
