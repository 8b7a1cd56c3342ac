import json
import shutil
from pathlib import Path

import pytest

from sim import __version__
from sim.scenario.ict_issues import ict_issues
from sim.scenario.shipped import shipped
from tests.command import apart, found_in, gge
from tests.scenario.files import TEXT

PLAY = ("run", "gge-2016-2017", "--runs", "200", "--seed", "7")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder."""
    folder = tmp_path_factory.mktemp("result")
    told = apart(folder, *PLAY, "--out", "X", "--quiet")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    return folder / "X"


@pytest.mark.parametrize("command", ["", "run", "check", "scenarios", "show", "schema", "rerun"])
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    told = gge(tmp_path, *command.split(), "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert f"Usage: gge-sim {command}".rstrip() in told.stdout


def test_the_version_is_told(tmp_path: Path) -> None:
    assert apart(tmp_path, "--version").stdout == f"gge-sim {__version__}\n"


def test_a_sound_scenario_passes_the_check(tmp_path: Path) -> None:
    told = gge(tmp_path, "check", "gge-2016-2017")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"gge-2016-2017: sound; 25 delegations, {len(ict_issues())} issues, 12 readings\n"


def test_all_that_ships_is_listed(tmp_path: Path) -> None:
    told = gge(tmp_path, "scenarios")
    assert told.returncode == 0
    listed = json.loads(gge(tmp_path, "scenarios", "--json").stdout)
    assert [entry["name"] for entry in listed] == list(shipped())
    assert set(shipped()) <= set(told.stdout.split())
    fifth = {"name": "gge-2016-2017", "title": "Fifth Group of Governmental Experts, 2016-17", "members": 25}
    assert fifth in listed


def test_the_room_is_shown_and_drawn(tmp_path: Path) -> None:
    told = gge(tmp_path, "show", "gge-2016-2017", "--figure", "room.svg")
    assert (told.returncode, told.stderr) == (0, "")
    for code in ("USA", "CHN", "BWA"):
        assert f" {code} " in told.stdout
    assert (tmp_path / "room.svg").read_bytes().startswith(b"<?xml")


def test_the_schema_is_json_and_names_every_part(tmp_path: Path) -> None:
    told = gge(tmp_path, "schema")
    schema = json.loads(told.stdout)
    assert (told.returncode, told.stderr) == (0, "")
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"id", "members", "chair", "mandate"} <= set(schema["required"])
    assert "record" in schema["properties"]
    assert schema["additionalProperties"] is False


def test_a_run_prints_a_page_and_the_same_seed_writes_the_same_bytes(tmp_path: Path, result: Path) -> None:
    told = gge(tmp_path, *PLAY)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Will the fifth Group of Governmental Experts (2016-17) adopt" in told.stdout
    assert "results/gge-2016-2017" in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["results"]
    ours, theirs = found_in(tmp_path / "results" / "gge-2016-2017"), found_in(result)
    assert {"manifest.json", "forecast.json", "plays.csv", "story.md", "scenario.yaml"} <= set(ours)
    del ours["manifest.json"], theirs["manifest.json"]
    assert ours == theirs


def test_json_is_one_object_and_another_seed_gives_other_plays(tmp_path: Path, result: Path) -> None:
    told = gge(tmp_path, *PLAY[:-1], "8", "--out", "Y", "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.count("\n") == 1
    answer = json.loads(told.stdout)
    assert answer == json.loads((tmp_path / "Y" / "forecast.json").read_text(encoding="utf-8"))
    assert 0 <= answer["probability"] <= 0.97
    assert (tmp_path / "Y" / "plays.csv").read_bytes() != (result / "plays.csv").read_bytes()


@pytest.mark.slow
def test_parameters_from_a_file_are_kept_and_an_old_result_is_replaced(tmp_path: Path, result: Path) -> None:
    (tmp_path / "p.yaml").write_text("psi: 0.25\nharm_weight: {uniform: [1, 2]}\n")
    shutil.copytree(result, tmp_path / "Y")
    (tmp_path / "Y" / "left-over.csv").write_text("old")
    manifest = json.loads((tmp_path / "Y" / "manifest.json").read_text())
    manifest["sha256"]["left-over.csv"] = ""
    (tmp_path / "Y" / "manifest.json").write_text(json.dumps(manifest))
    told = gge(tmp_path, "run", "gge-2014-2015", "-n", "20", "-p", "p.yaml", "-o", "Y", "-q")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert set(found_in(tmp_path / "Y")) == {*found_in(result), "p.yaml"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Y", "p.yaml"]
    given = json.loads((tmp_path / "Y" / "forecast.json").read_text())["parameters"]
    assert (given["indirect_harm"], given["harm_weight"]) == (0.25, {"uniform": [1.0, 2.0]})
    again = gge(tmp_path, "rerun", "Y", "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_result_is_reproduced_from_its_folder(tmp_path: Path, result: Path) -> None:
    before = found_in(result)
    told = gge(tmp_path, "rerun", str(result))
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"Reproduced: all {len(before) - 1} files are the same")
    assert found_in(result) == before


def test_a_result_that_was_tampered_with_is_not_reproduced(tmp_path: Path, result: Path) -> None:
    for name, content in found_in(result).items():
        (tmp_path / name).write_bytes(
            content.replace(b"USA", b"URS") if name == "delegations.csv" else content
        )
    (tmp_path / "language.csv").unlink()
    told = gge(tmp_path, "rerun", ".", "--quiet")
    assert told.returncode == 1
    assert told.stdout == "Not reproduced; different: delegations.csv; missing: language.csv.\n"


@pytest.mark.slow
def test_signs_in_a_title_are_shown_and_mark_up_nothing(tmp_path: Path) -> None:
    signs = "Draft [rev.2] [/b] [red]x[/red] [link](u) :smile: <i>y</i>"
    text = TEXT.replace("title: Fifth Group of Governmental Experts, 2016-17", f"title: '{signs}'")
    assert signs in text
    (tmp_path / "signs.yaml").write_text(text, encoding="utf-8")
    for words in (("run", "signs.yaml", "-n", "5"), ("replay", "signs.yaml"), ("show", "signs.yaml")):
        told = gge(tmp_path, *words)
        assert (told.returncode, told.stderr) == (0, ""), words
        assert signs in " ".join(told.stdout.split()), words
    page = (tmp_path / "results" / "signs" / "page.html").read_text(encoding="utf-8")
    assert "&lt;i&gt;y&lt;/i&gt;" in page


def test_a_refused_value_of_any_length_is_shown_in_a_few_lines(tmp_path: Path) -> None:
    refused = gge(tmp_path, "run", "lone-blocker", "--behaviour", "W" * 5000)
    assert refused.returncode == 2
    assert "priors" in refused.stderr
    assert len(refused.stderr) < 2000
