from dataclasses import replace

import numpy as np
import pytest

from sim.negotiation.parameters import NAMES
from sim.report import forecast_drivers
from sim.report.forecast_drivers import driver_lines, points
from sim.report.words.numbers import percent
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.study.claims import ENOUGH
from sim.study.drivers import drivers
from sim.study.forecast import Forecast, forecast
from sim.study.paired import Difference


@pytest.fixture(scope="module")
def priors() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=600, behaviour="priors")


def test_a_driver_is_told_with_its_meaning_its_shares_and_its_interval(priors: Forecast) -> None:
    first = drivers(priors).parameters[0]
    assert first.clear
    line = driver_lines(priors)[0]
    assert line.lower().startswith(NAMES[first.name].meaning.lower())
    assert line[0].isupper()
    assert f"({first.name})" in line
    assert f"adopted in {percent(first.low_share)} of plays" in line
    assert f"{percent(first.high_share)} in the highest" in line
    value, low, high = (f"{100 * end:+.0f}" for end in first.difference)
    assert abs(first.difference.low) > 0.005
    assert f"({value} points, 95 %: {low} to {high})" in line


def test_only_those_that_stand_out_are_told_of_and_no_more_than_asked_for(priors: Forecast) -> None:
    clear = [h.name for h in drivers(priors).parameters if h.clear]
    assert len(clear) > 3
    for most in (1, 3, 99):
        lines = driver_lines(priors, most)
        told = [name for name in NAMES if any(line.startswith(f"{_head(name)} (") for line in lines)]
        assert set(told) == set(clear[:most])
        rest = f"{len(clear) - most} more of the"
        assert any(line.startswith(rest) for line in lines) == (len(clear) > most)


def _head(name: str) -> str:
    meaning = NAMES[name].meaning
    return meaning[0].upper() + meaning[1:]


def test_what_they_are_worth_is_said(priors: Forecast) -> None:
    assert any("drawn by itself" in line for line in driver_lines(priors))
    fitted = forecast(load("gge-2016-2017"), runs=600, behaviour="calibrated")
    lines = driver_lines(fitted)
    assert any("associations" in line for line in lines)
    assert not any("drawn by itself" in line for line in lines)


def test_where_nothing_stands_out_the_largest_is_told_as_such(
    priors: Forecast, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = drivers(priors)
    unclear = replace(real, parameters=tuple(replace(one, clear=False) for one in real.parameters))
    monkeypatch.setattr(forecast_drivers, "drivers", lambda of: unclear)
    (line,) = [line for line in driver_lines(priors) if "behavioural parameters stands out" in line]
    assert f"none of the {len(unclear.parameters)} behavioural parameters stands out" in line
    assert f"({unclear.parameters[0].name})" in line


def test_a_delegation_is_named_with_its_issue(priors: Forecast) -> None:
    first = drivers(priors).delegations[0]
    titles = {issue.code: issue.title for issue in priors.scenario.issues}
    last = driver_lines(priors)[-1]
    assert roster()[first.name].name in last
    assert (f"position on {titles[first.issue]}" if first.issue else "stake in a report") in last
    assert "ncertain part of " in last


def test_a_handful_of_plays_says_so(priors: Forecast) -> None:
    adopted = priors.outcomes.adopted
    for many, end, told in ((True, False, "fail"), (False, True, "adopt a report")):
        few, rest = np.flatnonzero(adopted == end)[: ENOUGH - 1], np.flatnonzero(adopted == many)[:200]
        some = replace(priors, outcomes=priors.outcomes[np.sort(np.concatenate([few, rest]))])
        assert driver_lines(some) == [f"Too few plays {told} to say what the answer depends on."]


def test_no_difference_is_written_without_a_sign() -> None:
    assert points(Difference(-0.004, -0.32, 0.38)) == "0 points, 95 %: -32 to +38"


def test_too_few_values_to_compare_are_named(priors: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    real = drivers(priors)
    monkeypatch.setattr(
        forecast_drivers, "drivers", lambda of: replace(real, skipped=("moves", "repairs"), delegations=())
    )
    lines = driver_lines(priors)
    assert lines[-1] == "Too few values to compare: moves, repairs."
