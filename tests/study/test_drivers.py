from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.draw import draw
from sim.negotiation.parameters import PARAMETERS, Prior
from sim.scenario.loading import load
from sim.study.drivers import DISTINCT, OFTEN, DriverKind, contest, drivers, thirds
from sim.study.forecast import Forecast, forecast
from sim.study.paired import Difference

FREE = {p.name for p in PARAMETERS if p.prior.kind != "fixed"}
#: Values of plays, many of them the same, as the sets of an ensemble give them.
repeated = st.lists(st.integers(-9, 9).map(lambda n: n / 4), min_size=30, max_size=120)


@pytest.fixture(scope="module")
def priors() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=1200, behaviour="priors")


@pytest.fixture(scope="module")
def fitted() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=1200, behaviour="calibrated")


def by_name(found: Forecast) -> dict[str, Difference]:
    return {h.name: h.difference for h in drivers(found).parameters}


def test_what_matters_comes_out_and_what_cannot_does_not(priors: Forecast) -> None:
    told = drivers(priors)
    assert not told.fitted
    assert {h.name for h in told.parameters} == FREE
    assert told.parameters[0].name in {"disappointment_weight", "acquis_discount"}
    clear = {h.name: h for h in told.parameters if h.clear}
    assert clear["disappointment_weight"].difference.high < -0.2
    assert clear["stake_scale"].difference.low > 0.05
    # No outlet is open, so that what each leaves of a disappointment cannot matter.
    assert priors.table.outlets == 0
    outlet = by_name(priors)["outlet_factor"]
    assert outlet.low < 0 < outlet.high
    assert "outlet_factor" not in clear


def test_fitted_parameters_that_cannot_matter_are_not_called_clear(fitted: Forecast) -> None:
    told = drivers(fitted)
    assert told.fitted
    outlet = next(h for h in told.parameters if h.name == "outlet_factor")
    assert not outlet.clear
    # Counted by plays instead of by sets, the same difference would have looked certain.
    plays = contest(*_of(fitted, "outlet_factor"), sets=np.arange(fitted.runs))
    assert plays is not None
    assert plays.difference(0.05 / 15).clear
    width = outlet.difference.high - outlet.difference.low
    assert width > 2 * (plays.difference().high - plays.difference().low)


def _of(found: Forecast, name: str) -> tuple[np.ndarray, np.ndarray]:
    draws = draw(found.table, found.seed, found.outcomes.replicates, found.given, found.ensemble)
    return getattr(draws.behaviour, name), found.outcomes.adopted


def test_shares_are_those_of_the_plays(priors: Forecast) -> None:
    for driver in drivers(priors).parameters:
        values, adopted = _of(priors, driver.name)
        low, high = np.sort(values)[[driver.low_plays - 1, -driver.high_plays]]
        assert (driver.low_to, driver.high_from) == (low, high)
        assert driver.low_plays == driver.high_plays == 400
        assert driver.low_share == adopted[values <= low].mean()
        assert driver.high_share == adopted[values >= high].mean()
        assert driver.difference.value == pytest.approx(driver.high_share - driver.low_share)
        assert driver.difference.low < driver.difference.value < driver.difference.high


def test_positions_are_the_luck_that_the_plays_had(fitted: Forecast) -> None:
    told, table = drivers(fitted).delegations, fitted.table
    objecting = {
        code for code, often in zip(table.codes, fitted.outcomes.objects.mean(axis=0), strict=True)
        if often >= OFTEN
    }  # fmt: skip
    assert {h.name for h in told} == objecting
    assert len(told) == len(objecting) * (len(table.issues) + 1)
    draws = draw(table, fitted.seed, fitted.outcomes.replicates, fitted.given, fitted.ensemble)
    for driver in (told[0], next(h for h in told if h.kind is DriverKind.STAKE)):
        seat = table.codes.index(driver.name)
        luck = (
            draws.position[:, table.issues.index(driver.issue), seat]
            if driver.issue
            else draws.stake[:, seat]
        )
        assert driver.low_share == fitted.outcomes.adopted[luck <= driver.low_to].mean()
        assert driver.high_share == fitted.outcomes.adopted[luck >= driver.high_from].mean()
        assert driver.low_to < -0.3 < 0.3 < driver.high_from


def test_a_parameter_that_is_given_is_compared_only_if_it_varies() -> None:
    given_ones = {"stake_scale": Prior.fixed(0.5), "inertia": Prior("uniform", 0.01, 0.1)}
    told = drivers(forecast(load("gge-2014-2015"), runs=300, priors=given_ones))
    names = {h.name for h in told.parameters}
    assert "stake_scale" not in names
    assert "inertia" in names


