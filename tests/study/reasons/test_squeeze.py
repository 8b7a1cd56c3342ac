"""Squeezes hold against a search by hand, wording by wording."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.arrays import OBJECTS
from sim.negotiation.draw import draw
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import open_reading
from sim.negotiation.stance import on_package
from sim.negotiation.table import Table
from sim.study.reasons.failures import failures, look
from tests.negotiation.tables import tables
from tests.study.reasons.rooms import forecast_of
from tests.study.reasons.test_cures import COVERED, drawn


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(0, 10_000))
def test_a_squeezed_paragraph_is_refused_in_every_wording_and_by_nobody_in_all(
    table: Table, seed: int
) -> None:
    table = drawn(table, np.random.default_rng(seed), 0)
    forecast = forecast_of(table, runs=4, seed=seed, given=COVERED)
    rows = failures(forecast.outcomes)
    if not len(rows):
        return
    found = look(forecast.setting, forecast.seed, forecast.outcomes[rows])
    squeezes = {
        (int(play), int(k)): refused
        for play, k, refused in zip(
            found["squeeze_play"], found["squeeze_paragraph"], found["squeeze_refused"], strict=True
        )
    }
    single = set(found["cure_play"][found["cure_paragraphs"][:, 1] < 0].tolist())
    for play, row in enumerate(rows):
        draws = draw(table, seed, forecast.outcomes.replicates[[row]], forecast.given)
        reading = open_reading(table, draws, weigh(table, draws), table.readings)
        before = forecast.outcomes.objects[row]
        over = np.where(before, forecast.outcomes.complaints[row] // 2, -1)
        for k in range(len(table.issues)):
            refusing = {}
            for rung in np.flatnonzero(table.available[k]):
                draft = forecast.outcomes.text[row].copy()
                draft[k] = rung
                now = on_package(reading, draft[None], np.array([0]))[0] == OBJECTS
                refusing[int(rung)] = set(np.flatnonzero(now & ((over == k) | ~before)).tolist())
            expected = (
                bool((over == k).any())
                and play not in single
                and all(refusing.values())
                and not set.intersection(*refusing.values())
            )
            assert ((play, k) in squeezes) == expected
            if expected:
                told = {m: set(np.flatnonzero(squeezes[play, k][m]).tolist()) for m in refusing}
                assert told == refusing
