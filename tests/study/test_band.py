from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.parameters import NAMES
from sim.scenario.loading import load
from sim.study import band as band_module
from sim.study.band import (
    CODING,
    HALVES,
    PLAUSIBLE,
    STEP,
    WEAK,
    Band,
    band,
    error_variance,
    leeway,
    record_variance,
)
from sim.study.coding import coding_sensitivity
from sim.study.forecast import forecast
from sim.study.interval import CEILING
from sim.study.setting import setting
from sim.study.source import BehaviourSource

GGE = load("gge-2016-2017")


def test_the_variances_add_up_to_the_band_on_the_log_odds_scale() -> None:
    told = band(0.65, 1.5, 0.9, 0.2)
    assert told.model == 0
    reach = PLAUSIBLE * sqrt(1.5 + CODING**2 + 0.2)
    low, high = (1 / (1 + exp(-(log(0.65 / 0.35) + side * reach))) for side in (-1, 1))
    assert told.low <= low < told.low + STEP
    assert told.high - STEP < high <= told.high


def test_the_error_on_record_counts_as_far_as_nothing_else_explains_it() -> None:
    sure, doubtful = band(0.65, 0.0, 0.85, 0.3), band(0.65, 3.0, 0.85, 0.3)
    assert sure.parameters + sure.coding + sure.structure + sure.model == pytest.approx(0.85)
    assert doubtful.model == 0
    assert sure.ends == (0.35, 0.9)


@given(st.floats(0, 1), st.floats(0, 9), st.floats(0, WEAK**2), st.floats(0, 4))
def test_a_band_holds_its_probability_and_grows_with_every_doubt(
    p: float, parameters: float, record: float, structure: float
) -> None:
    told = band(p, parameters, record, structure)
    assert told.low <= max(p, 1 - CEILING) + 1e-9
    assert min(p, CEILING) - 1e-9 <= told.high
    assert 1 - CEILING - 1e-9 <= told.low <= told.high <= CEILING
    wider = band(p, parameters + 0.1, record + 1, structure + 0.5)
    assert wider.low <= told.low
    assert told.high <= wider.high


def test_a_band_across_half_is_open_and_else_its_nearer_end_counts() -> None:
    def of(low: float, high: float) -> Band:
        return Band(low, high, 0.0, 0.0, 0.0, 0.0)

    assert of(0.35, 0.85).is_open
    assert not of(0.5, 0.9).is_open
    assert (of(0.6, 0.97).least, of(0.05, 0.3).least) == (0.6, 0.3)


def test_without_a_record_the_error_is_the_prior_and_every_case_makes_it_smaller() -> None:
    assert error_variance([], []) == pytest.approx(WEAK**2, rel=0.01)
    cases = [error_variance([0.8] * n, [True] * (4 * n // 5) + [False] * (n // 5)) for n in (5, 10, 50, 500)]
    assert cases == sorted(cases, reverse=True)
    assert cases[-1] == pytest.approx(1 / (500 * 0.8 * 0.2 + 1 / WEAK**2), rel=0.05)


def test_forecasts_that_are_wrong_have_a_larger_error_than_those_that_are_right() -> None:
    given = [0.9] * 10
    assert error_variance(given, [True] * 9 + [False]) < error_variance(given, [True] * 5 + [False] * 5)


def test_the_error_on_record_leaves_the_process_itself_out() -> None:
    failed = record_variance(BehaviourSource.CALIBRATED, GGE)
    mandate = GGE.mandate.model_copy(update={"resolution": "A/RES/99/1"})
    fresh = GGE.model_copy(update={"id": "new", "mandate": mandate})
    assert failed != record_variance(BehaviourSource.CALIBRATED, fresh)


def test_the_error_on_record_leaves_out_every_report_of_the_same_body(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[float]] = []
    monkeypatch.setattr(band_module, "error_variance", lambda given, _: asked.append(list(given)) or 0.0)
    for name in ("oewg-2021-2025-apr2", "gge-2016-2017"):
        record_variance(BehaviourSource.CALIBRATED, load(name))
    assert [len(given) for given in asked] == [11 - 4, 11 - 1]


def test_a_prior_counts_as_far_as_its_halves_differ() -> None:
    """One parameter decides alone: with the lower half of its prior 9 in 10 adopt, with the upper 1 in 2."""
    played = setting(
        GGE, {name: (p.prior.low + p.prior.high) / 2 for name, p in NAMES.items() if name != "inertia"}
    )
    replicates = np.arange(1000)
    inertia = draw_behaviour(played.given, 1, replicates).inertia
    adopted = np.empty(1000, dtype=bool)
    adopted[np.argsort(inertia)] = np.resize([True] * 9 + [False], 500).tolist() + [True, False] * 250
    odds = [log((some + 0.5) / (of - some + 0.5)) for some, of in ((450, 500), (250, 500), (700, 1000))]
    moved = ((odds[0] - odds[2]) ** 2 + (odds[1] - odds[2]) ** 2) / 2
    by_chance = 1 / 700.5 + 1 / 300.5
    assert leeway(played, 1, replicates, adopted) == pytest.approx(HALVES * (moved - by_chance))


def test_chance_alone_leaves_no_leeway_on_average() -> None:
    played, replicates = setting(GGE), np.arange(400)
    luck = [leeway(played, 1, replicates, np.random.default_rng(n).random(400) < 0.7) for n in range(40)]
    assert np.mean(luck) < 0.05
    assert min(luck) == 0


def test_a_forecast_has_a_band_where_it_has_a_probability() -> None:
    told = forecast(GGE, 60)
    assert told.band is not None
    assert told.probability is not None
    assert told.band.low <= told.probability <= told.band.high
    assert forecast(GGE, 20).band is None
    assert replace(told, scenario=GGE.model_copy(update={"body": "other"})).band is None


@pytest.mark.slow
def test_the_spread_by_coding_is_the_larger_that_the_study_of_coding_measures() -> None:
    found = [coding_sensitivity(load(name), 100, 100) for name in ("gge-2004-2005", "gge-2016-2017")]
    assert max(one.spread / (one.share * (1 - one.share)) for one in found) == pytest.approx(CODING, abs=0.05)
