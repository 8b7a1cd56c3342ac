from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.kit.timetable import LESSONS, readings_in, timetable
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
