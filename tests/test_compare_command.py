"""`gge-sim compare`: what it plays, where it leaves it, and what it refuses."""

import json
from pathlib import Path

import pytest

from tests.command import here
from tests.report.test_comparison import FIFTH
from tests.scenario.files import TEXT, altered


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_a_result_against_its_scenario_is_the_same(folder: Path) -> None:
    assert here("run", FIFTH, "-n", "60", "-s", "5", "-q", "-o", "mine").exit_code == 0
    done = here("compare", "mine", FIFTH, "-w", "1", "--json")
    assert done.exit_code == 0, done.output
    summary = json.loads(done.stdout)
    assert (summary["seed"], summary["runs"], summary["differs"]) == (5, 60, [])
    assert summary["share_adopted"]["difference"] == 0
    made = json.loads((folder / "mine" / "forecast.json").read_text())
    assert summary["share_adopted"]["a"] == pytest.approx(made["share_adopted"])
    assert summary["a"]["setting_hash"] == summary["b"]["setting_hash"]
    assert summary["a"]["name"] == "mine"


@pytest.mark.slow
def test_results_with_other_seeds_are_played_anew_with_the_first_ones(folder: Path) -> None:
    (folder / "slow.yaml").write_text("inertia: 0.1\n")
    made = {
        "one": ("-n", "30", "--seed", "5"),
        "two": ("-n", "40", "--seed", "6", "-p", "slow.yaml", "--behaviour", "calibrated"),
    }
    for name, words in made.items():
        assert here("run", FIFTH, *words, "-q", "-o", name).exit_code == 0
    done = here("compare", "one", "two", "-w", "1", "-o", "out")
    assert done.exit_code == 0, done.output
    assert "two was made with seed 6 and 40 plays" in " ".join(done.stdout.split())
    assert "inertia" in done.stdout
    summary = json.loads((folder / "out" / "compare.json").read_text())
    assert (summary["seed"], summary["runs"]) == (5, 30)
    assert {change["what"] for change in summary["differs"]} == {"inertia", "parameters drawn from"}
    again = here("rerun", "out")
    assert again.exit_code == 0, again.output


@pytest.mark.usefixtures("empty_pictures")
def test_a_folder_is_named_after_what_is_compared_and_is_no_input_itself(folder: Path) -> None:
    (folder / "copy.yaml").write_text(altered("id: gge-2016-2017", "id: copy", TEXT))
    words = ("--with", "position.*.IHL=2", "-n", "2", "-w", "1")
    assert here("compare", FIFTH, "copy.yaml", *words).exit_code == 0
    (found,) = (folder / "results").iterdir()
    assert found.name == "gge-2016-2017-copy-position.-.IHL-2-compare"
    assert (found / "b" / "copy.yaml").is_file()
    refused = here("compare", FIFTH, str(found))
    assert refused.exit_code == 2
    assert "is a result of gge-sim compare" in refused.stderr
