"""Codes, sheets and filled-in tables: what a second coder gets, and what is read back."""

from pathlib import Path

import pytest

from sim.report.coding_sheet import codes_files, sheet_files
from sim.scenario.fault import BadInput
from sim.scenario.ict_issues import CODED
from sim.scenario.loading import load_with_record
from sim.scenario.mandates import mandate_texts
from sim.study.coded_table import coded
from sim.study.codes import Code, Kind, codes
from sim.study.coding_sheet import coding_sheet
from tests.scenario.files import NAMES, shipped_scenario

FIFTH, OPEN = "gge-2016-2017", "oewg-2021-2025-apr3"
HEAD = "process,kind,delegation,matter,value,note\n"


def read(tmp_path: Path, text: str) -> dict[str, Code]:
    (tmp_path / "a.csv").write_text(HEAD + text, encoding="utf-8")
    return {key.matter: code for key, code in coded(tmp_path / "a.csv").items()}


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(BadInput) as error:
        read(tmp_path, text)
    return str(error.value)


def test_the_codes_of_a_file_are_those_that_it_states() -> None:
    by_key = {code.key[1:]: code.value for code in codes(shipped_scenario(FIFTH))}
    assert by_key[Kind.MANDATE, "", "international-law"] == "yes"
    assert by_key[Kind.MANDATE, "", "use-in-conflicts"] == "no"
    assert by_key[Kind.OUTLETS, "", "number"] == 0
    assert by_key[Kind.CAMP, "", "chair"] == "West"
    assert by_key[Kind.STAKE, "RUS", "resolution"] == 1
    assert by_key[Kind.STAKE, "USA", "resolution"] == 0.6
    assert by_key[Kind.SIGNAL, "USA", "since"] == -0.2
    positions = [key for key in by_key if key[0] is Kind.POSITION]
    assert len(positions) == len(CODED) * len(shipped_scenario(FIFTH).members)


def test_positions_by_votes_are_a_kind_of_their_own_and_name_the_votes_but_not_their_sum() -> None:
    by_votes = [code for code in codes(shipped_scenario(OPEN)) if code.key.kind is Kind.BY_VOTES]
    assert by_votes
    assert all("leaning" not in code.documents for code in by_votes)
    korea = next(
        code for code in codes(shipped_scenario("oewg-2019-2021")) if code.key[1:3] == (Kind.BY_VOTES, "PRK")
    )
    assert korea.documents.startswith("A/RES/73/27 (russia) voted yes; ")
    assert "A/RES/74/28" not in korea.documents  # after the first meeting


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("gge", "oewg"))])
def test_a_sheet_holds_no_value_and_no_word_of_the_outcome(name: str) -> None:
    scenario, record = shipped_scenario(name), load_with_record(name)[1]
    assert record is not None
    sheet = coding_sheet(scenario, 6, 1)
    assert all(code.value is None and not code.note for code in sheet.asked)
    pages = sheet_files(sheet)
    text = pages[f"{name}.md"].decode() + pages[f"{name}.csv"].decode()
    assert record.document.partition(" ")[0] not in text
    for outlet in scenario.outlets:
        assert outlet.what not in text
    assert scenario.chair.source not in text
    assert mandate_texts()[scenario.mandate.resolution][:60] in text


def test_the_lot_depends_on_the_seed_and_on_no_value() -> None:
    scenario = shipped_scenario(FIFTH)
    one = {code.key for code in coding_sheet(scenario, 10, 1).asked}
    assert one == {code.key for code in coding_sheet(scenario, 10, 1).asked}
    assert one != {code.key for code in coding_sheet(scenario, 10, 2).asked}
    usa = scenario.delegations["USA"]
    other = usa.model_copy(update={"positions": {**usa.positions, "IHL": usa.positions["TREATY"]}})
    changed = scenario.model_copy(update={"delegations": {**scenario.delegations, "USA": other}})
    assert one == {code.key for code in coding_sheet(changed, 10, 1).asked}
    assert {k.delegation for k in one if k.kind is Kind.SIGNAL} == {"CHN", "FRA", "GBR", "RUS", "USA"}


@pytest.mark.parametrize("name", [FIFTH, "oewg-2019-2021"])
def test_codes_that_are_written_are_read_back(name: str, tmp_path: Path) -> None:
    written = codes(shipped_scenario(name))
    for file, content in codes_files(name, written).items():
        (tmp_path / file).write_bytes(content)
    found = coded(tmp_path)
    assert [*found] == [code.key for code in written]
    for code in written:
        value = found[code.key].value
        assert value == (code.value if isinstance(value, str) else pytest.approx(code.value, rel=1e-5))


def test_values_are_read_as_coders_and_spreadsheets_write_them(tmp_path: Path) -> None:
    found = read(
        tmp_path, 'p,camp,,chair,west,why\np,stake,FRA,resolution,"0,6",\np,position,FRA,IL,\u22122,\n'
    )
    assert (found["chair"].value, found["chair"].note) == ("West", "why")
    assert (found["resolution"].value, found["IL"].value) == (0.6, -2.0)
    assert "IHL" not in read(tmp_path, "p,position,FRA,IHL,,\np,position,FRA,IL,1,\n")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("p,position,FRA,IL,4,", "a.csv:2: value = 4: is not a code of kind position; allowed: from -3 to 3"),
        ("p,position,FRA,IL,nan,", "value = nan: is not a code"),
        ("p,stake,FRA,resolution,0.3,", "allowed: 1, 0.6, 0.5, 0.4, 0.2"),
        ("p,mandate,,norms,maybe,", "value = maybe: is not a code of kind mandate; allowed: yes or no"),
        ("p,positon,FRA,IL,1,", "kind = positon: is not a kind of code; did you mean position?"),
        ("p,position,FRA,IL,1,\np,position,FRA,IL,2,", "a.csv:3: p position FRA IL: is coded twice"),
        ("p,position,FRA,IL,,", "has no code with a value; allowed: a sheet of `gge-sim coding sheet`"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_filled_in_sheet_is_said_with_its_line(
    row: str, message: str, tmp_path: Path
) -> None:
    assert message in refused(tmp_path, row + "\n")


def test_a_table_without_the_columns_and_a_folder_without_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no table"):
        coded(tmp_path)
    (tmp_path / "a.csv").write_text("process,kind,value\np,camp,West\n")
    with pytest.raises(BadInput, match=r"a\.csv:1: delegation: has no such column"):
        coded(tmp_path)
