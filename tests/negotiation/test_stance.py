"""Stances worked out by hand (docs/model.md, equation 10)."""

import numpy as np
import pytest

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS
from sim.negotiation.stance import cover, largest_complaint, on_package, on_paragraphs, package
from sim.negotiation.vocabulary import ParagraphStance
from sim.testing.rooms import table_of
from tests.negotiation.hand import reading_of


def draft(*rungs: list[int]) -> np.ndarray:
    return np.array(rungs, dtype=np.int8)


def test_a_paragraph_is_supported_accepted_or_bracketed_by_what_it_is_worth() -> None:
    table = table_of([[0] * 6] * 2)
    explicit = [0.06, 0.04, 0.0, -0.04, -0.06, -3]
    worth = np.zeros((2, 2, 3, 6))
    worth[1, 1, 2] = explicit
    reading = reading_of(table, [[0] * 6] * 2, worth=worth)
    supports, accepts, brackets = ParagraphStance
    stances = on_paragraphs(reading, draft([2, 2], [2, 2]), np.arange(2))
    assert (stances[0] == accepts).all()
    assert (stances[1, 0] == accepts).all()
    assert stances[1, 1].tolist() == [supports, accepts, accepts, accepts, brackets, brackets]
    assert (on_paragraphs(reading, draft([2, 1]), np.array([1])) == accepts).all()


def test_of_two_equal_complaints_the_first_paragraph_counts_and_dust_is_none() -> None:
    table = table_of([[0] * 3] * 2)
    complaint = np.zeros((1, 2, 3, 3))
    complaint[0, :, 2] = [[0.5, 5e-13, 5e-12], [0.5, 0, 0]]
    reading = reading_of(table, [[0] * 3], complaint=complaint, position=np.full((1, 2, 3), -1.0))
    assert largest_complaint(reading, draft([2, 2]), np.array([0])).tolist() == [[0, -1, 0]]


@pytest.mark.parametrize(
    ("worth", "stance"),
    [(0.5, JOINS), (0.0, JOINS), (-0.25, DISSOCIATES), (-1.0, DISSOCIATES), (-1.25, OBJECTS)],
)
def test_who_loses_nothing_joins_and_who_loses_no_more_than_blocking_costs_dissociates(
    worth: float, stance: int
) -> None:
    # Binary fractions, so that the price of blocking is 1 exactly.
    table = table_of([[0]], weights=[0.5])
    reading = reading_of(table, [[worth]], blocking_cost=2)
    assert on_package(reading, draft([0]), np.array([0])).tolist() == [[stance]]


def test_stances_of_some_plays_are_those_of_all() -> None:
    table = table_of([[0] * 2], weights=[0.5, 0.5])
    worth, complaint = np.array([[-1.5, 1], [-1.5, 1.0]]), np.array([[0, -1], [0, -1]])
    reading = reading_of(table, [[0, 0]] * 4, blocking_cost=[0, 2, 0, 4])
    stances = package(reading, worth, complaint, np.array([3, 1]))
    assert stances.dtype == np.int8
    assert stances.tolist() == [[DISSOCIATES, JOINS], [OBJECTS, JOINS]]


def test_cover_comes_from_the_weight_of_unhappy_fellow_complainants_in_the_same_play() -> None:
    table = table_of([[0] * 5], weights=[0.2, 0.8, 0.5, 0.5, 1.0])
    reading = reading_of(table, [[0] * 5] * 3)
    worth = np.array([[-1, -1, -1, -1, 0], [-1, -1, -1, 1, -1], [-1, 1, -2, -1, -1]], dtype=float)
    complaint = np.array([[0, 0, 1, -1, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
    expected = [
        # Who gains or loses nothing neither gives cover nor has it; nor does who complains of nothing.
        [0.8 / 1.8, 0.2 / 1.2, 0, 0, 0],
        [1.3 / 2.3, 0.7 / 1.7, 1.0 / 2.0, 0, 0],
        [2.0 / 3.0, 0, 1.7 / 2.7, 1.7 / 2.7, 1.2 / 2.2],
    ]
    np.testing.assert_allclose(cover(reading, worth, complaint), expected, atol=1e-15)
