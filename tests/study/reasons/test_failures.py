"""How far objectors are, worked out anew one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.draw import draw
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import open_reading
from sim.negotiation.table import Table
from sim.study.reasons.failures import failures, look
from tests.negotiation.tables import tables
from tests.study.reasons.rooms import forecast_of, lone_blocker, reasons_of
from tests.study.reasons.test_cures import COVERED, drawn


def test_the_price_of_blocking_counts() -> None:
    # Worse off by .5; a delegation of weight .2 pays four fifths of .25 for blocking; the harm is 1.
    found = reasons_of(lone_blocker(), blocking_cost=0.25)
    assert found.opponents[0].far == pytest.approx(0.3)
    assert found.reasons[0].aggrieved[0].far == pytest.approx(0.3)


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(0, 10_000))
def test_giving_up_that_share_of_the_main_complaint_is_just_enough(table: Table, seed: int) -> None:
    table = drawn(table, np.random.default_rng(seed), 0)
    forecast = forecast_of(table, runs=4, seed=seed, given=COVERED)
    rows = failures(forecast.outcomes)
    if not len(rows):
        return
    far = look(forecast.setting, forecast.seed, forecast.outcomes[rows])["far"]
    for play, row in enumerate(rows):
        draws = draw(table, seed, forecast.outcomes.replicates[[row]], forecast.given)
        interests = weigh(table, draws)
        conceded = open_reading(table, draws, interests, table.readings).flexibility[0]
        text, complaints = forecast.outcomes.text[row], forecast.outcomes.complaints[row]
        suffered = [
            [interests.complaint[0, k, m, n] for k, m in enumerate(text)] for n in range(len(conceded))
        ]
        gained = [sum(interests.gain[0, k, m, n] for k, m in enumerate(text)) for n in range(len(conceded))]
        worth = [
            interests.base[0, n] + gained[n] - (1 - conceded[n]) * sum(suffered[n])
            for n in range(len(conceded))
        ]
        for n, complaint in enumerate(complaints):
            if not forecast.outcomes.objects[row, n] or complaint < 0:
                assert np.isnan(far[play, n])
                continue
            weight = sum(
                float(table.weights[m])
                for m, other in enumerate(complaints)
                if m != n and other == complaint and worth[m] < 0
            )
            exponent = float(draws.behaviour.cover_exponent[0])
            price = 1.5 * (1 - table.weights[n]) * (1 - weight / (weight + 1)) ** exponent
            main = (1 - conceded[n]) * suffered[n][complaint // 2]
            assert worth[n] + far[play, n] * main == pytest.approx(-price)
            assert main == pytest.approx((1 - conceded[n]) * max(suffered[n]))
