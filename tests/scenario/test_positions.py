from pathlib import Path

import pytest

from sim.scenario import codebook
from sim.scenario.fields import Evidence, first_day, last_day
from sim.scenario.ict_issues import beyond_core, written_issues
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.roster import roster
from sim.scenario.shipped import shipped
from sim.scenario.statements import speaking_for
from tests.scenario.files import ISSUES, NAMES, OWN, altered, of_core, shipped_scenario, written

WORST_FIRST = (Evidence.PROXY, Evidence.RECALLED, Evidence.LITERATURE, Evidence.DOCUMENT)

#: Positions worked out by hand from the coded facts, in the order of the issues.
BY_HAND = {
    ("gge-2016-2017", "USA"): (1, 0.8, -0.1, 1, 1, 1, 0.65, 0.8, 0.1, 0.6, 0.6, 0.4, 0, -1, 0.6, -1),
    ("gge-2016-2017", "RUS"): (
        0.333, 0.467, 0.656, -0.667, -0.667, -0.667, 0.067, -0.2, 0.1, 0.6, 0.6, 0.6, 0.661, 1, 0.6, 1,
    ),
    ("gge-2016-2017", "BRA"): (
        0.667, 0.633, 0.211, -0.333, 0.333, -0.333, 0.233, 0.633, 0.1, 0.6, 0.6, 0.556, 0.272,
        0.333, 0.6, -0.667,
    ),
    ("gge-2014-2015", "EST"): (
        1, 0.8, -0.056, 0.667, 1, 0.333, 0.483, 0.8, 0.1, 0.6, 0.6, 0.422, 0.039, -0.667, 0.6, -1,
    ),
    ("gge-2014-2015", "PAK"): (
        0, 0.3, 0.478, -0.333, -0.333, -0.333, 0.067, 0.133, 0.1, 0.6, 0.6, 0.6, 0.506, 0.667, 0.6, 0.333,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), BY_HAND)
def test_cells_follow_the_codebook(name: str, code: str) -> None:
    row = of_core(cells(load(name))[code])
    assert tuple(row) == ISSUES
    assert [cell.value for cell in row.values()] == pytest.approx(BY_HAND[name, code], abs=5e-4)


def test_cells_seats_and_caucuses_of_2016_are_those_worked_out_by_hand() -> None:
    row = cells(load("gge-2016-2017"))["CUB"]
    assert (row["IL"].evidence, row["IL"].date, row["IL"].rule) == (Evidence.DOCUMENT, "2010-05-27", "")
    assert row["IL"].source.startswith("Reply to the Secretary-General in A/65/154")
    assert (row["IHL"].evidence, row["IHL"].date) == (Evidence.PROXY, "2016")
    assert (row["IL"].spread, row["TREATY"].spread, row["IHL"].spread) == (0.12, 0.18, 0.27)
    seat = seats(load("gge-2016-2017"))
    assert seat["USA"].stake == pytest.approx(0.4)  # 0.6, less 0.2 since the change of administration
    assert seat["RUS"].stake == 1.0
    assert {seat[code].stake for code in seat if code not in {"USA", "RUS"}} == {0.6}
    assert {code for code in seat if seat[code].weight == 0.8} == {"CHN", "FRA", "GBR", "RUS", "USA"}
    assert {code for code in seat if seat[code].weight == 0.5} == {
        "AUS", "BRA", "CAN", "DEU", "IDN", "IND", "JPN", "KOR", "MEX",
    }  # fmt: skip
    assert {seat[code].weight for code in ("EST", "CUB", "KEN", "NLD")} == {0.2}
    assert seats(load("gge-2014-2015"))["USA"].stake == 0.6  # its sponsorship is not shown
    seat = seats(load("gge-2016-2017"))
    sits: dict[str, set[str]] = {}
    for code, each in seat.items():
        sits.setdefault(each.caucus, set()).add(code)
    assert sits.pop("West") == {
        "AUS", "CAN", "CHE", "DEU", "EST", "FIN", "FRA", "GBR", "JPN", "KOR", "MEX", "NLD", "USA",
    }  # fmt: skip
    assert sits == {
        "East": {"CHN", "CUB", "RUS"}, "AFR": {"BWA", "EGY", "KEN", "SEN"}, "APG": {"IDN", "IND", "KAZ"},
        "EEG": {"SRB"}, "GRULAC": {"BRA"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "issue", "evidence"),
    [
        ("CUB", "CHARTER", Evidence.DOCUMENT),  # rests on IL alone
        ("CUB", "CONTENT", Evidence.DOCUMENT),  # on FLOW alone
        ("CUB", "SR", Evidence.PROXY),  # on IL, document, and CM, proxy
        ("CUB", "RID", Evidence.PROXY),  # on FLOW, TREATY and IHL
        ("CUB", "NORMS", Evidence.PROXY),  # on all
        ("BRA", "HR_FLOW", Evidence.LITERATURE),
        ("BRA", "SOV", Evidence.RECALLED),
        ("KOR", "CHARTER", Evidence.LITERATURE),
        ("KOR", "SR", Evidence.RECALLED),
    ],
)
def test_a_derived_cell_is_graded_as_its_worst_basis(code: str, issue: str, evidence: Evidence) -> None:
    cell = cells(load("gge-2016-2017"))[code][issue]
    assert cell.evidence is evidence
    assert cell.rule


