"""Roll calls in the two forms in which they are distributed, and positions by them."""

import csv
from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.imports.roll_calls import by_number, key, read_roll_calls, sides
from sim.scenario.imports.voted import asked, positions_table
from sim.scenario.position_table import read_positions
from sim.scenario.roster import roster
from sim.scenario.votes import Vote

VOETEN = """"","rcid","ccode","session","vote","Country","unres","date"
"1",5001,2,73,1,"USA","R/73/266","2018-12-22"
"2",5001,365,73,3,"RUS","R/73/266","2018-12-22"
"3",5001,501,73,2,"KEN","R/73/266","2018-12-22"
"4",5000,2,73,3,"USA","R/73/27","2018-12-05"
"5",5000,365,73,1,"RUS","R/73/27","2018-12-05"
"6",5000,501,73,8,"KEN","R/73/27","2018-12-05"
"7",5000,315,73,1,"CZE","R/73/27","2018-12-05"
"8",5000,155,73,9,"CHL","R/73/27","2018-12-05"
"""
LIBRARY = """ms_code,ms_vote,resolution,date
USA,N,A/RES/73/27,2018-12-05
RUS,Y,A/RES/73/27,2018-12-05
KEN,X,A/RES/73/27,2018-12-05
CSK,Y,A/RES/73/27,2018-12-05
"""


def file(tmp_path: Path, text: str = VOETEN) -> Path:
    path = tmp_path / "votes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_member_state_has_one_number() -> None:
    assert sorted(by_number().values()) == sorted(roster())
    assert {by_number()[n] for n in (2, 200, 220, 255, 365, 710, 816, 345)} == {
        "USA", "GBR", "FRA", "DEU", "RUS", "CHN", "VNM", "SRB"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["A/RES/73/27", "R/73/27", "r/73/27", "73/27"])
def test_a_resolution_may_be_written_in_any_way(name: str) -> None:
    assert key(name) == "73/27"


@pytest.mark.parametrize(("text", "other"), [(VOETEN, "CZE"), (LIBRARY, "CSK")])
def test_both_forms_say_the_same(tmp_path: Path, text: str, other: str) -> None:
    call = read_roll_calls(file(tmp_path, text), ["A/RES/73/27"])["A/RES/73/27"]
    assert call.votes == {"USA": Vote.NO, "RUS": Vote.YES, "KEN": Vote.ABSENT}
    assert (call.date, call.others) == ("2018-12-05", (other,))
    assert dict(sides(call)) == {"against": ["USA"], "abstained": [], "absent": ["KEN"]}


def test_positions_are_means_by_the_rule_and_a_minus_turns_a_vote_round(tmp_path: Path) -> None:
    wanted = asked(["TREATY=R/73/27,-5001", "FORUM=5001"], "--issue")
    calls = read_roll_calls(file(tmp_path), ["R/73/27", "5001"])
    out = tmp_path / "positions.csv"
    out.write_bytes(positions_table(wanted, calls, "invented", ""))
    rows = {(row.whose, row.issue): row.cell for row in read_positions(out)}
    assert {where: cell.value for where, cell in rows.items()} == {
        ("USA", "TREATY"): -1.8, ("RUS", "TREATY"): 1.2, ("KEN", "TREATY"): -0.6,
        ("USA", "FORUM"): 1.2, ("RUS", "FORUM"): -1.8, ("KEN", "FORUM"): -0.6,
    }  # fmt: skip
    assert rows["RUS", "TREATY"].date == "2018-12-22"
    assert (
        rows["RUS", "TREATY"].source == "By vote: yes on R/73/27; no on 5001, which is against it (invented)"
    )
    assert {cell.evidence for cell in rows.values()} == {"proxy"}


def test_a_date_is_asked_for_where_the_data_have_none(tmp_path: Path) -> None:
    undated = "\n".join(",".join(row[:-1]) for row in csv.reader(VOETEN.splitlines()))
    calls = read_roll_calls(file(tmp_path, undated), ["5001"])
    with pytest.raises(BadInput, match="5001: has no date in the data; allowed: --date"):
        positions_table(asked(["A=5001"], "--issue"), calls, "x", "")
    assert b",2019-01-01,proxy" in positions_table(asked(["A=5001"], "--issue"), calls, "x", "2019-01-01")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (VOETEN.replace('73,1,"USA"', '73,7,"USA"'), "votes.csv:2: vote = 7: is not a vote"),
        (VOETEN + '"9",5001,2,73,3,"USA","R/73/266","2018-12-22"\n', "has two votes on one resolution"),
        ("a,b\n1,2\n", "is not a table of votes in a known form"),
        (LIBRARY, "5001: is not a resolution of the table"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        read_roll_calls(file(tmp_path, text), ["5001"])
    assert said in str(error.value)


def test_one_roll_call_under_two_names_serves_two_issues_but_counts_once_for_an_issue(tmp_path: Path) -> None:
    calls = read_roll_calls(file(tmp_path), ["R/73/27", "5000"])
    assert calls["R/73/27"].votes == calls["5000"].votes
    assert positions_table(asked(["A=5000", "B=R/73/27"], ""), calls, "x", "").count(b"\n") == 1 + 2 * 2
    with pytest.raises(BadInput, match="5000: A: is the same roll call as R/73/27"):
        positions_table(asked(["A=5000,-R/73/27"], ""), calls, "x", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A=5000,5000", "names a resolution twice"),
        ("A=R/73/27,-A/RES/73/27", "names a resolution twice"),
        ("treaty=5000", "is not the code of an issue"),
        ("NA=5000", "is not the code of an issue"),
    ],
)
def test_what_no_scenario_could_use_or_would_count_twice_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        asked([text], "--issue")


def test_a_symbol_of_several_roll_calls_is_refused(tmp_path: Path) -> None:
    paragraph = '"9",5003,2,73,3,"USA","R/73/27","2018-12-05"\n'
    with pytest.raises(BadInput, match=r"R/73/27: has several roll calls.*; allowed: 5000, 5003"):
        read_roll_calls(file(tmp_path, VOETEN + paragraph), ["R/73/27"])
    assert read_roll_calls(file(tmp_path, VOETEN + paragraph), ["5000"])


@pytest.mark.parametrize("text", ["TREATY", "=5001", "TREATY=", "TREATY=5001,-"])
def test_an_issue_without_resolutions_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="names no resolutions"):
        asked([text], "--issue")
