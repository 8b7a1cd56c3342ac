"""The loop model that speed is measured against plays the same negotiation as the engine."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.floor import AS_BUILT
from benchmarks.mesa_loop import LoopRoom
from sim.negotiation.convene import convene
from sim.negotiation.draw import Draws, draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.testing.rooms import tables

STANCES = ("joins", "dissociates", "objects")


def assert_alike(table: Table, draws: Draws, row: int, bounded: bool, outcomes: Outcomes) -> None:
    model = LoopRoom(table, draws, row, bounded).play()
    assert model.path == outcomes.path[row].tolist()
    assert model.draft == outcomes.text[row].tolist()
    assert [d.stance for d in model.delegations] == [STANCES[s] for s in outcomes.stances[row]]
    np.testing.assert_allclose([d.net for d in model.delegations], outcomes.worth[row], rtol=1e-5, atol=1e-6)
    model.release()


@pytest.mark.parametrize("bounded", [False, True])
@pytest.mark.parametrize(
    ("name", "readings", "plays"),
    [("gge-2009-2010", 12, 6), ("gge-2016-2017", 12, 6), ("oewg-2019-2021", 3, 1)],
)
def test_on_the_record(name: str, readings: int, plays: int, bounded: bool) -> None:
    table = replace(convene(load(name)), readings=readings)
    draws = draw(table, 11, plays, AS_BUILT)
    outcomes = play(table, draws)
    assert (outcomes.path[:, 0] != outcomes.path[:, -1]).any()
    for row in range(plays):
        assert_alike(table, draws, row, bounded, outcomes)


@settings(max_examples=40, derandomize=True)
@given(tables(most_members=4, most_paragraphs=4, instructed=True), st.integers(0, 2**32), st.booleans())
def test_where_failure_and_trades_are_common(table: Table, seed: int, bounded: bool) -> None:
    common = {"disappointment_weight": 3.0, "harm_weight": 4.0, "inertia": 0.001}
    draws = draw(table, seed, 4, AS_BUILT | {n: Prior.fixed(value) for n, value in common.items()})
    outcomes = play(table, draws)
    for row in range(len(draws)):
        assert_alike(table, draws, row, bounded, outcomes)
