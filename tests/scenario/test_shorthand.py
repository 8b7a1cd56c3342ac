from pathlib import Path

import pytest

from sim.scenario.acquis import own_text
from sim.scenario.fields import Evidence
from sim.scenario.loading import load
from sim.scenario.positions import cells, seats
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from tests.scenario.files import ICT, OWN, Slip, altered, assert_told_once, line_of, refusal, slips, written

HEAD = OWN[: OWN.index("members: [")]
#: Of everybody, of two groups, of own groups, and of states; the members sit in most of them.
LAYERED = (
    HEAD
    + """members: [FRA, DEU, GBR, USA, KEN, TON]
members_source: invented
groups:
  Friends: [FRA, KEN]
delegations:
  KEN: {source: Kenya, date: 2020-02, evidence: document, positions: {FUND: 3}}
  NATO: {source: Alliance, date: 2019-03, evidence: recalled, positions: {CABLES: 1}, weight: 0.4}
  "*": {source: Room, date: 2018, evidence: proxy, positions: {CABLES: -1, FUND: 0}, weight: 0.1, stake: 0.3}
  EU:
    source: Union
    date: 2019
    evidence: literature
    positions:
      CABLES: 2
      FUND: {value: -2, source: Council}
  Friends: {source: Friends, date: 2020, evidence: document, positions: {FUND: 1}, caucus: Friends}
  DEU: {source: Germany, date: 2020-01-09, evidence: document, positions: {CABLES: {value: 3, date: 2020-02}}}
"""
)


def loaded(folder: Path, text: str, table: str | bytes | None = None) -> Scenario:
    """A scenario, perhaps with a table beside it."""
    return load(beside(folder, text, table))


def beside(folder: Path, text: str, table: str | bytes | None = None) -> Path:
    """A scenario file, and perhaps a table beside it."""
    if table is not None:
        content = table if isinstance(table, bytes) else table.encode()
        (folder / "seats.csv").write_bytes(content)
        text = text.replace("members_source:", "positions_file: seats.csv\nmembers_source:", 1)
    return written(folder, text)


def values(scenario: Scenario, code: str) -> dict[str, float]:
    return {name: cell.value for name, cell in scenario.delegations[code].positions.items()}


# Layers


@pytest.mark.parametrize(
    ("code", "cables", "fund"),
    [
        ("TON", -1, 0),  # everybody
        ("USA", 1, 0),  # NATO over everybody
        ("GBR", 1, 0),  # had left the EU by the start
        ("DEU", 3, -2),  # itself over the EU over NATO, cell by cell
        ("FRA", 2, 1),  # the EU over NATO; then Friends, which stand later in the file
        ("KEN", -1, 3),  # itself over Friends, though it stands first in the file
    ],
)
def test_the_narrower_and_later_comes_first(tmp_path: Path, code: str, cables: float, fund: float) -> None:
    assert values(loaded(tmp_path, LAYERED), code) == {"CABLES": cables, "FUND": fund}


def test_every_layer_keeps_its_source_and_gives_stake_weight_and_caucus(tmp_path: Path) -> None:
    grid = cells(loaded(tmp_path, LAYERED))
    told = {
        (code, name): (cell.source, cell.date, cell.evidence)
        for code, row in grid.items()
        for name, cell in row.items()
    }
    assert told["TON", "FUND"] == ("Room", "2018", Evidence.PROXY)
    assert told["USA", "CABLES"] == ("Alliance", "2019-03", Evidence.RECALLED)
    assert told["FRA", "CABLES"] == ("Union", "2019", Evidence.LITERATURE)
    assert told["DEU", "FUND"] == ("Council", "2019", Evidence.LITERATURE)
    assert told["DEU", "CABLES"] == ("Germany", "2020-02", Evidence.DOCUMENT)
    assert told["FRA", "FUND"] == ("Friends", "2020", Evidence.DOCUMENT)
    assert told["KEN", "CABLES"] == ("Room", "2018", Evidence.PROXY)
    seat = seats(loaded(tmp_path, LAYERED))
    assert {code: each.weight for code, each in seat.items()} == {
        "FRA": 0.4, "DEU": 0.4, "GBR": 0.4, "USA": 0.4, "KEN": 0.1, "TON": 0.1,
    }  # fmt: skip
    assert {each.stake for each in seat.values()} == {0.3}
    assert {code for code, each in seat.items() if each.caucus == "Friends"} == {"FRA", "KEN"}


