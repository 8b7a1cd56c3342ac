"""The sweep as a user runs it: killed at any moment, twice at once, on a full disk, done again."""

import csv
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import COMMAND, ENVIRONMENT, found_in, here

TYPED = "sweep membership-2019 --sizes 5,15 --rule random,equitable --rooms 6 --runs 8 --raw-shares"


def command(folder: Path, *more: str) -> list[str]:
    return [*COMMAND, *TYPED.split(), "--quiet", "--out", str(folder), *more]


def results(folder: Path) -> dict[str, bytes]:
    """The files that must be the same; a manifest carries the time."""
    found = found_in(folder)
    return {name: found[name] for name in found if "/" not in name and name not in ("manifest.json", "tasks")}


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "undisturbed"
    subprocess.run(command(folder, "--workers", "1"), check=True)
    return folder


def test_every_row_says_what_it_comes_from(undisturbed: Path) -> None:
    for name, rows in (("sweep.csv", 4), ("rooms.csv", 24), ("plays.csv", 192)):
        table = rows_of(undisturbed / name)
        assert len(table) == rows, name
        ((digest, seed, scenario, version),) = {
            tuple(row[name] for name in ("scenario_hash", "seed", "scenario", "version")) for row in table
        }
        assert (len(digest), seed, scenario, bool(version)) == (12, "1", "membership-2019", True)
    plays = rows_of(undisturbed / "plays.csv")
    by_room: dict[tuple[str, ...], list[int]] = {}
    for play in plays:
        by_room.setdefault((play["rule"], play["seats"], play["room"]), []).append(int(play["replicate"]))
    for (_, _, room), found in by_room.items():
        assert found == list(range(int(room) * 8, int(room) * 8 + 8))


def test_the_summary_agrees_with_the_plays(undisturbed: Path) -> None:
    told = json.loads((undisturbed / "sweep.json").read_text())
    plays = rows_of(undisturbed / "plays.csv")
    for point in told["points"]:
        mine = [p for p in plays if p["rule"] == point["rule"] and int(p["seats"]) == point["seats"]]
        assert point["adopted"]["value"] == pytest.approx(sum(p["adopted"] == "1" for p in mine) / len(mine))
        assert point["adopted"]["low"] <= point["adopted"]["value"] <= point["adopted"]["high"]


#: The command, which is killed with its workers once so many more tasks are kept, and the next is written.
_KILLED = """
import os, signal, sys
from sim.cli import app
replace, left = os.replace, [int(sys.argv.pop(1))]
def struck(draft, name):
    if str(name).endswith(".npz") and not left[0]:
        os.killpg(0, signal.SIGKILL)
    left[0] -= str(name).endswith(".npz")
    replace(draft, name)
os.replace = struck
app()
"""


@pytest.mark.slow
def test_killed_three_times_it_ends_with_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    folder, kept = tmp_path / "killed", 0
    for more in (1, 5, 3):
        typed = [sys.executable, "-c", _KILLED, str(more), *command(folder, "--workers", "2")[3:]]
        process = subprocess.run(typed, env=ENVIRONMENT, start_new_session=True)
        assert process.returncode == -signal.SIGKILL
        kept += more
        assert len(list((folder / "tasks").glob("*.npz"))) == kept
        assert not (folder / "sweep.csv").exists()
    subprocess.run(command(folder, "--workers", "2"), check=True)
    assert results(folder) == results(undisturbed)


@pytest.mark.slow
def test_two_processes_on_one_folder_do_not_harm_it(undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    both = [subprocess.Popen(command(folder, "--workers", "1")) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert results(folder) == results(undisturbed)
    assert not list(folder.rglob("*.partial"))


@pytest.mark.slow
def test_it_can_be_done_again_from_its_folder(undisturbed: Path) -> None:
    told = here("rerun", str(undisturbed))
    assert told.exit_code == 0, told.output
    assert "Reproduced: all " in told.output


def test_a_table_of_points(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("decision,outlets,seats,rule\nconsensus,0,,\ntwo-thirds,1,,\nconsensus,0,10,nested\n")
    folder = tmp_path / "out"
    typed = f"sweep gge-2009-2010 --points {table} --rooms 2 --runs 4 --workers 1 --raw-shares --json"
    told = here(*typed.split(), "--out", str(folder))
    assert told.exit_code == 0, told.output
    points = json.loads(told.stdout)["points"]
    assert [(p["decision"], p["outlets"], p["seats"], p["rule"]) for p in points] == [
        ("consensus", 0, 15, None), ("two-thirds", 1, 15, None), ("consensus", 0, 10, "nested"),
    ]  # fmt: skip
    assert (folder / "points.csv").read_bytes() == table.read_bytes()
    assert here("rerun", str(folder)).exit_code == 0


@pytest.mark.slow
def test_the_parameter_file_is_kept_with_the_result(tmp_path: Path) -> None:
    own, folder = tmp_path / "deaf.yaml", tmp_path / "out"
    own.write_text("chair_partiality: 0.8\n")
    typed = "sweep gge-2009-2010 --over outlets=0,1 --rooms 2 --runs 4 --workers 1"
    assert here(*typed.split(), "--parameters", str(own), "--out", str(folder)).exit_code == 0
    own.unlink()
    assert (folder / "deaf.yaml").read_text() == "chair_partiality: 0.8\n"
    told = here("rerun", str(folder))
    assert told.exit_code == 0, told.output


@pytest.mark.slow
def test_an_input_that_was_changed_since_is_told(undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(undisturbed, folder)
    scenario = folder / "scenario.yaml"
    scenario.write_text(scenario.read_text() + "# a word more\n")
    told = here("rerun", str(folder))
    assert told.exit_code == 1
    assert told.output.strip() == "Not reproduced; different: scenario.yaml."


def test_an_unfinished_study_is_not_taken_for_a_result(undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "begun"
    shutil.copytree(undisturbed / "tasks", folder / "tasks")
    told = here("rerun", str(folder))
    assert told.exit_code == 2
    assert "holds a study that is not finished; give its command again" in told.output


def test_a_forecast_does_not_replace_a_study_and_keeps_the_tasks_of_one(
    undisturbed: Path, tmp_path: Path
) -> None:
    whole, begun = tmp_path / "whole", tmp_path / "begun"
    shutil.copytree(undisturbed, whole)
    shutil.copytree(undisturbed / "tasks", begun / "tasks")
    before, tasks = sorted(whole.rglob("*")), sorted((begun / "tasks").rglob("*"))
    told = here("run", "gge-2009-2010", "--runs", "5", "--out", str(whole))
    assert told.exit_code == 2
    assert "holds other files than a result of this command" in told.output
    assert sorted(whole.rglob("*")) == before
    assert here("run", "gge-2009-2010", "--runs", "5", "--out", str(begun)).exit_code == 0
    assert sorted((begun / "tasks").rglob("*")) == tasks
