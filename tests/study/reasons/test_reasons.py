"""Reasons add up, agree with the forecast, and depend on nothing but the plays."""

from dataclasses import astuple, fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.negotiation.table import Table
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study import rewording
from sim.study.forecast import Forecast, forecast
from sim.study.reasons import cures, failures
from sim.study.reasons.findings import Grievance, Reasons
from sim.study.reasons.reasons import find_reasons
from sim.testing.rooms import permuted, tables
from tests.study.reasons.rooms import any_text, forecast_of


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=3)


def test_shares_add_up(gge: Forecast) -> None:
    found = gge.reasons
    assert found.failures == found.studied == gge.runs - gge.outcomes.adoptions
    assert sum(reason.failures for reason in found.reasons) == found.studied
    assert sum(reason.share for reason in found.reasons) == pytest.approx(1)
    for whole in (found, *found.reasons):
        assert whole.by_one + whole.by_two + whole.by_none == pytest.approx(1)
        assert whole.squeezed <= whole.by_two + whole.by_none + 1e-12
    for name in ("by_one", "by_two", "squeezed"):
        mean = sum(getattr(reason, name) * reason.share for reason in found.reasons)
        assert mean == pytest.approx(getattr(found, name))
    for reason in found.reasons:
        assert sum(cure.first for cure in reason.cures) == pytest.approx(reason.by_one + reason.by_two)
        assert all(cure.first <= cure.share <= 1 for cure in reason.cures)
        assert {one.grievance for one in reason.aggrieved} == set(reason.grievances)
    shares = [reason.share for reason in found.reasons]
    assert shares == sorted(shares, reverse=True)


def test_remedies_are_the_cures_of_one_paragraph_over_all_reasons(gge: Forecast) -> None:
    found = gge.reasons
    cured: dict[Any, float] = {}
    for reason in found.reasons:
        for cure in reason.cures:
            if len(cure.amendments) == 1:
                at = cure.amendments[0]
                cured[at] = cured.get(at, 0.0) + cure.share * reason.share
    assert {r.amendment: pytest.approx(r.share) for r in found.remedies if r.share} == cured
    assert all(r.removal <= r.share <= r.possible for r in found.remedies)


def test_opponents_are_those_of_the_forecast(gge: Forecast) -> None:
    counted = {d.code: (d.of_failures, d.alone) for d in gge.delegations if d.of_failures}
    told = {one.code: (one.share, one.alone) for one in gge.reasons.opponents}
    assert told.keys() == counted.keys()
    for code, shares in told.items():
        assert shares == pytest.approx(counted[code])
    for one in gge.reasons.opponents:
        assert sum(share for _, share in one.grievances) == pytest.approx(1)
        assert all(max(offer.cures, offer.costs) <= offer.share <= 1 for offer in one.offers)
        # A rewording that is adopted leaves nobody to object.
        assert all(offer.cures + offer.costs <= offer.share + 1e-12 for offer in one.offers)


def test_a_typical_failure_is_one_of_its_reason(gge: Forecast) -> None:
    outcomes = gge.outcomes
    for reason in gge.reasons.reasons:
        row = int(np.flatnonzero(outcomes.replicates == reason.typical)[0])
        assert not outcomes.adopted[row]
        seats = np.flatnonzero(outcomes.objects[row])
        held = {astuple(Grievance.of(gge.table, int(outcomes.complaints[row, seat]))) for seat in seats}
        assert held == {(g.issue, str(g.kind)) for g in reason.grievances}


def test_batches_change_nothing(gge: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "BATCH", 7)
    monkeypatch.setattr(rewording, "PIECE", 1)
    monkeypatch.setattr(cures, "PIECE", 1)
    assert find_reasons(gge.setting, gge.seed, gge.outcomes) == gge.reasons


def test_the_first_failures_are_looked_at(gge: Forecast) -> None:
    some = find_reasons(gge.setting, gge.seed, gge.outcomes, most=10)
    first = np.flatnonzero(~gge.outcomes.adopted)[:10]
    alone = replace(gge, outcomes=gge.outcomes[first])
    assert some.failures == gge.reasons.failures
    assert replace(some, failures=10) == alone.reasons
    assert some.studied == 10


def named(value: Any, codes: dict[str, str], issues: dict[str, str]) -> Any:
    """Findings under other names, with what comes in no order as sets; floats with nine digits."""
    if is_dataclass(value):
        return (type(value).__name__, *(named(getattr(value, f.name), codes, issues) for f in fields(value)))
    if isinstance(value, tuple):
        return frozenset(named(held, codes, issues) for held in value)
    if isinstance(value, str) and not isinstance(value, Rung):
        return codes.get(value, issues.get(value, value))
    return round(value, 9) if isinstance(value, float) else value


@settings(max_examples=30)
@given(tables(), st.integers(0, 10_000), st.integers(0, 4))
def test_names_and_order_change_nothing_but_names(table: Table, seed: int, rule: int) -> None:
    rng = np.random.default_rng(seed)
    table = replace(any_text(table, seed, rule), spreads=np.zeros(table.shape))
    seats, order = rng.permutation(len(table.codes)), rng.permutation(len(table.issues))
    other = permuted(table, seats.tolist())
    by_issue = ("positions", "spreads", "salience", "ambition", "acquis", "own_text", "available")
    renamed = tuple(f"J{k}" for k in range(len(order)))
    other = replace(other, issues=renamed, **{name: getattr(other, name)[order] for name in by_issue})
    weight = {"disappointment_weight": 2.0, "blocking_cost": 0.5, "cover_exponent": 1.0}
    one, two = (forecast_of(t, runs=2, **weight).reasons for t in (table, other))
    codes = {table.codes[n]: table.codes[m] for m, n in enumerate(seats)}
    issues = {table.issues[k]: renamed[m] for m, k in enumerate(order)}
    same = {code: code for code in codes}
    assert named(one, codes, issues) == named(two, same, {})


@settings(max_examples=30)
@given(tables(), st.integers(0, 10_000), st.integers(0, 4))
def test_any_room_has_reasons_that_add_up(table: Table, seed: int, rule: int) -> None:
    found: Reasons = forecast_of(any_text(table, seed, rule), 5, seed, given={}).reasons
    if found.failures:
        assert sum(reason.share for reason in found.reasons) == pytest.approx(1)
        assert found.by_one + found.by_two + found.by_none == pytest.approx(1)
        far = [one.far for one in found.opponents if one.far is not None]
        assert all(share > 0 for share in far)
