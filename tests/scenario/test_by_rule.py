from pathlib import Path

import pytest

from sim.negotiation.convene import convene
from sim.scenario.loading import load
from sim.scenario.positions import cells
from sim.scenario.schema import Scenario
from tests.scenario.files import OWN, altered, line_of, refusal, written

#: A room of four whose positions follow: a line on arms control, and the vote on the mandate.
RULED = """id: ruled
title: Panel on arms
question: Will it agree?
body: CCW group
mandate: {resolution: X/1, adopted: 2009-01, source: invented, ambition: {STEPS: 1, PACT: 0.5}}
starts: 2010-05-01
ends: 2010
sessions: 2
chair: {name: Somebody, camp: West, source: invented}
fallback: two-thirds
salience_scale: absolute
issues:
  - {code: STEPS, title: Steps, salience: 1, line: ND_NEW, acquis: explicit, explicit: {text: New steps.}}
  - {code: PACT, title: Pact, salience: 0.3, vote: true, explicit: {text: A pact.}}
stakes: {sponsors: [EGY], against: [FRA], absent: [NGA], source: invented}
members: [P5, EGY, NGA, UKR]
without: [CHN, RUS, GBR, USA]
members_source: invented
caucuses: alliances
"""


def loaded(folder: Path, text: str) -> Scenario:
    return load(written(folder, text))


def test_positions_follow_from_lines_and_votes(tmp_path: Path) -> None:
    found = cells(loaded(tmp_path, RULED))
    given = {code: tuple(round(cell.value, 3) for cell in row.values()) for code, row in found.items()}
    assert given == {"EGY": (0.8, 0.8), "FRA": (-0.5, -0.6), "NGA": (0.6, 0.0), "UKR": (0.1, 0.4)}
    assert found["NGA"]["STEPS"].source.startswith("Standing line ND_NEW")
    assert "a main sponsor" in found["EGY"]["PACT"].source
    assert found["EGY"]["PACT"].date == "2010-05-01"


def test_what_a_file_says_itself_comes_before_a_line(tmp_path: Path) -> None:
    said = "delegations:\n  NGA: {source: a speech, date: 2010, evidence: document, positions: {STEPS: -3}}\n"
    found = cells(loaded(tmp_path, RULED + said))
    assert (found["NGA"]["STEPS"].value, found["NGA"]["STEPS"].evidence) == (-1.0, "document")
    assert found["NGA"]["PACT"].value == 0


def test_a_room_by_rule_has_alliances_absolute_salience_and_the_text_that_its_issues_state(
    tmp_path: Path,
) -> None:
    scenario = loaded(tmp_path, RULED)
    table = convene(scenario)
    caucuses = [table.caucus_names[number] for number in table.caucuses]
    assert dict(zip(table.codes, caucuses, strict=True)) == {
        "EGY": "AFR", "FRA": "West", "NGA": "AFR", "UKR": "EEG",
    }  # fmt: skip
    assert table.salience.tolist() == [1 / 0.694, 0.3 / 0.694]
    assert (table.acquis.tolist(), table.own_text.tolist()) == ([2, 0], [0, 0])
    assert not scenario.supported, "no probability is claimed of a CCW group"


def test_all_that_the_united_nations_had_admitted_have_a_seat_without_those_who_stay_away(
    tmp_path: Path,
) -> None:
    members = loaded(tmp_path, altered("[P5, EGY, NGA, UKR]", "[UN]", RULED)).members
    assert len(members) == 188
    assert not {"SSD", "CHN", "USA"} & set(members)


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("line: ND_NEW", "line: ND_NEWS", "{code: STEPS", "is not a standing line; did you mean ND_NEW?"),
        ("line: ND_NEW", "line: ND_NEW, vote: true", "{code: STEPS", "cannot stand beside a line"),
        ("without: [CHN", "without: [CHX", "without", "is not a member state"),
        ("without: [CHN", "without: [EGY", "without", "is also under members"),
        ("without: [CHN", "without: [KEN, CHN", "without", "has no seat under members anyway"),
        ("fallback: two-thirds", "fallback: dice", "fallback", "is not a known decision rule"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands(tmp_path: Path, old: str, new: str, place: str, problem: str) -> None:
    text = altered(old, new, RULED)
    path = written(tmp_path, text)
    told = [line for line in refusal(path).splitlines() if problem in line]
    assert [line.startswith(f"{path}:{line_of(place, text)}: ") for line in told] == [True]


def test_without_a_line_an_issue_still_needs_positions(tmp_path: Path) -> None:
    assert "has no position on" in refusal(written(tmp_path, altered("CABLES: 3, ", "", OWN)))