@pytest.mark.parametrize(("starts", "cables"), [("2020-01-31", 2), ("2020-02-01", 1)])
def test_a_group_is_as_on_the_first_day(tmp_path: Path, starts: str, cables: float) -> None:
    text = altered("starts: 2020-03", f"starts: {starts}", LAYERED)
    assert values(loaded(tmp_path, text), "GBR")["CABLES"] == cables


def test_groups_may_take_the_name_of_a_shipped_one_and_keep_the_files_order(tmp_path: Path) -> None:
    text = altered("  Friends: [FRA, KEN]", "  Friends: [FRA, KEN]\n  EU: [TON]", LAYERED)
    scenario = loaded(tmp_path, text)
    assert values(scenario, "TON") == {"CABLES": 2, "FUND": -2}
    assert values(scenario, "FRA") == {"CABLES": 1, "FUND": 1}
    scenario = loaded(tmp_path, LAYERED, COLUMNS + "EU,FUND,2,Table,2019,proxy\n")
    assert values(scenario, "FRA") == {"CABLES": 2, "FUND": 1}


def test_a_leaning_moves_the_caucus_and_a_body_may_continue_another(tmp_path: Path) -> None:
    text = ICT.replace("evidence: proxy,", "evidence: proxy, leaning: -1,", 1)
    one, other = loaded(tmp_path, text), loaded(tmp_path, ICT)
    assert cells(other)["TON"]["SOV"].value == pytest.approx(0.3)
    assert cells(one)["TON"]["SOV"].value == pytest.approx(0.7)
    assert (seats(other)["TON"].caucus, seats(one)["TON"].caucus) == ("APG", "East")
    text = text.replace("leaning: -1", "leaning: -1.5")
    assert "delegations.*.leaning = -1.5: is out of range" in refusal(written(tmp_path, text))
    group = ICT.replace("body: GGE", "body: OEWG")
    plain, continuing = loaded(tmp_path, group), loaded(tmp_path, group + "continues: GGE\n")
    assert own_text(plain)["ART51"].word == "silent"  # of A/75/816
    assert own_text(continuing)["ART51"].word == "indirect"  # of A/76/135
    nothing = loaded(tmp_path, group + "continues: Council\n")
    assert {rung.word for rung in own_text(nothing).values()} == {"silent"}


# Members


def test_members_are_all_states_or_groups_and_each_has_one_seat(tmp_path: Path) -> None:
    text = altered("[FRA, DEU, GBR, USA, KEN, TON]", "all", LAYERED)
    scenario = loaded(tmp_path, text)
    assert list(scenario.members) == sorted(roster())
    assert len(scenario.delegations) == 193
    assert values(scenario, "AFG") == {"CABLES": -1, "FUND": 0}
    text = altered("[FRA, DEU, GBR, USA, KEN, TON]", "[P5, G7, FRA, Friends, EU]", LAYERED)
    members = loaded(tmp_path, text).members
    assert len(members) == len(set(members)) == 34
    assert set(members) >= {"CHN", "RUS", "CAN", "JPN", "USA", "GBR", "KEN", "HRV"}


