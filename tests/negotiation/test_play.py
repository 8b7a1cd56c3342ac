"""What holds for every negotiation, whatever the parameters."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation import play as play_module
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.negotiation.outcome import Outcomes
from sim.negotiation.play import play
from sim.negotiation.table import Table
from sim.scenario.loading import load
from sim.testing.rooms import draws_for, permuted, tables

ANY_SEED = st.integers(0, 2**64)
quickly = settings(max_examples=60, derandomize=True)


def assert_same(one: Outcomes, other: Outcomes) -> None:
    for field in fields(Outcomes):
        a, b = getattr(one, field.name), getattr(other, field.name)
        assert a.dtype == b.dtype
        assert a.tobytes() == b.tobytes(), field.name


@pytest.fixture(scope="module")
def gge() -> Table:
    return convene(load("gge-2016-2017"))


def test_a_replicate_is_the_same_alone_in_any_batch_and_in_any_order(gge: Table) -> None:
    whole = play(gge, draw(gge, 3, 300))
    for some in (np.array([0]), np.array([299]), np.array([257, 5, 40]), np.arange(100, 160)):
        assert_same(whole[some], play(gge, draw(gge, 3, some)))


@pytest.mark.parametrize("chunk", [1, 2**12, 2**24])
def test_the_cut_into_chunks_changes_nothing(gge: Table, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    draws = draw(gge, 3, 40)
    usual = play(gge, draws)
    monkeypatch.setattr(play_module, "CHUNK", chunk)
    assert_same(usual, play(gge, draws))


@quickly
@given(tables(), ANY_SEED, st.randoms(use_true_random=False))
def test_permuting_delegations_permutes_the_outcome(table: Table, seed: int, random: object) -> None:
    order = list(range(len(table.codes)))
    random.shuffle(order)  # type: ignore[attr-defined]
    draws = draws_for(table, seed)
    moved = replace(
        draws,
        position=draws.position[:, :, order],
        stake=draws.stake[:, order],
        flexibility=draws.flexibility[:, order],
        mood=draws.mood[:, order],
    )
    here, there = play(table, draws), play(permuted(table, order), moved)
    assert here.path.tolist() == there.path.tolist()
    assert here.stances[:, order].tolist() == there.stances.tolist()
    assert here.complaints[:, order].tolist() == there.complaints.tolist()
    np.testing.assert_allclose(here.worth[:, order], there.worth, atol=1e-9)


@quickly
@given(tables(), ANY_SEED)
def test_permuting_paragraphs_permutes_the_text(table: Table, seed: int) -> None:
    order = np.arange(len(table.issues))[::-1]
    by_issue = ("positions", "spreads", "salience", "ambition", "acquis", "own_text", "available")
    turned = replace(
        table,
        issues=tuple(table.issues[k] for k in order),
        **{name: getattr(table, name)[order].copy() for name in by_issue},
    )
    here, there = play(table, draws_for(table, seed)), play(turned, draws_for(turned, seed))
    assert here.text[:, order].tolist() == there.text.tolist()
    assert here.stances.tolist() == there.stances.tolist()


@quickly
@given(tables(), ANY_SEED)
def test_an_indifferent_member_without_weight_changes_nothing(table: Table, seed: int) -> None:
    k, n = table.shape
    joined = replace(
        table,
        codes=(*table.codes, "ZZZ"),
        positions=np.hstack([table.positions, np.zeros((k, 1))]),
        spreads=np.hstack([table.spreads, np.zeros((k, 1))]),
        stakes=np.append(table.stakes, 1.0),
        weights=np.append(table.weights, 0.0),
        caucuses=np.append(table.caucuses, 0),
        in_camp=np.append(table.in_camp, False),
        permanent=np.append(table.permanent, False),
        decides=np.append(table.decides, True),
        conduct=(*table.conduct, Instructed()),
    )
    calm = {"stake_noise": 0.0, "decision_noise": 0.0, "stake_scale": 1.0}
    here, there = play(table, draws_for(table, seed, **calm)), play(joined, draws_for(joined, seed, **calm))
    assert here.path.tolist() == there.path.tolist()
    assert here.stances.tolist() == there.stances[:, :n].tolist()
    assert (there.stances[:, n] == 0).all()


def arrays_of(told: Any) -> list[np.ndarray]:
    """Every array that draws hold, at whatever depth."""
    if isinstance(told, np.ndarray):
        return [told]
    return [a for f in fields(told) for a in arrays_of(getattr(told, f.name))] if is_dataclass(told) else []


@quickly
@given(tables(), ANY_SEED)
def test_the_text_stays_on_its_ladder_and_the_input_as_it_was(table: Table, seed: int) -> None:
    draws = draws_for(table, seed)
    before = [array.copy() for array in arrays_of(draws)]
    outcomes = play(table, draws)
    paragraphs = np.arange(len(table.issues))
    for text in [*np.moveaxis(outcomes.path, 1, 0), outcomes.text]:
        assert table.available[paragraphs, text].all()
    for old, new in zip(before, arrays_of(draws), strict=True):
        assert np.array_equal(old, new)
