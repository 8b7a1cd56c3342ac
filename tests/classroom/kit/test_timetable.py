import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.kit.timetable import LESSONS, on_screens, readings_in, timetable
from sim.scenario.loading import load
from tests.classroom.kit.rooms import lone


@pytest.mark.parametrize("minutes", LESSONS)
@given(sessions=st.integers(1, 6), each=st.integers(1, 3))
def test_a_lesson_is_filled_from_the_first_minute_to_the_last(minutes: int, sessions: int, each: int) -> None:
    scenario = lone().model_copy(update={"sessions": sessions, "readings_per_session": each})
    slots = timetable(scenario, minutes)
    assert slots[0].start == 0
    assert slots[-1].end == minutes
    assert all(a.end == b.start and b.end > b.start for a, b in itertools.pairwise(slots))
    readings = [slot for slot in slots if slot.what.startswith("Reading")]
    assert len(readings) == readings_in(scenario, minutes) == min(scenario.readings, 3 + (minutes == 90))
    assert all(slot.say and slot.look and slot.wrong for slot in slots)


def test_another_rule_of_decision_is_told() -> None:
    told = timetable(lone().model_copy(update={"decision": "two-thirds"}), 60)
    assert any("two-thirds" in slot.what for slot in told)


@pytest.mark.parametrize("name", ["lone-blocker", "gge-2016-2017", "plastics-council"])
def test_the_screens_are_told_of_every_minute(name: str) -> None:
    scenario = load(name)
    for place, minutes in enumerate(LESSONS):
        told = [row[place].split("–") for row in on_screens(scenario) if row[place]]
        assert told[0][0] == "0"
        assert told[-1][1] == str(minutes)
        assert all(before[1] == after[0] for before, after in itertools.pairwise(told))
        assert {row[-1] for row in on_screens(scenario)} >= {s.screen for s in timetable(scenario, minutes)}
