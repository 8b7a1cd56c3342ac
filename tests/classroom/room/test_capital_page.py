"""The capital's page: its numbers are those of the negotiation."""

import numpy as np
import pytest

from sim.classroom.room import prepare
from sim.classroom.room.attitude import AGAINST, FOR, Attitude
from sim.classroom.room.capital_page import capital_page
from sim.classroom.room.case import ROW, Case, as_array
from sim.classroom.room.instructions import instructions
from sim.negotiation.reading import burdens, margin, net
from sim.scenario.loading import load
from tests.classroom.room.rooms import case

NAMES = ("lone-blocker", "package-deal", "plenary-2026", "gge-2016-2017")


def coded(name: str) -> Case:
    return prepare(load(name), readings=3, coded=True)


@pytest.mark.parametrize("name", NAMES)
def test_red_lines_are_those_of_the_sheet_and_what_the_engine_bars(name: str) -> None:
    here = coded(name)
    last = here.reading(3)
    for seat in here.seats:
        told = instructions(here, seat)
        page = capital_page(here, seat, here.zero_draft, 1, {})
        sheet = {p.issue for p in told.paragraphs if p.red_lines}
        assert sheet <= {line.issue for line in page.red_lines}
        for line in page.red_lines:
            place, k = here.place[seat], here.paragraph[line.issue]
            rung = here.ladder(line.issue).index(line.rung)
            assert line.steps == abs(rung - here.ladder(line.issue).index(here.words(here.zero_draft)[k]))
            if line.issue not in sheet:
                felt = 1 - last.flexibility[0, place]
                assert felt * last.interests.complaint[0, k, :, place].max() > margin(last, ROW)[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_in_at_most_one_place_and_what_is_wanted_is_there(name: str) -> None:
    here = coded(name)
    for seat in here.seats:
        attitudes = {p.issue: Attitude(p.position) for p in instructions(here, seat).paragraphs}
        page = capital_page(here, seat, here.zero_draft, 2, {})
        musts, trade = {m.issue for m in page.musts}, {t.issue for t in page.to_trade}
        assert musts == {issue for issue, said in attitudes.items() if said in FOR}
        assert not trade & musts
        assert not any(attitudes[issue] in AGAINST for issue in trade)
        assert not trade & {line.issue for line in page.red_lines}


def test_gauges_are_the_numbers_of_the_play() -> None:
    for replicate in range(10):
        here = case(3, replicate)
        for seat in here.seats:
            place, text = here.place[seat], as_array(here.zero_draft)
            gauges = capital_page(here, seat, here.zero_draft, 2, {}).gauges
            assert [gauge.reading for gauge in gauges] == [1, 2, 3]
            assert [gauge.given for gauge in gauges] == sorted(gauge.given for gauge in gauges)
            for gauge in gauges:
                reading = here.reading(gauge.reading)
                assert np.isclose(gauge.left, net(reading, text, ROW)[0, place])
                assert np.isclose(gauge.complaints, burdens(reading, text, ROW)[0, :, place].sum())
                assert gauge.left <= gauge.worth - gauge.complaints + 1e-9, "a red line may take more"
                assert 0 <= gauge.taken <= 1


def test_what_is_reached_is_worth_as_much_as_what_is_wanted() -> None:
    here = coded("lone-blocker")
    best = tuple(int(np.flatnonzero(row)[-1]) for row in here.table.available)
    for seat in here.seats:
        for must in capital_page(here, seat, best, 1, {}).musts:
            assert must.reached, "the most explicit text has all that anybody wants"
