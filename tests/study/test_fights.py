import numpy as np
import pytest

from sim.negotiation.along import along_the_way
from sim.negotiation.draw import draw
from sim.negotiation.play import play
from sim.scenario.loading import load
from sim.study import fights
from sim.study.fights import find_fights
from sim.study.forecast import Forecast, forecast
from sim.study.setting import setting

RUNS = 60


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), RUNS)


def test_means_over_plays_whatever_the_pieces(gge: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    played = setting(gge.scenario)
    draws = draw(played.table, 1, RUNS, played.given, played.ensemble)
    found = along_the_way(played.table, draws, play(played.table, draws, played.chair).path)
    whole = find_fights(played, 1, gge.outcomes)
    assert whole.resistance == pytest.approx(found.resistance.mean(axis=0))
    assert whole.complaints == pytest.approx(found.complaints.mean(axis=0))
    assert whole.over.sum() == pytest.approx(whole.complaints.sum())
    monkeypatch.setattr(fights, "BATCH", 7)
    monkeypatch.setattr(fights, "PIECE", 1000)
    cut = find_fights(played, 1, gge.outcomes)
    assert cut.losses == pytest.approx(whole.losses)
    assert cut.complaints == pytest.approx(whole.complaints)


def test_only_the_first_plays_are_looked_at_if_there_are_many(gge: Forecast) -> None:
    first = find_fights(gge.setting, 1, gge.outcomes, most=20)
    assert first.losses == pytest.approx(find_fights(gge.setting, 1, gge.outcomes[:20]).losses)


def test_fighters_are_every_delegation_the_most_resistant_first(gge: Forecast) -> None:
    found = find_fights(gge.setting, 1, gge.outcomes)
    assert {f.code for f in gge.fighters} == set(gge.table.codes)
    resistance = [f.resistance for f in gge.fighters]
    assert resistance == sorted(resistance, reverse=True)
    for one in gge.fighters:
        seat = gge.table.codes.index(one.code)
        assert one.resistance == found.resistance[seat]
        if one.resistance:
            assert one.zero_draft == pytest.approx(found.losses[0, seat] / found.losses[:, seat].sum())
        amounts = [c.amount for c in one.complaints]
        assert amounts == sorted(amounts, reverse=True)
        assert sum(amounts) == pytest.approx(found.complaints[:, seat].sum())
        assert sum(c.share for c in one.complaints) == pytest.approx(1)


def test_in_2016_both_sides_fight_and_one_blocks_more(gge: Forecast) -> None:
    """The West refuses the thin zero draft above all; the East resists what the chair then writes."""
    by_code = {f.code: f for f in gge.fighters}
    apart = {d.code: d.objects for d in gge.delegations}
    assert {"USA", "CHN", "RUS"} <= {f.code for f in gge.fighters[:5]}
    west, east = by_code["USA"], by_code["CHN"]
    assert west.complaints[0].kind == "disappointment"
    assert east.complaints[0].kind == "harm"
    assert west.zero_draft > 0.5 > 0.3 > east.zero_draft
    assert apart["CHN"] > 0.1 > apart["USA"]


def test_where_nothing_is_complained_of_nobody_fights() -> None:
    none = dict.fromkeys(("harm_weight", "disappointment_weight", "decision_noise", "stake_noise"), 0.0)
    calm = forecast(load("gge-2014-2015"), 20, priors=none)
    assert np.array([f.resistance for f in calm.fighters]).max() == 0
    assert all(f.complaints == () and f.zero_draft == 0 for f in calm.fighters)