def test_too_few_plays_are_not_compared() -> None:
    told = drivers(forecast(load("gge-2014-2015"), runs=DISTINCT - 1))
    assert told.parameters == ()
    assert set(told.skipped) == FREE


def test_the_order_of_the_plays_does_not_matter(fitted: Forecast) -> None:
    rows = np.random.default_rng(3).permutation(fitted.runs)
    shuffled = Forecast(fitted.scenario, fitted.setting, fitted.seed, fitted.behaviour, fitted.outcomes[rows])
    assert drivers(shuffled) == drivers(fitted) == drivers(replace(fitted))


@given(repeated)
def test_thirds_keep_equal_values_together_and_turn_with_their_sign(values: list[float]) -> None:
    drawn = np.array(values)
    low, high = thirds(drawn)
    assert not (low & high).any()
    for value in set(values):
        for third in (low, high):
            assert third[drawn == value].all() or not third[drawn == value].any()
    if low.any() and high.any():
        assert drawn[low].max() < drawn[high].min()
    turned = thirds(-drawn)
    assert (turned[0] == high).all()
    assert (turned[1] == low).all()
    rows = np.random.default_rng(len(values)).permutation(len(values))
    assert (thirds(drawn[rows])[0] == low[rows]).all()


@given(st.integers(2, 400))
def test_thirds_of_different_values_are_thirds(plays: int) -> None:
    low, high = thirds(np.random.default_rng(plays).normal(size=plays))
    assert low.sum() == high.sum()
    assert abs(low.sum() - plays / 3) <= 1


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_the_other_sign_turns_a_contest_about_and_nothing_else(seed: int, of_a_set: int) -> None:
    luck = np.random.default_rng(seed)
    sets = luck.integers(0, 240 // of_a_set, 240)
    values, adopted = luck.normal(size=240), luck.random(240) < 0.7
    one, other = contest(values, adopted, sets), contest(-values, adopted, sets)
    assert one is not None
    assert other is not None
    assert one.shares == other.shares[::-1]
    ahead, back = one.difference(), other.difference()
    assert tuple(ahead) == pytest.approx((-back.value, -back.high, -back.low))
    flipped = contest(values, ~adopted, sets)
    assert flipped is not None
    assert flipped.difference().value == pytest.approx(-ahead.value)


@pytest.mark.parametrize("evenness", [0.2, 50.0])
def test_intervals_of_nothing_hold_nothing_as_often_as_they_say(evenness: float) -> None:
    luck = np.random.default_rng(5)
    held = {"plays": 0, "sets": 0}
    trials = 0
    while trials < 400:
        # Sets with a share of their own, some with many plays, and a value that says nothing of it.
        weights = luck.dirichlet(np.full(120, evenness))
        numbers = luck.choice(120, 900, p=weights)
        adopted = luck.random(900) < luck.beta(2, 1, 120)[numbers]
        values = luck.normal(size=120)[numbers]
        by_set, by_play = (contest(values, adopted, sets) for sets in (numbers, np.arange(900)))
        if by_set and by_play:
            trials += 1
            held["sets"] += not by_set.difference().clear
            held["plays"] += not by_play.difference().clear
    assert 0.925 < held["sets"] / trials < 0.985
    assert held["plays"] / trials < 0.8  # which is why sets are counted


def test_a_smaller_level_is_a_wider_interval() -> None:
    luck = np.random.default_rng(1)
    one = contest(luck.normal(size=300), luck.random(300) < 0.6, np.arange(300))
    assert one is not None
    wide, narrow = one.difference(0.001), one.difference(0.05)
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_plays_that_all_end_alike_still_leave_some_doubt() -> None:
    values = np.repeat(np.arange(30.0), 20)
    one = contest(values, np.ones(600, dtype=bool), values.astype(np.int64))
    assert one is not None
    assert one.alike == 20
    found = one.difference()
    assert found.value == 0
    assert found.low < -0.1 < 0.1 < found.high


def test_where_a_third_rests_on_a_single_set_nothing_is_compared() -> None:
    """Two plays of one set lie lowest, most are alike, and each of the highest is of a set of its own."""
    values = np.concatenate([[0.0, 0.1], np.full(4 * DISTINCT, 1.0), 2.0 + np.arange(2 * DISTINCT) / 100])
    adopted = np.arange(len(values)) % 2 == 0
    of_their_own = np.arange(len(values))
    assert contest(values, adopted, of_their_own) is not None
    together = of_their_own.copy()
    together[:2] = 0
    assert contest(values, adopted, together) is None
