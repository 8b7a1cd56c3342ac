import datetime as dt
from pathlib import Path

import pytest

from sim.scenario.defaults import last_vote_day, on_votes_alone
from sim.scenario.fault import BadInput
from sim.scenario.fields import Evidence, last_day
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.roster import roster
from sim.scenario.schema import Defaults, Instructions, Scenario
from sim.scenario.statements import speaking_for
from tests.command import gge
from tests.scenario.files import ICT, OWN, Slip, altered, assert_told_once, line_of, refusal, slips, written

BARE = ICT[: ICT.index("delegations:")]


def by_rule(
    folder: Path, codes: str, *earlier: str, starts: str = "2021-12-13", rule: str = "", more: str = ""
) -> Scenario:
    """A scenario whose members are coded by the rule on defaults."""
    text = altered("[CHN, FRA, TON]", f"[{codes}]", BARE)
    text = altered("starts: 2021-12-13", f"starts: {starts}", text)
    text = text.replace("acquis: [A/75/816, A/76/135]\n", "").replace("ends: 2022-07-29", "ends: 2030")
    return load(written(folder, f"{text}defaults: {{earlier: [{', '.join(earlier)}]{rule}}}\n{more}"))


def values(given: Instructions) -> dict[str, float]:
    return {name: cell.value for name, cell in given.positions.items()}


def test_who_sat_in_an_earlier_group_is_taken_as_coded_in_the_latest_one_named(tmp_path: Path) -> None:
    scenario = by_rule(tmp_path, "SGP, BWA, AFG", "gge-2019-2021", "gge-2016-2017")
    singapore, botswana = (scenario.delegations[code] for code in ("SGP", "BWA"))
    assert values(singapore) == {"IL": 2, "IHL": 2, "ART51": 2, "FLOW": 1, "CM": 2, "TREATY": -1}
    assert singapore.positions["CM"].date == "2021-07-13"  # said since, where it is coded 1
    assert singapore.source.startswith("As coded for gge-2019-2021: National line as generally known")
    assert (singapore.date, singapore.evidence) == ("2019", Evidence.RECALLED)
    assert botswana.source.startswith("As coded for gge-2016-2017: ")
    assert scenario.delegations["AFG"].source.startswith("By rule from its votes")
    one = by_rule(tmp_path, "CHN", "gge-2019-2021", "gge-2016-2017").delegations["CHN"]
    other = by_rule(tmp_path, "CHN", "gge-2016-2017").delegations["CHN"]
    assert one.source.startswith("As coded for gge-2019-2021")
    assert other.source.startswith("As coded for gge-2016-2017")
    with pytest.raises(BadInput, match="ended on 2021-05-28, after gge-2016-2017 above it"):
        by_rule(tmp_path, "CHN", "gge-2016-2017", "gge-2019-2021")


def test_who_sat_keeps_the_camp_of_its_votes_and_who_never_sat_is_placed_by_them(tmp_path: Path) -> None:
    scenario = by_rule(tmp_path, "SGP", "gge-2019-2021")
    # Eight votes: 73/27, 73/187, 74/29, 74/247, 75/240 with Russia, 73/266, 74/28, 75/32 with the West.
    side = 0.8 * (3 - 5) / 8 + 0.2 * -0.568 / 2.2
    assert scenario.delegations["SGP"].leaning == pytest.approx(side)
    assert cells(scenario)["SGP"]["SOV"].value == pytest.approx(0.3 - 0.4 * side)
    scenario = by_rule(tmp_path, "CRI", "gge-2019-2021", "gge-2016-2017")
    # With the West 73/266, 74/28, 75/32, with Russia 73/27, 74/29, 75/240, and two abstentions.
    side = 0.8 * 0 + 0.2 * -0.679 / 2.2
    given = scenario.delegations["CRI"]
    assert given.leaning == pytest.approx(side)
    assert (given.date, given.evidence) == ("2021-12-12", Evidence.PROXY)
    assert given.source.endswith("up to 2021-12-12 (leaning -0.06)")
    assert values(given) == pytest.approx(
        {
            "IL": 3 * (0.5 + 0.5 * side), "IHL": 3 * 0.7 * side, "ART51": 3 * 0.9 * side, "FLOW": 3 * side,
            "CM": 3 * 0.9 * side, "TREATY": 3 * (0.1 - 0.8 * side),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "side", "date"),
    [
        ("", 0.8 * 7 / 8 + 0.2 * 1.916 / 2.2, "2021-12-12"),  # an abstention among eight votes
        (", votes_before: 2019", 0.8 + 0.2 * 1.892 / 2.2, "2018-12-31"),  # the three of December 2018
        (", votes_before: 2018-12-05", 0.5 * 1.892 / 2.2, "2018-12-04"),  # none yet: disarmament alone
    ],
)
def test_votes_count_up_to_a_day(tmp_path: Path, rule: str, side: float, date: str) -> None:
    given = by_rule(tmp_path, "DEU", rule=rule).delegations["DEU"]
    assert given.leaning == pytest.approx(side)
    assert given.positions["TREATY"].value == pytest.approx(3 * (0.1 - 0.8 * side))
    assert given.date == date


