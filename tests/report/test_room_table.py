"""The room as a table, and on which day all that is coded was known."""

from sim.negotiation.convene import convene
from sim.report.forecast_assumptions import assumptions
from sim.report.render.terminal import page_as_text
from sim.report.room_table import room_page, sources_page
from sim.scenario.defaults import on_votes_alone
from sim.scenario.loading import load
from sim.scenario.positions import cells
from sim.study.forecast import forecast


def test_the_list_of_sources_ends_with_how_many_rest_on_votes_alone() -> None:
    scenario = load("oewg-2021-2025-final")
    alone = len(on_votes_alone(cells(scenario)))
    assert 0 < alone < 193
    last = page_as_text(sources_page(scenario), 120).strip().splitlines()[-1]
    assert last == f"{alone} of 193 delegations rest on votes alone."
    assert "votes alone" not in page_as_text(sources_page(load("gge-2016-2017")), 120)


def test_the_room_and_the_page_of_a_forecast_say_on_which_day_all_was_known() -> None:
    scenario = load("gge-2016-2017")
    assert "25 delegations, as known on 2017-04-11" in page_as_text(room_page(scenario, convene(scenario)))
    said = [line for line in assumptions(forecast(scenario, runs=4, seed=1)) if "2017-04-11" in line]
    assert said == ["All that is coded could be known on 2017-04-11. End of the process: 2017-06-23."]