@slips(r"""
[FRA, DEU, GBR => [Nato, DEU, GBR | members.0 = Nato: is not a member state; did you mean NATO?
[FRA, DEU, GBR => [Freinds, DEU | did you mean Friends?
[FRA, DEU, GBR => [FAR, DEU | did you mean FRA (France)?; allowed: ISO 3166 alpha-3
[FRA, DEU, GBR => ['*', DEU | members.0 = *: is not a member state
[FRA, DEU, GBR => [EU, KEN, KEN | members.2 = KEN: duplicate seat
[FRA, DEU, GBR => [EU, EU, GBR | members.1 = EU: duplicate seat
  NATO: =>   NATOO: | delegations.NATOO: is not a member state; did you mean NATO?
  KEN: { =>   Kenia: { | delegations.Kenia: is not a member state; did you mean KEN (Kenya)?
  NATO: =>   ASEAN: | delegations.ASEAN: has instructions, but nobody in it has a seat
  KEN: { =>   PER: { | delegations.PER: has instructions but no seat
[FRA, KEN] => [FRA, KEM] | groups.Friends.1 = KEM: is not a member state
  Friends: [ =>   FRA: [DEU]\n  Friends: [ | groups.FRA: cannot name a group
  Friends: [ =>   '*': [DEU]\n  Friends: [ | groups.*: cannot name a group
positions: {CABLES: 1} => positions: {CABELS: 1}
  | NATO.positions.CABELS: is an issue without a ladder; did you mean CABLES?; allowed: CABLES, FUND
date: 2019-03 => date: 2021-04 | delegations.NATO.date = 2021-04: may lie after the end, 2021-03
source: Council} => source: Council, date: 2022}
  | delegations.EU.positions.FUND.date = 2022: may lie after the end
CABLES: -1, FUND: 0 => CABLES: 4, FUND: 0 | delegations.*.positions.CABLES.value = 4: is out of range
""")
def test_a_slip_is_told_once_where_it_stands(tmp_path: Path, slip: Slip) -> None:
    assert_told_once(tmp_path, slip, LAYERED)


def test_a_member_without_any_instructions_is_told_with_the_group_that_it_comes_from(tmp_path: Path) -> None:
    text = LAYERED.replace(
        "members: [FRA, DEU, GBR, USA, KEN, TON]", "members:\n  - EU\n  - G7\n  - PER\n  - KEN"
    )
    text = "".join(line for line in text.splitlines(keepends=True) if '"*"' not in line)
    path, entry = written(tmp_path, text), "but no entry under delegations"
    assert refusal(path).splitlines() == [
        f"{path}:{line_of('  - G7', text)}: members.1 = JPN: has a seat, as one of G7, {entry}",
        f"{path}:{line_of('  - PER', text)}: members.2 = PER: has a seat {entry}",
    ]


def test_a_member_without_a_position_is_told_and_ten_thousand_names_in_eight_lines(tmp_path: Path) -> None:
    text = LAYERED.replace("positions: {CABLES: -1, FUND: 0}", "positions: {CABLES: -1}")
    told = refusal(written(tmp_path, text))
    others = "delegations.USA.positions, delegations.TON.positions"
    assert f"delegations.GBR.positions: has no position on FUND (also {others})" in told
    assert "delegations.KEN" not in told
    names = ", ".join(f"Nowhere{number}" for number in range(10_000))
    text = altered("[FRA, DEU, GBR, USA, KEN, TON]", f"[{names}]", LAYERED)
    assert len(refusal(written(tmp_path, text)).splitlines()) == 8


# The table beside the file

COLUMNS = "iso3,issue,value,source,date,evidence\n"
TABLE = (
    COLUMNS
    + """*,CABLES,-2,Table,2018,proxy
EU,CABLES,0.5,"Table, page 2",2018-05,recalled
DEU,FUND,2,Table,2019-12-31,document
TON,FUND,-3,Table,2018,literature
"""
)


