"""The engine and the plain-Python twin play the same negotiation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.convene import convene
from sim.negotiation.draw import Draws, draw
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.testing.rooms import draws_for, tables
from tests.negotiation.tables import assert_twin_agrees


def assert_agreement(table: Table, draws: Draws) -> None:
    assert_twin_agrees(table, draws, play(table, draws))


@settings(max_examples=150, derandomize=True)
@given(tables(), st.integers(0, 2**32))
def test_on_any_small_table(table: Table, seed: int) -> None:
    assert_agreement(table, draws_for(table, seed))


@settings(max_examples=60, derandomize=True)
@given(tables(most_members=4, most_paragraphs=4), st.integers(0, 2**32))
def test_where_failure_and_trades_are_common(table: Table, seed: int) -> None:
    assert_agreement(table, draws_for(table, seed, disappointment_weight=3, harm_weight=4, inertia=0.001))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables(most_members=4), st.integers(0, 2**32), st.floats(0.1, 3))
def test_where_red_lines_are_crossed(table: Table, seed: int, line: float) -> None:
    rules = {"outlet_stake": 0.5, "red_line": line, "realism": 0.7, "promise_kept": 0.6}
    assert_agreement(table, draws_for(table, seed, inertia=0.001, **rules))


@pytest.mark.parametrize("name", ["gge-2014-2015", "gge-2016-2017"])
def test_on_the_record(name: str) -> None:
    table = convene(load(name))
    assert_agreement(table, draw(table, 11, 12))