def test_what_a_state_has_said_replaces_the_cell_and_no_other(tmp_path: Path) -> None:
    scenario = by_rule(tmp_path, "IRN")
    given = scenario.delegations["IRN"]
    side = 0.8 * -1 + 0.2 * -0.76 / 2.2
    assert given.leaning == pytest.approx(side)
    assert values(given) == pytest.approx(
        {
            "IL": 1,
            "SOV": 2,
            "DD": -1,
            "IHL": 2.1 * side,
            "ART51": 1,
            "FLOW": -2,
            "CM": 2.7 * side,
            "TREATY": 3,
        }
    )
    grid = cells(scenario)["IRN"]
    assert (grid["TREATY"].date, grid["TREATY"].evidence) == ("2021-06-29", Evidence.DOCUMENT)
    assert grid["TREATY"].source.startswith("Permanent mission of Iran")
    assert (grid["HR_FLOW"].value, grid["HR_FLOW"].date) == (pytest.approx(0.3 - 0.5 * 2 / 3), "2013-10-30")
    assert grid["IHL"].evidence is Evidence.PROXY
    czechia = by_rule(tmp_path, "CZE").delegations["CZE"]
    assert (czechia.positions["DD"].value, czechia.positions["DD"].date) == (2, "2020")


@pytest.mark.parametrize(
    ("code", "issue", "starts", "value"),
    [
        ("PAK", "TREATY", "2021-12-13", 2),  # October 2014; the next is of February 2025
        ("PAK", "TREATY", "2025-02-28", 2),  # which may be its last day
        ("PAK", "TREATY", "2025-03-01", 3),  # the latest counts
        ("RUS", "IL", "2014-07-01", 1),
        ("IRN", "IL", "2021-12-13", 1),  # since its declaration of 2020
        ("GBR", "DD", "2021-12-13", -2),
        ("CHN", "DD", "2021-12-13", -1),  # both sides resist a duty
        ("AUS", "DD", "2021-12-13", 2),
        ("NZL", "CM", "2020-12-02", 2),
    ],
)
def test_the_latest_earlier_statement_counts(
    tmp_path: Path, code: str, issue: str, starts: str, value: float
) -> None:
    given = by_rule(tmp_path, code, starts=starts).delegations[code]
    assert given.positions[issue].value == value


@pytest.mark.parametrize(
    ("code", "issue", "starts"),
    [
        ("RUS", "IL", "2014-06-30"),  # said in June 2014
        ("MKD", "IHL", "2021-12-13"),  # said in December 2021
        ("CRI", "IHL", "2021-12-13"),  # said in March 2022
        ("AUT", "CM", "2020-12-31"),  # said in 2020
        ("NZL", "CM", "2020-12-01"),
        ("PAK", "TREATY", "2014-10-31"),
    ],
)
def test_a_statement_that_may_be_too_young_is_not_used(
    tmp_path: Path, code: str, issue: str, starts: str
) -> None:
    given = by_rule(tmp_path, code, starts=starts).delegations[code]
    own = {s.position for s in speaking_for(code) if s.speaker == code and s.issue == issue}
    assert own
    assert given.positions[issue] not in own  # but what follows from votes, or what a group of its had said


def test_a_statement_older_than_the_group_it_sat_in_is_not_used(tmp_path: Path) -> None:
    russia = by_rule(tmp_path, "RUS", "gge-2019-2021").delegations["RUS"]
    assert russia.positions["IL"].value == 1  # as coded; of 2014 there is a statement at -2
    cuba = by_rule(tmp_path, "CUB", "gge-2019-2021", "gge-2016-2017").delegations["CUB"]
    assert values(cuba) == {"IL": 1, "IHL": -3, "ART51": -3, "FLOW": -3, "CM": -3, "TREATY": 3}
    assert cuba.positions["FLOW"].source is None  # as coded for 2016-17; the statement is of 2010
    assert cuba.positions["CM"].date == "2020-02-11"  # said since that group began, where it is coded -1
    assert cuba.source.startswith("As coded for gge-2016-2017")


