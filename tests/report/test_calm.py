"""A forecast in which nothing fails, nobody stands apart and no word moves: every page says so."""

from __future__ import annotations

import numpy as np
import pytest
from rich.console import Console

from sim.report import account, telling
from sim.report.forecast_document import forecast_document
from sim.report.render.markdown import as_markdown
from sim.report.terminal import forecast_page
from sim.scenario.loading import load
from sim.study.forecast import Forecast, forecast

#: Parameters under which nobody minds anything enough, and the chair changes nothing.
CALM = {"stake_scale": 50.0, "stake_noise": 0.0, "decision_noise": 0.0, "moves": 0.0, "repairs": 0.0}


@pytest.fixture(scope="module")
def calm() -> Forecast:
    found = forecast(load("gge-2016-2017"), 60, 1, CALM)
    assert found.outcomes.adoptions == 60
    assert (found.outcomes.path == found.outcomes.text[:, None]).all()
    return found


def page_of(found: Forecast) -> str:
    console = Console(width=120, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(forecast_page(found))
    return " ".join(captured.get().split())


def test_the_page_says_that_nobody_stands_in_the_way_and_nothing_moves(calm: Forecast) -> None:
    for page in (page_of(calm), as_markdown(forecast_document(calm, None))):
        assert "Nobody, in more than 1 % of plays" in page
        assert "No paragraph changes in more than a tenth of plays" in page
        assert "None of the plays fails" in page
    assert account.others_apart(calm) == ""


def test_a_play_in_which_nothing_moves_is_told_in_a_line(calm: Forecast) -> None:
    first, still, end = telling.tell(calm, 0)
    assert first.startswith("Zero draft: of 16 paragraphs")
    assert still == "12 readings: no change finds favour; the zero draft stands."
    assert "adopted" in end


def test_repairs_at_the_last_minute_are_told_before_the_end() -> None:
    many = forecast(load("gge-2016-2017"), 1000, 1)
    repaired = np.flatnonzero(
        (many.outcomes.path[:, -1] != many.outcomes.text).any(axis=1) & many.outcomes.adopted
    )
    assert 968 in repaired
    *_, repair, end = telling.tell(many, 968)
    assert repair.startswith("Last-minute repair: ")
    assert "adopted" in end


def test_a_single_delegation_that_is_not_named_is_told_of_by_itself(
    calm: Forecast, monkeypatch: pytest.MonkeyPatch
) -> None:
    gge = forecast(load("gge-2016-2017"), 300, 1)
    apart = account._apart(gge)
    told = {1: "One other delegation objects or dissociates in ", 2: "2 other delegations object or dissoc"}
    for others, begins in told.items():
        named = len(apart) - others
        monkeypatch.setattr(account, "MOST_NAMED", named)
        assert account.others_apart(gge).startswith(begins)
        assert len(account.standing_apart(gge)) == named