def test_a_table_gives_cells_by_state_by_group_and_for_everybody(tmp_path: Path) -> None:
    bare = LAYERED[: LAYERED.index("delegations:")]
    table = TABLE + "*,FUND,1,Table,2018,proxy\n"
    scenario = loaded(tmp_path, bare, table)
    assert {code: values(scenario, code) for code in scenario.members} == {
        "FRA": {"CABLES": 0.5, "FUND": 1}, "DEU": {"CABLES": 0.5, "FUND": 2},
        "GBR": {"CABLES": -2, "FUND": 1}, "USA": {"CABLES": -2, "FUND": 1}, "KEN": {"CABLES": -2, "FUND": 1},
        "TON": {"CABLES": -2, "FUND": -3},
    }  # fmt: skip
    cell = cells(scenario)["DEU"]["CABLES"]
    assert (cell.source, cell.date, cell.evidence) == ("Table, page 2", "2018-05", Evidence.RECALLED)


def test_the_file_comes_before_a_table_which_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    scenario = loaded(tmp_path, LAYERED, TABLE)
    assert values(scenario, "TON") == {"CABLES": -1, "FUND": -3}  # of everybody the file, then its own row
    assert values(scenario, "DEU") == {"CABLES": 3, "FUND": 2}  # a row of its own over the file's EU
    assert values(scenario, "FRA") == {"CABLES": 2, "FUND": 1}  # the file's EU over the table's
    table = (
        "\ufeff"
        + COLUMNS.replace("source", "remark,source")
        + "\r\nTON, FUND ,-1,mine,Table,2018,proxy\r\n,,,,,,\r\n"
    )
    assert values(loaded(tmp_path, LAYERED, table), "TON")["FUND"] == -1