def test_instructions_come_before_the_rule_cell_by_cell(tmp_path: Path) -> None:
    more = """delegations:
  "*": {source: Room, date: 2021, evidence: proxy, positions: {CM: 0}}
  EU: {source: Union, date: 2021, evidence: document, positions: {TREATY: -3}}
  AUT: {source: Own, date: 2021, evidence: document, positions: {IL: 1}, leaning: 0}
"""
    scenario = by_rule(tmp_path, "AUT, CZE, TON", more=more)
    austria, czechia, tonga = (scenario.delegations[code] for code in ("AUT", "CZE", "TON"))
    side = 0.8 * 7 / 8 + 0.2 * 1.99 / 2.2
    assert {n: values(austria)[n] for n in ("CM", "TREATY", "IL")} == {"CM": 0, "TREATY": -3, "IL": 1}
    assert (austria.leaning, czechia.leaning) == (0, pytest.approx(side))
    assert values(czechia)["FLOW"] == pytest.approx(3 * side)
    assert (values(czechia)["TREATY"], values(czechia)["DD"]) == (-3, 2)
    told = {name: (cell.source, cell.evidence) for name, cell in cells(scenario)["CZE"].items()}
    assert told["TREATY"] == ("Union", Evidence.DOCUMENT)
    assert told["CM"] == ("Room", Evidence.PROXY)
    assert told["HR_FLOW"][0].startswith("By rule from its votes")
    assert tonga.positions["CM"].value == 0
    assert seats(scenario)["CZE"].caucus == "West"


def test_who_rests_on_votes_alone_neither_sat_nor_spoke_nor_belongs_to_a_group_that_did(
    tmp_path: Path,
) -> None:
    at = {"SGP": "gge-2019-2021", "CZE": "its own word", "TUR": "the G20"}
    grid = cells(by_rule(tmp_path, f"TON, {', '.join(at)}", "gge-2019-2021"))
    assert on_votes_alone(grid) == ["TON"]
    assert on_votes_alone(cells(load("gge-2016-2017"))) == []


def test_every_member_state_follows_by_rule(tmp_path: Path) -> None:
    text = altered("[CHN, FRA, TON]", "all", BARE)
    scenario = load(written(tmp_path, f"{text}defaults: {{earlier: [gge-2019-2021, gge-2016-2017]}}\n"))
    grid = cells(scenario)
    assert set(grid) == set(roster())
    assert all(last_day(cell.date) < dt.date(2021, 12, 13) or "As coded" in cell.source
               for row in grid.values() for cell in row.values())  # fmt: skip
    assert sum(given.source.startswith("As coded") for given in scenario.delegations.values()) == 25 + 8
    assert all(given.leaning is not None for given in scenario.delegations.values())
    assert last_vote_day(Defaults(votes_before="0001"), "2021") == dt.date.min
    assert last_vote_day(Defaults(), "2021-12-13") == dt.date(2021, 12, 12)


@slips(r"""
{} => {earlier: [gge-2019-2012]} | earlier.0 = gge-2019-2012: cannot be used && did you mean gge-2019-2021?
{} => {earlier: [gge-2016-2017, nothing.yaml]} | earlier.1 = nothing.yaml && no such file
{} => {earlier: [oewg-2021-2025-apr1]} | earlier.0 = oewg-2021-2025-apr1
  && ended on 2022-07-29, not before the first meeting, 2021-12-13
{} => {votes_before: 2022-08} | defaults.votes_before = 2022-08 && may lie after the end, 2022-07-29
{} => {votes_before: soon} | defaults.votes_before = soon && is not a date
{} => {earliest: []} | defaults.earliest && did you mean earlier?; allowed: votes_before, earlier
{} => {earlier: gge-2019-2021} | defaults.earlier = gge-2019-2021 && is not a list
""")
def test_a_fault_of_the_defaults_is_told_with_its_line(tmp_path: Path, slip: Slip) -> None:
    assert_told_once(tmp_path, slip, f"{BARE}defaults: {{}}\n")


def test_an_earlier_scenario_or_issues_that_the_rule_cannot_use_are_told(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(ICT.replace("IL: 0", "IL: 9"))
    path = written(tmp_path, f"{BARE}defaults: {{earlier: [{other}]}}\n")
    assert f"{other}:16: delegations.*.positions.IL.value = 9: is out of range" in refusal(path)
    other.write_text(OWN)
    assert "has issues of its own" in refusal(path)
    text = OWN + "defaults: {}\n"
    path = written(tmp_path, text)
    assert refusal(path).startswith(
        f"{path}:{line_of('defaults', text)}: defaults: applies to the ICT issues only"
    )


def test_scenarios_that_ask_for_each_other_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(f"{BARE}defaults: {{earlier: [{other}]}}\n")
    other.write_text(f"{BARE}defaults: {{earlier: [{one}]}}\n")
    told = refusal(one)
    assert told.startswith(f"{one}:14: defaults.earlier.0 = ")
    assert f"leads back to itself through {one}" in told
    one.write_text(f"{BARE}defaults: {{earlier: [{one}]}}\n")
    assert f"leads back to itself through {one}" in refusal(one)
    said = gge(tmp_path, "check", str(one))
    assert (said.returncode, said.stdout) == (2, "")
    assert "Traceback" not in said.stderr
