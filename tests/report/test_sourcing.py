from __future__ import annotations

from sim.report.sourcing import sources
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.study.forecast import forecast
from tests.scenario.files import shipped_scenario


def test_every_source_of_a_coded_cell_is_there_for_whom_it_is_cited() -> None:
    told = forecast(shipped_scenario("gge-2016-2017"), runs=1)
    rows = dict(sources(told))
    for code, row in cells(told.scenario).items():
        for cell in row.values():
            if not cell.rule:
                who = rows[f"{cell.source} ({cell.date}, {cell.evidence})"]
                assert code in who.split() or who == roster()[code].name


def test_documents_come_first_and_what_is_inferred_last() -> None:
    told = sources(forecast(shipped_scenario("gge-2016-2017"), runs=1))
    grades = [source.rpartition(", ")[2].removesuffix(")") for source, _ in told]
    order = ["document", "literature", "recalled", "proxy"]
    assert grades == sorted(grades, key=order.index)
    assert set(grades) == set(order)


def test_votes_are_one_source_in_a_room_of_all() -> None:
    told = sources(forecast(shipped_scenario("oewg-2021-2025-final"), runs=1))
    votes = [who for source, who in told if source.startswith("By rule from its votes")]
    assert len(votes) == 1
    assert int(votes[0].partition(":")[0]) == len(votes[0].split()) - 1 > 50