@pytest.mark.parametrize("name", [name for name in NAMES if not shipped_scenario(name).own_issues])
def test_no_derived_cell_is_better_or_older_than_what_it_rests_on(name: str) -> None:
    scenario = shipped_scenario(name)
    for code, row in cells(scenario).items():
        given = scenario.delegations[code]
        coded = {issue: position.value / 3 for issue, position in given.positions.items()}
        side = (coded["FLOW"] - coded["TREATY"] + coded["IHL"]) / 3
        side = side if given.leaning is None else given.leaning
        for issue, cell in row.items():
            if issue in coded or (issue in beyond_core() and not cell.rule):
                continue
            value, rule = codebook.derived(issue, first_day(scenario.starts), coded, side)
            grades = {given.positions[b].evidence or given.evidence for b in rule.basis}
            assert row[issue].value == value
            assert row[issue].evidence is next(grade for grade in WORST_FIRST if grade in grades)
            assert row[issue].date == max(given.positions[b].date or given.date for b in rule.basis)


@pytest.mark.parametrize("name", [name for name in NAMES if not shipped_scenario(name).own_issues])
def test_beyond_the_core_the_last_word_before_the_first_meeting_counts_in_every_process(
    name: str,
) -> None:
    scenario = shipped_scenario(name).model_copy(update={"issues": written_issues()})
    begins, stated = first_day(scenario.starts), 0
    for code, row in cells(scenario).items():
        for issue in beyond_core():
            said = [one for one in speaking_for(code) if one.issue == issue and one.day < begins]
            own = [one for one in said if one.speaker == code]
            assert bool(row[issue].rule) is not bool(said)
            if said:
                last = max(own or said, key=lambda one: one.day)
                assert row[issue].value == last.position.value / 3
                assert (row[issue].date, row[issue].evidence) == (last.position.date, last.position.evidence)
                stated += 1
    assert stated or begins.year < 2017


@pytest.mark.parametrize("issue", sorted(beyond_core()))
def test_what_a_file_codes_beyond_the_core_comes_before_what_was_said(tmp_path: Path, issue: str) -> None:
    coded = "IHL: -2, ART51: -2, FLOW: -3, CM: -2, TREATY: 2"
    text = altered(coded + "}", f"{coded},\n      {issue}: {{value: -1.5, source: own}}}}")
    text += "issues: [core, added, aside]\n"
    cell = cells(load(written(tmp_path, text)))["CHN"][issue]
    assert (cell.value, cell.source, cell.rule) == (-0.5, "own", "")


def test_what_a_file_gives_itself_overrides_the_rules(tmp_path: Path) -> None:
    scenario = load(written(tmp_path, OWN))
    seat = seats(scenario)
    assert {code: s.stake for code, s in seat.items()} == {
        "CHN": 0.2, "FRA": 1.0, "KEN": 0.4, "PER": 0.9, "TON": 0.6,
    }  # fmt: skip
    assert {code: s.caucus for code, s in seat.items()} == {
        "CHN": "APG", "FRA": "Friends", "KEN": "AFR", "PER": "GRULAC", "TON": "APG",
    }  # fmt: skip
    assert seat["TON"].weight == 0
    assert roster()["TON"].group == "APG"
    assert [cell.value for cell in cells(scenario)["KEN"].values()] == [0.5, 1.0]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_no_cell_of_any_shipped_scenario_lacks_a_source_or_dates_from_after_the_end(name: str) -> None:
    scenario = load(name)
    without = [
        (code, issue)
        for code, row in cells(scenario).items()
        for issue, cell in row.items()
        if not cell.source.strip() or not cell.date or last_day(cell.date) > last_day(scenario.ends)
    ]
    assert len(cells(scenario)) == len(scenario.members)
    assert without == []
