"""`gge-sim import` and `gge-sim record FOLDER`, as they are typed."""

from pathlib import Path

from sim.scenario.loading import load
from sim.scenario.shipped import shipped_wider
from tests.command import gge
from tests.scenario.files import OWN
from tests.scenario.imports.test_deu import row, table
from tests.scenario.imports.test_roll_calls import file


def test_positions_by_votes_fit_a_scenario(tmp_path: Path) -> None:
    file(tmp_path)
    told = gge(tmp_path, "import", "votes", "votes.csv", "--issue", "CABLES=R/73/27", "--issue", "FUND=5001",
               "--mandate", "5001", "--out", "mine")  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "R/73/27: 3 member states; no member states of today: CZE" in told.stdout
    stakes = (tmp_path / "mine" / "stakes.yaml").read_text()
    assert stakes.startswith("stakes:\n  against: [RUS]\n  abstained: [KEN]\n  absent: []\n")
    kept = OWN[: OWN.index("stakes:")].replace("2020-03\nends: 2021-03", "2019-03\nends: 2019-12")
    kept = kept.replace("adopted: 2020-01", "adopted: 2019-01").replace("2019-05-01", "2018-05-01")
    scenario = kept + stakes + (
        "members: [USA, RUS, KEN]\nmembers_source: invented\npositions_file: positions.csv\n"
        'delegations:\n  "*": {source: invented, date: 2019, evidence: proxy, '
        "positions: {CABLES: 0, FUND: 0}}\n"
    )  # fmt: skip
    (tmp_path / "mine" / "own.yaml").write_text(scenario)
    found = load(tmp_path / "mine" / "own.yaml")
    assert {c: found.delegations[c].positions["CABLES"].value for c in found.members} == {
        "USA": -1.8, "RUS": 1.2, "KEN": 0
    }  # fmt: skip
    again = gge(tmp_path, "import", "votes", "votes.csv", "--issue", "CABLES=5001", "--out", "mine")
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


def test_proposals_become_scenarios_that_load_and_can_be_scored(tmp_path: Path) -> None:
    cells = {"pfr": "100", "sfr": "50", "pde": "0", "sde": "90", "pcom": "50", "scom": "50", "rp": "0"}
    table(tmp_path, row("n98001", "n98001i1", **cells, out="60"), row("n98002", "n98002i1", **cells))
    told = gge(tmp_path, "import", "deu", "deu.csv", "--out", "mine")
    assert (told.returncode, told.stdout) == (0, "Written to mine: 2 scenarios, 1 decided\n")
    assert load(tmp_path / "mine" / "deu-n98002-unan.yaml").members == ("COM-EU", "FRA", "DEU")
    scored = gge(tmp_path, "record", "mine", "-n", "20")
    assert scored.returncode == 0, scored.stderr
    assert "Not scored, since no outcome is recorded: deu-n98002-unan.yaml." in scored.stdout


def test_a_record_of_ones_own_is_made_again_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for name in ("smallarms-1997", "milex-2011"):
        (tmp_path / "mine" / f"{name}.yaml").write_bytes(shipped_wider()[name].read_bytes())
    told = gge(tmp_path, "record", "mine", "-n", "20", "-q", "-w", "1")
    assert (told.returncode, told.stderr) == (0, "")
    rerun = gge(tmp_path, "rerun", "results/mine-record")
    assert "Reproduced: all" in rerun.stdout


def test_options_of_another_record_are_refused(tmp_path: Path) -> None:
    for words, said in (
        (("--wider",), "--wider: does not go with a folder"),
        (("--issues", "core"), "--issues: does not go with a folder"),
        (("--behaviour", "priors"), "--behaviour: goes only with --wider"),
    ):
        assert said in gge(tmp_path, "record", ".", *words).stderr
