"""The day on which all that a scenario uses could be known."""

import datetime as dt

import pytest

from sim.scenario.as_known_on import as_known_on
from sim.scenario.fields import last_day
from tests.scenario.files import NAMES, shipped_scenario

FIFTH = "gge-2016-2017"


def test_it_is_the_date_of_the_latest_source() -> None:
    scenario = shipped_scenario(FIFTH)
    assert as_known_on(scenario) == dt.date(2017, 4, 11)  # the G7 at Lucca
    usa = scenario.delegations["USA"]
    for date, day in (("2017-05", dt.date(2017, 5, 31)), ("2017-05-02", dt.date(2017, 5, 2))):
        later = {**scenario.delegations, "USA": usa.model_copy(update={"date": date})}
        assert as_known_on(scenario.model_copy(update={"delegations": later})) == day


@pytest.mark.parametrize("name", NAMES)
def test_it_never_lies_after_the_last_meeting(name: str) -> None:
    scenario = shipped_scenario(name)
    assert as_known_on(scenario) <= last_day(scenario.ends)
