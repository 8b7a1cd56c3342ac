from sim.report.render.terminal import page_as_text
from sim.report.room_table import sources_page
from sim.scenario.defaults import on_votes_alone
from sim.scenario.loading import load
from sim.scenario.positions import cells


def test_the_list_of_sources_ends_with_how_many_rest_on_votes_alone() -> None:
    scenario = load("oewg-2021-2025-final")
    alone = len(on_votes_alone(cells(scenario)))
    assert 0 < alone < 193
    last = page_as_text(sources_page(scenario), 120).strip().splitlines()[-1]
    assert last == f"{alone} of 193 delegations rest on votes alone."
    assert "votes alone" not in page_as_text(sources_page(load("gge-2016-2017")), 120)
