import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.draw import draw
from sim.negotiation.payoff import weigh
from sim.negotiation.play import play
from sim.negotiation.reading import open_reading
from sim.negotiation.stance import on_package
from sim.negotiation.table import Table
from sim.study.rewording import Rewordings, fewest, reword, rungs_between
from sim.testing.rooms import table_of, tables


def reworded(table: Table, seed: int, runs: int = 5) -> tuple[Rewordings, np.ndarray, np.ndarray]:
    draws = draw(table, seed, runs)
    outcomes = play(table, draws)
    reading = open_reading(table, draws, weigh(table, draws), table.readings)
    found = reword(reading, outcomes.text)
    drafts = outcomes.text[found.rows].copy()
    drafts[np.arange(len(drafts)), found.paragraphs] = found.ends
    return found, outcomes.text, on_package(reading, drafts, found.rows)


def test_rungs_are_counted_on_the_ladder_of_the_paragraph() -> None:
    table = table_of([[1.0], [1.0]], available=[[True, True, True], [True, False, True]])
    between = rungs_between(table)
    assert between[0].tolist() == [[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]
    assert (between[1, 0, 2], between[1, 2, 0]) == (1, -1)


@settings(max_examples=30)
@given(tables(), st.integers(0, 10_000))
def test_every_other_wording_is_tried_once_and_nothing_else_changes(table: Table, seed: int) -> None:
    found, text, stances = reworded(table, seed)
    expected = [
        (row, k, rung)
        for row, draft in enumerate(text)
        for k, here in enumerate(draft)
        for rung in range(3)
        if table.available[k, rung] and rung != here
    ]
    assert list(zip(found.rows, found.paragraphs, found.ends, strict=True)) == expected
    assert (found.starts == text[found.rows, found.paragraphs]).all()
    assert np.array_equal(found.stances, stances)


def test_the_fewest_rungs_are_those_of_the_nearest_rewording_that_is_enough() -> None:
    table = table_of([[0.5, -0.5], [-0.5, 0.5]], own_text=[1, 1])
    found, text, _ = reworded(table, 1, runs=2)
    assert fewest(found, np.zeros(len(found.rows), bool)).tolist() == [0, 0]
    assert fewest(found, np.ones(len(found.rows), bool)).tolist() == [1, 1]
    far = (np.abs(found.rungs) == 2) | (found.rows == 1)
    two = [int(2 in (abs(r) for r, row in zip(found.rungs, found.rows, strict=True) if row == 0)) * 2, 1]
    assert fewest(found, far).tolist() == two
    assert len(text) == 2
