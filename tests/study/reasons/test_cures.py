"""Cures are found where they are, are adopted, and are the smallest."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.decisions import DECISIONS
from sim.negotiation.draw import draw
from sim.negotiation.parameters import Prior
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import open_reading
from sim.negotiation.stance import on_package
from sim.negotiation.table import Table
from sim.study.forecast import Forecast
from sim.study.reasons import cures as cures_module
from sim.study.reasons.failures import failures, grievances, look
from sim.study.tasks import Arrays
from tests.negotiation.tables import tables
from tests.study.reasons.rooms import forecast_of, room

#: Blocking costs enough that cover decides, and noise is so low that texts decide.
COVERED = {"blocking_cost": Prior.fixed(1.5), "decision_noise": Prior.fixed(0.2)}


def drawn(table: Table, rng: np.random.Generator, rule: int) -> Table:
    """A table with any text to be put under silence, decided by one of the rules."""
    text = [int(rng.choice(np.flatnonzero(ladder))) for ladder in table.available]
    return replace(table, own_text=np.array(text, np.int8), decision=DECISIONS[rule]())


def adopted_texts(forecast: Forecast, row: int) -> dict[int, set[tuple[tuple[int, int], ...]]]:
    """All changes of one and of two paragraphs with which one text is adopted, tried one after the other."""
    table, outcomes = forecast.table, forecast.outcomes
    draws = draw(table, forecast.seed, outcomes.replicates[[row]], forecast.given)
    reading = open_reading(table, draws, weigh(table, draws), table.readings)
    text, found = outcomes.text[row], {1: set(), 2: set()}
    for size, told in found.items():
        for where in combinations(range(len(text)), size):
            others = [[int(m) for m in np.flatnonzero(table.available[k]) if m != text[k]] for k in where]
            for rungs in product(*others):
                draft = text.copy()
                draft[list(where)] = rungs
                stances = on_package(reading, draft[None], np.array([0]))
                if table.decision.carries(stances, table.permanent)[0]:
                    told.add(tuple(zip(where, rungs, strict=True)))
    return found


def told(found: Arrays, play: int) -> list[tuple[tuple[int, int], ...]]:
    """The cures that were found for one failure, in the order in which they are told."""
    return [
        tuple(
            (int(k), int(m))
            for k, m in zip(found["cure_paragraphs"][n], found["cure_ends"][n], strict=True)
            if k >= 0
        )
        for n in np.flatnonzero(found["cure_play"] == play)
    ]


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(0, 10_000), st.integers(0, len(DECISIONS) - 1), st.booleans())
def test_the_smallest_cures_are_those_of_a_search_by_hand(
    table: Table, seed: int, rule: int, covered: bool
) -> None:
    table = drawn(table, np.random.default_rng(seed), rule)
    forecast = forecast_of(table, runs=4, seed=seed, given=COVERED if covered else {})
    rows = failures(forecast.outcomes)
    if not len(rows):
        return
    found = look(forecast.setting, forecast.seed, forecast.outcomes[rows])
    for play, row in enumerate(rows):
        by_hand = adopted_texts(forecast, int(row))
        expected = by_hand[1] or by_hand[2]
        cures = told(found, play)
        assert set(cures) == expected
        assert len(cures) == len(expected)
        first = found["cure_first"][found["cure_play"] == play]
        assert first.tolist() == [True] * bool(cures) + [False] * (len(cures) - 1)


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(0, 10_000))
def test_cures_are_told_in_the_stated_order(table: Table, seed: int) -> None:
    table = drawn(table, np.random.default_rng(seed), 0)
    forecast = forecast_of(table, runs=4, seed=seed, given=COVERED)
    rows = failures(forecast.outcomes)
    if not len(rows):
        return
    found, outcomes = look(forecast.setting, forecast.seed, forecast.outcomes[rows]), forecast.outcomes[rows]
    held = grievances(outcomes.objects, outcomes.complaints.astype(np.int64), table)
    for play in range(len(rows)):
        keys = []
        for cure in told(found, play):
            draws = draw(table, seed, outcomes.replicates[[play]], forecast.given)
            reading = open_reading(table, draws, weigh(table, draws), table.readings)
            worth = reading.interests.base[0].copy()
            for k, rung in enumerate(outcomes.text[play]):
                worth += reading.worth[0, k, dict(cure).get(k, rung)]
            outside = sum(not held[play, [2 * k, 2 * k + 1]].any() for k, _ in cure)
            ladder = np.cumsum(table.available, axis=1)
            rungs = sum(abs(int(ladder[k, m] - ladder[k, outcomes.text[play, k]])) for k, m in cure)
            keys.append((outside, rungs, -round(float(worth @ table.weights), 6)))
        assert keys == sorted(keys)


def test_the_screen_is_needed_and_is_not_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """It throws out most pairs, and lets some through that only cover spoils."""
    tried, kept = 0, 0
    screen = cures_module.screen

    def counting(*args: object) -> np.ndarray:
        nonlocal tried, kept
        flags = screen(*args)  # type: ignore[arg-type]
        tried, kept = tried + flags.size, kept + int(flags.sum())
        return flags

    monkeypatch.setattr(cures_module, "screen", counting)
    carried = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        positions = rng.uniform(-1, 1, (4, 6)).tolist()
        table = room(positions, rng.integers(0, 3, 4).tolist(), ambition=[1.0] * 4, weights=[0.5] * 6)
        forecast = forecast_of(table, runs=3, seed=seed, given=COVERED)
        if len(rows := failures(forecast.outcomes)):
            found = look(forecast.setting, forecast.seed, forecast.outcomes[rows])
            carried += int((found["cure_paragraphs"][:, 1] >= 0).sum())
    assert 0 < carried < kept < tried


@pytest.mark.parametrize("rule", DECISIONS, ids=lambda rule: rule.name)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_no_rule_is_worse_disposed_to_a_text_with_fewer_objections(rule: type, seed: int) -> None:
    """What the screen rests on."""
    rng = np.random.default_rng(seed)
    worse = rng.integers(0, 3, (30, int(rng.integers(1, 8)))).astype(np.int8)
    better = np.maximum(worse - rng.integers(0, 2, worse.shape), 0).astype(np.int8)
    permanent = rng.random(worse.shape[1]) < 0.4
    decision = rule()
    assert not (decision.carries(worse, permanent) & ~decision.carries(better, permanent)).any()
