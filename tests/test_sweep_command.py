"""The sweep as a user runs it: killed at any moment, twice at once, on a full disk, done again."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import here

WORDS = (
    "sweep",
    "membership-2019",
    "--sizes",
    "5,15",
    "--rule",
    "random,equitable",
    "--rooms",
    "6",
    "--runs",
    "8",
    "--raw-shares",
)


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "sim", *WORDS, "--quiet", "--out", str(folder), *more]


def results(folder: Path) -> dict[str, bytes]:
    """The files that must be the same; a manifest carries the time."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != "manifest.json"
    }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "undisturbed"
    subprocess.run(command(folder, "--workers", "1"), check=True)
    return folder


def test_every_row_says_what_it_comes_from(undisturbed: Path) -> None:
    for name, rows in (("sweep.csv", 4), ("rooms.csv", 24), ("plays.csv", 192)):
        with (undisturbed / name).open(newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == rows, name
        hashes = {row["scenario_hash"] for row in table}
        assert len(hashes) == 1
        assert len(hashes.pop()) == 12
        assert all(
            row["seed"] == "1" and row["scenario"] == "membership-2019" and row["version"] for row in table
        )
    with (undisturbed / "plays.csv").open(newline="") as file:
        plays = list(csv.DictReader(file))
    by_room = {(p["rule"], p["seats"], p["room"]): [] for p in plays}
    for play in plays:
        by_room[play["rule"], play["seats"], play["room"]].append(int(play["replicate"]))
    assert all(
        found == list(range(int(room) * 8, int(room) * 8 + 8)) for (_, _, room), found in by_room.items()
    )


def test_the_summary_agrees_with_the_plays(undisturbed: Path) -> None:
    told = json.loads((undisturbed / "sweep.json").read_text())
    with (undisturbed / "plays.csv").open(newline="") as file:
        plays = list(csv.DictReader(file))
    for point in told["points"]:
        mine = [p for p in plays if p["rule"] == point["rule"] and int(p["seats"]) == point["seats"]]
        assert point["adopted"]["value"] == pytest.approx(sum(p["adopted"] == "1" for p in mine) / len(mine))
        assert point["adopted"]["low"] <= point["adopted"]["value"] <= point["adopted"]["high"]


@pytest.mark.slow
def test_killed_three_times_it_ends_with_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    folder, moments = tmp_path / "killed", random.Random(20)
    for _ in range(3):
        before = len(list((folder / "tasks").glob("*.npz"))) if folder.exists() else 0
        strike = before + moments.randint(1, 6)
        process = subprocess.Popen(command(folder, "--workers", "2"), start_new_session=True)
        deadline = time.monotonic() + 300
        while len(list((folder / "tasks").glob("*.npz"))) < strike:
            assert process.poll() is None, "it ended before it was killed"
            assert time.monotonic() < deadline
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
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


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    told = here(*WORDS, "--out", str(tmp_path))
    assert told.exit_code == 2
    assert "holds other files than a result" in told.output
    assert [p.name for p in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "has nothing to change"),
        (("--sizes", "5:x"), "--sizes: 5:x: is not made of whole numbers"),
        (("--sizes", "3"), "too few|at least|permanent"),
        (
            ("--sizes", "5", "--rule", "alphabetic"),
            "--rule: alphabetic: is not a rule for who is in the room",
        ),
        (("--sizes", "60", "--rule", "like-minded"), "the caucus West has 55 members"),
        (("--sizes", "5", "--rule", "like-minded", "--camp", "North"), "North"),
        (("--over", "inertia"), "--over: inertia: gives no values"),
        (("--over", "inertia=a"), "inertia = a: is not a number"),
        (("--over", "inertia=0,0"), "names a value twice"),
        (("--over", "inertia=1:0:1"), "is not a range"),
        (("--over", "inertness=1"), "did you mean inertia"),
        (("--over", "decision=dice"), "decision = dice: is not one of the values allowed"),
        (("--over", "position.ATL.IHL=1"), "names ATL, which the scenario does not have"),
        (("--points", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    words: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    monkeypatch.chdir(tmp_path)
    words = (*words, "--raw-shares", "--rooms", "2", "--runs", "2", "--workers", "1")
    told = here("sweep", "membership-2019", *words)
    assert told.exit_code == 2, told.output
    assert re.search(message, " ".join(told.output.split())), told.output
    assert "Traceback" not in told.output
    assert not list(tmp_path.iterdir())


def test_a_table_of_points(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("decision,outlets,seats,rule\nconsensus,0,,\ntwo-thirds,1,,\nconsensus,0,10,nested\n")
    folder = tmp_path / "out"
    words = (
        "sweep",
        "gge-2009-2010",
        "--points",
        str(table),
        "--rooms",
        "2",
        "--runs",
        "4",
        "--workers",
        "1",
        "--raw-shares",
    )
    told = here(*words, "--out", str(folder), "--json")
    assert told.exit_code == 0, told.output
    points = json.loads(told.stdout)["points"]
    assert [(p["decision"], p["outlets"], p["seats"], p["rule"]) for p in points] == [
        ("consensus", 0, 15, None), ("two-thirds", 1, 15, None), ("consensus", 0, 10, "nested"),
    ]  # fmt: skip
    assert (folder / "points.csv").read_bytes() == table.read_bytes()
    assert here("rerun", str(folder)).exit_code == 0


def test_every_faulty_line_of_a_table_is_told(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("outlets,seats\n1,5\nmany,5\n1,5,9\n2,900\n")
    told = here("sweep", "gge-2009-2010", "--points", str(table), "--out", str(tmp_path / "out"))
    assert told.exit_code == 2
    for line, problem in ((3, "outlets = many: is not a number"), (4, "has 3 columns"), (5, "seats = 900")):
        assert f"points.csv:{line}: {problem}" in told.output


@pytest.mark.slow
def test_the_parameter_file_is_kept_with_the_result(tmp_path: Path) -> None:
    own, folder = tmp_path / "deaf.yaml", tmp_path / "out"
    own.write_text("chair_partiality: 0.8\n")
    words = (
        "sweep",
        "gge-2009-2010",
        "--over",
        "outlets=0,1",
        "--rooms",
        "2",
        "--runs",
        "4",
        "--workers",
        "1",
    )
    assert here(*words, "--parameters", str(own), "--out", str(folder)).exit_code == 0
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


def test_a_forecast_does_not_replace_a_study_nor_what_is_left_of_one(
    undisturbed: Path, tmp_path: Path
) -> None:
    whole, begun = tmp_path / "whole", tmp_path / "begun"
    shutil.copytree(undisturbed, whole)
    shutil.copytree(undisturbed / "tasks", begun / "tasks")
    for folder in (whole, begun):
        before = sorted(folder.rglob("*"))
        told = here("run", "gge-2009-2010", "--runs", "5", "--out", str(folder))
        assert told.exit_code == 2
        assert "holds other files than a result of this command" in told.output
        assert sorted(folder.rglob("*")) == before


def test_a_lever_is_turned_once(tmp_path: Path) -> None:
    for over in (("outlets=0,1", "outlets=2,3"), ("iota=0.01", "inertia=0.1")):
        told = here(
            "sweep", "gge-2009-2010", "--over", over[0], "--over", over[1], "--out", str(tmp_path / "o")
        )
        assert told.exit_code == 2
        assert "turns a lever that is already turned" in told.output
    table = tmp_path / "twice.csv"
    table.write_text("iota,inertia\n0.1,0.2\n")
    told = here("sweep", "gge-2009-2010", "--points", str(table), "--out", str(tmp_path / "o"))
    assert told.exit_code == 2
    assert "turns a lever in two columns" in told.output


def test_no_point_of_a_table_is_left_out_in_silence(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    table.write_text("seats,rule\n10,nested\n60,like-minded\n")
    words = (
        "sweep",
        "membership-2019",
        "--points",
        str(table),
        "--rooms",
        "2",
        "--runs",
        "2",
        "--raw-shares",
    )
    told = here(*words, "--out", str(tmp_path / "o"))
    assert told.exit_code == 2
    assert "too few for a room of 60" in told.output


def test_two_inputs_of_one_name_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "scenario.yaml"
    own.write_text("chair_partiality: 0.8\n")
    words = ("sweep", "gge-2009-2010", "--over", "outlets=0,1", "--parameters", str(own))
    told = here(*words, "--out", str(tmp_path / "out"))
    assert told.exit_code == 2
    assert "has the name of another input of this study" in told.output
    assert not (tmp_path / "out").exists()
