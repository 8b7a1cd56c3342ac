"""The compiled loop that speed is measured against plays the same negotiation as the engine."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.floor import AS_BUILT, compiler, play_compiled
from sim.negotiation.convene import convene
from sim.negotiation.draw import Draws, draw
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.testing.rooms import tables

needs_compiler = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on the path")


def alike(table: Table, draws: Draws, fast: bool) -> np.ndarray:
    """Which plays go the same way from the zero draft to everybody's stance."""
    ours, theirs = play(table, draws), play_compiled(table, draws, fast)
    return (
        (ours.path == theirs.path).all(axis=(1, 2))
        & (ours.text == theirs.text).all(axis=1)
        & (ours.stances == theirs.stances).all(axis=1)
    )


@needs_compiler
@pytest.mark.parametrize("fast", [False, True], ids=["strict", "fast"])
@pytest.mark.parametrize(
    ("name", "plays"), [("gge-2009-2010", 1000), ("gge-2016-2017", 1000), ("oewg-2019-2021", 500)]
)
def test_on_the_record(name: str, plays: int, fast: bool) -> None:
    """Two changes worth the same to the last digits may be told apart by how sums are rounded."""
    table = convene(load(name))
    same = alike(table, draw(table, 11, plays, AS_BUILT), fast)
    assert len(same) == plays
    assert same.mean() >= 0.999


@needs_compiler
def test_where_failure_and_trades_are_common() -> None:
    differing, plays = 0, 0

    @settings(max_examples=60, derandomize=True)
    @given(tables(most_members=4, most_paragraphs=4, instructed=True), st.integers(0, 2**32))
    def on_any_small_table(table: Table, seed: int) -> None:
        nonlocal differing, plays
        common = {"disappointment_weight": 3.0, "harm_weight": 4.0, "inertia": 0.001}
        draws = draw(table, seed, 4, AS_BUILT | {n: Prior.fixed(value) for n, value in common.items()})
        differing += int((~alike(table, draws, fast=True)).sum())
        plays += len(draws)

    on_any_small_table()
    assert plays >= 100
    assert differing <= plays / 100


@needs_compiler
def test_a_play_leaves_no_trace_in_the_process_or_in_the_next_play() -> None:
    table = convene(load("gge-2016-2017"))
    play_compiled(table, draw(table, 3, 1, AS_BUILT), fast=True)
    assert np.float64(5e-324) * 1.0 > 0
    assert (np.full(64, 4e-308) / 4).all()
    table = convene(load("gge-2016-2017"))
    draws = draw(table, 3, 40, AS_BUILT)
    together = play_compiled(table, draws)
    for row in (0, 17, 39):
        alone = play_compiled(table, draws[np.array([row])])
        for name in ("path", "text", "stances"):
            assert np.array_equal(getattr(alone, name)[0], getattr(together, name)[row])