#: What the table says, on which line and what must be said of it.
TABLES = {
    "no columns": ("", 1, ": iso3, issue, value, source, date, evidence: must have each column once"),
    "missing column": ("iso3,issue,value,source,date\n", 1,
        "evidence: must have each column once; allowed: iso3,issue"),
    "column twice": (COLUMNS.replace("date", "date,date"), 1, "date: must have each column once"),
    "unknown state": (TABLE.replace("TON", "TNO"), 5,
        "iso3 = TNO: is not a member state; did you mean TON (Tonga)?"),
    "unknown group": (TABLE.replace("\nEU,", "\nEu,"), 3,
        "iso3 = Eu: is not a member state; did you mean EU?"),
    "no seat": (TABLE.replace("TON", "PER"), 5, "iso3 = PER: has no seat"),
    "group without seat": (TABLE.replace("\nEU,", "\nASEAN,"), 3, "iso3 = ASEAN: has no seat"),
    "nobody": (TABLE.replace("DEU,", ","), 4, "iso3: is empty"),
    "unknown issue": (TABLE.replace("DEU,FUND", "DEU,FOND"), 4,
        "issue = FOND: is an issue without a ladder; did you mean FUND?"),
    "no number": (TABLE.replace("0.5", "much"), 3, "value = much: is not a number"),
    "not a number": (TABLE.replace("0.5", "nan"), 3, "value = nan: is not a number"),
    "without end": (TABLE.replace("0.5", "-inf"), 3, "value = -inf: is out of range; allowed: -3 to 3"),
    "too much": (TABLE.replace("0.5", "3.5"), 3, "value = 3.5: is out of range; allowed: -3 to 3"),
    "no value": (TABLE.replace("0.5", ""), 3, "value: is empty"),
    "no source": (TABLE.replace("-2,Table", "-2,"), 2, "source: is empty"),
    "no date": (TABLE.replace("2018-05", "May"), 3, "date = May: is not a date; allowed: a date as YYYY"),
    "no day": (TABLE.replace("2018-05", "2018-02-30"), 3, "date = 2018-02-30: is not a day of the calendar"),
    "too late": (TABLE.replace("2018-05", "2021"), 3, "date = 2021: may lie after the end, 2021-03"),
    "no evidence": (TABLE.replace("recalled", "rumour"), 3,
        "evidence = rumour: is not one of the values allowed; allowed: document, literature"),
    "cell twice": (TABLE + "DEU,FUND,1,Table,2019,proxy\n", 6, "issue = DEU FUND: is named twice"),
    "comma without quotes": (TABLE.replace('"', ""), 3,
        "has 7 columns where the header has 6; allowed: text that contains a comma in quotes"),
    "short line": (TABLE + "KEN,FUND,1\n", 6, "has 3 columns where the header has 6"),
    "blank lines count": ("\n\n" + TABLE.replace("0.5", "much"), 5, "value = much"),
    "lines of a cell count": (TABLE.replace("page 2", "page\n2").replace("DEU,FUND,2", "DEU,FUND,x"), 5,
        "value = x"),
    "open quotes": (TABLE + '"KEN,FUND,1,T,2019,proxy\n', 6, "is not a table that can be read"),
    "control character": (TABLE.replace("page", "\x1b[31mpage"), 3, "contains control characters"),
    "not UTF-8": (TABLE.replace("page", "стр.").encode("cp1251"), 3, "is not UTF-8 text"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_fault_of_a_table_is_told_with_line_and_column(tmp_path: Path, name: str) -> None:
    table, line, said = TABLES[name]
    told = refusal(beside(tmp_path, LAYERED, table)).splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"{tmp_path / 'seats.csv'}:{line}: ")
    assert said in told[0]


def test_all_faults_of_a_table_are_told_and_that_there_is_none(tmp_path: Path) -> None:
    table = COLUMNS + "FRA,FUND,9,,x,y\nDEU,FUND,z,T,2019,proxy\n"
    path = beside(tmp_path, LAYERED, table)
    told = [line.split(": ")[1] for line in refusal(path).splitlines()]
    assert told == ["source", "value = 9", "evidence = y", "date = x", "value = z"]
    (tmp_path / "seats.csv").unlink()
    assert refusal(path) == f"{tmp_path / 'seats.csv'}: no such file"
    (tmp_path / "seats.csv").mkdir()
    assert refusal(path) == f"{tmp_path / 'seats.csv'}: is a directory, not a file"


@pytest.mark.parametrize("name", ["../seats.csv", "tables/seats.csv", "/etc/passwd"])
def test_a_table_lies_beside_the_file(tmp_path: Path, name: str) -> None:
    text = altered("members_source:", f"positions_file: {name}\nmembers_source:", LAYERED)
    path = written(tmp_path, text)
    told = refusal(path)
    assert told.startswith(
        f"{path}:{line_of('positions_file', text)}: positions_file = {name}: does not lie beside"
    )


# Stakes and the body's own text


def test_a_roll_call_gives_the_stakes(tmp_path: Path) -> None:
    text = altered("sponsors: [RUS]", "roll_call: A/RES/73/27, sponsors: [RUS]", ICT)
    text = altered("[CHN, FRA, TON]", "all", text)
    stakes = {code: seat.stake for code, seat in seats(loaded(tmp_path, text)).items()}
    assert stakes["RUS"] == 1.0  # sponsor
    assert {stakes[code] for code in ("CHN", "IND", "CUB")} == {0.6}  # yes
    assert {stakes[code] for code in ("BRA", "CHE", "TUR")} == {0.4}  # abstained
    assert {stakes[code] for code in ("USA", "FRA", "GBR")} == {0.2}  # no
    assert stakes["TON"] == 0.5  # absent
    shares = [1.0, 0.6, 0.4, 0.2, 0.5]
    assert [list(stakes.values()).count(share) for share in shares] == [1, 118, 14, 46, 14]


@pytest.mark.parametrize("symbol", ["A/RES/99/1", "A/RES/76/19"])  # the second was adopted without a vote
def test_a_roll_call_that_does_not_ship_is_refused(tmp_path: Path, symbol: str) -> None:
    text = altered("sponsors: [RUS]", f"roll_call: {symbol}", ICT)
    path = written(tmp_path, text)
    told = refusal(path)
    assert told.startswith(
        f"{path}:{line_of('stakes', text)}: stakes.roll_call = {symbol}: is not a recorded vote"
    )
    assert "A/RES/73/27" in told
    assert "A/RES/76/19," not in told
