"""Events between states: which count for a process, and what a scenario may add and leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.negotiation.convene import convene
from sim.scenario.events import Event, Events, events_between, in_time, known_events
from sim.scenario.fault import BadInput
from sim.scenario.fields import last_day
from sim.scenario.loading import load
from sim.scenario.shipped import shipped

SECOND = "gge-2009-2010"
ADDED = """events:
  added:
    - {id: quarrel, date: %s, one: CHN, other: %s, sign: %s, title: Row, source: Paper, evidence: recalled}
"""


def with_events(folder: Path, text: str) -> Path:
    path = folder / "changed.yaml"
    path.write_text(shipped()[SECOND].read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    return path


def ids(name: str | Path) -> list[str]:
    return [event.id for event in convene(load(name)).events]


def event(date: str, sign: int = 1) -> Event:
    fields = {"date": date, "one": "RUS", "other": "USA", "sign": sign, "source": "Paper"}
    return Event.model_validate({"id": "it", "title": "It", "evidence": "recalled", **fields})


@pytest.mark.parametrize(
    ("date", "counts"),
    [
        ("2010-11-30", False), ("2010-12-01", True), ("2010-12", True), ("2010", True),
        ("2012-06-30", True), ("2012-06", True), ("2012-07-01", False), ("2012", False),
    ],
)  # fmt: skip
def test_an_event_counts_from_a_year_before_the_first_meeting_to_the_last(date: str, counts: bool) -> None:
    assert in_time(event(date), "2011-12-01", "2012-06-30") is counts


def test_only_events_between_two_members_count() -> None:
    given = Events(added=(event("2012-01-01"),))
    for members, number in (({"RUS", "USA", "FRA"}, 1), ({"RUS", "FRA"}, 0)):
        assert len(events_between(frozenset(members), "2012-01", "2012-12", given, shipped=False)) == number


def test_shipped_events_have_names_of_their_own_and_are_in_order() -> None:
    found = list(known_events().values())
    assert len(found) > 40
    assert [last_day(e.date) for e in found] == sorted(last_day(e.date) for e in found)
    assert all(e.one < e.other for e in found)


def test_no_shipped_process_counts_an_event_from_after_its_end() -> None:
    for name in shipped():
        scenario = load(name)
        for counted in convene(scenario).events:
            assert last_day(known_events()[counted.id].date) <= last_day(scenario.ends)
            assert {counted.one, counted.other} <= set(scenario.members)


def test_a_process_with_issues_of_its_own_has_no_shipped_events() -> None:
    assert not any(convene(load(name)).events for name in shipped() if load(name).own_issues)


def test_a_scenario_adds_events_and_leaves_some_out(tmp_path: Path) -> None:
    assert ids(SECOND) == ["reset-2009", "new-start-2010"]
    text = ADDED % ("2010-02", "USA", -1) + "  left_out: [reset-2009]\n"
    assert ids(with_events(tmp_path, text)) == ["quarrel", "new-start-2010"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ADDED % ("2011-01-01", "USA", -1), "may lie after the end"),
        (ADDED % ("2007-01-01", "USA", -1), "more than a year before the first meeting"),
        (ADDED % ("2010-01-01", "IRN", -1), "has no seat in the room"),
        (ADDED % ("2010-01-01", "CHN", -1), "is the same state"),
        (ADDED % ("2010-01-01", "USA", 2), "is not one of the values allowed"),
        ("events: {left_out: [reset-2010]}\n", "did you mean reset-2009?"),
    ],
)
def test_an_event_that_cannot_count_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        load(with_events(tmp_path, text))
    assert said in str(error.value)
