"""The open processes: they load without a doubt, wait for their outcome, and are coded by the fixed rules."""

import datetime as dt

import pytest

from sim.negotiation.convene import convene
from sim.scenario.fields import Evidence, last_day
from sim.scenario.loading import load_with_warnings
from sim.scenario.memberships import members_of
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.scenario.shipped import locate, shipped, shipped_open, shipped_wider

OPEN = shipped_open()
FIELDS = {name: path for name, path in OPEN.items() if path.parent.name == "open"}
#: The day as of which they were written.
WRITTEN = dt.date(2026, 11, 29)


def test_open_processes_of_other_fields_are_listed_with_the_rest() -> None:
    assert {"global-mechanism-2027", "paros-2028", "bwc-2027"} <= set(OPEN) <= set(shipped())
    assert 5 <= len(FIELDS) <= 8
    assert not set(OPEN) & set(shipped_wider())
    assert locate("bwc-2027") == OPEN["bwc-2027"]


@pytest.mark.parametrize("name", OPEN)
def test_an_open_process_has_no_record_and_ends_after_it_was_written(name: str) -> None:
    scenario, record, doubts = load_with_warnings(OPEN[name])
    assert record is None
    assert not doubts
    assert scenario.id == name
    assert last_day(scenario.ends) > WRITTEN
    assert convene(scenario).shape == (len(scenario.issues), len(scenario.members))


@pytest.mark.parametrize("name", FIELDS)
def test_other_fields_are_coded_by_standing_lines_and_say_what_was_not_looked_up(name: str) -> None:
    scenario = load_with_warnings(FIELDS[name])[0]
    assert scenario.own_issues
    assert scenario.salience_scale == "absolute"
    grades = {cell.evidence for row in cells(scenario).values() for cell in row.values()}
    assert grades <= {Evidence.RECALLED, Evidence.PROXY}, "no document was read"
    assert "Not looked up" in FIELDS[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_salience_follows_the_rule_of_the_wide_record(name: str) -> None:
    """1 with strong sides on both ends, 0.6 if 3 % of the weight resist, else 0.3."""
    scenario = load_with_warnings(FIELDS[name])[0]
    table = convene(scenario)
    g20 = members_of("G20", dt.date(2026, 11, 29))
    large = [code in g20 or roster()[code].permanent for code in table.codes]
    weight = table.weights / table.weights.sum()
    for place, issue in enumerate(scenario.issues):
        position = table.positions[place]
        ends = [position <= -0.4 + 1e-9, position >= 0.4 - 1e-9]
        contested = all(weight[end].sum() >= 0.1 or (end & large).any() for end in ends)
        resisted = weight[position < 0].sum() >= 0.03
        assert issue.salience == (1 if contested else 0.6 if resisted else 0.3), issue.code
