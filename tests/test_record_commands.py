from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.scenario.shipped import shipped
from sim.study import history
from sim.study.calibration import Effort
from sim.study.history import Process, decided_among
from tests.command import found_in, gge

NAMES = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
ALL = [name for name, path in shipped().items() if path.parent.name == "record"]


@pytest.fixture(scope="module")
def three() -> list[Process]:
    return decided_among([shipped()[name] for name in NAMES])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, three: list[Process]) -> Path:
    """A folder to work in, and a record of three small processes, so that commands are quick."""
    monkeypatch.setattr(history, "decided", lambda: three)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def here(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


def test_the_whole_record_is_calibrated_in_a_process_of_its_own(tmp_path: Path) -> None:
    told = gge(tmp_path, "calibrate", "--sets", "10", "--workers", "1", "--date", "2030-01-02")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"10 sets on {len(ALL)} processes; ")
    assert told.stdout.endswith("Written to results/ensemble\n")
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == ["calibration", "ensemble"]
    assert len(list((tmp_path / "results" / "calibration").iterdir())) == len(ALL)
    about = json.loads((tmp_path / "results" / "ensemble" / "ensemble.json").read_text())
    assert about["date"] == "2030-01-02"
    assert about["effort"]["sets"] == 10
    assert sorted(about["processes"]) == sorted(ALL)
    rows = list(csv.reader((tmp_path / "results" / "ensemble" / "ensemble.csv").read_text().splitlines()))
    assert 1 <= len(rows) - 1 == about["sets_kept"] <= 10
    assert all(0 <= int(row[0]) < 10 for row in rows[1:])


@pytest.mark.parametrize("command", ["calibrate", "record"])
def test_the_commands_explain_themselves(command: str) -> None:
    told = here(command, "--help")
    assert told.exit_code == 0
    for option in ("--sets", "--workers", "--store", "--out", "--quiet"):
        assert option in told.output


def test_a_calibration_goes_on_from_its_store(small: Path) -> None:
    words = ("calibrate", "--sets", "12", "--workers", "1", "--date", "2030-01-02", "--quiet")
    told = here(*words, "--store", "store", "--out", "one")
    assert (told.exit_code, told.output) == (0, "")
    kept = found_in(small / "store")
    assert len(kept) == 3
    (small / "store" / min(kept)).unlink()
    assert here(*words, "--store", "store", "--out", "two").exit_code == 0
    assert found_in(small / "store") == kept
    assert found_in(small / "one") == found_in(small / "two")
    assert set(found_in(small / "one")) == {"ensemble.csv", "ensemble.json"}


def test_a_calibration_carries_todays_date_if_none_is_given(small: Path) -> None:
    assert here("calibrate", "--sets", "10", "--workers", "1", "--quiet").exit_code == 0
    date = json.loads((small / "results" / "ensemble" / "ensemble.json").read_text())["date"]
    year, month, day = (int(part) for part in date.split("-"))
    assert year > 2024
    assert 1 <= month <= 12
    assert 1 <= day <= 31


def test_the_record_is_printed_and_written_and_uses_what_calibrate_has_played(small: Path) -> None:
    assert here("calibrate", "--sets", "10", "--workers", "1", "--quiet").exit_code == 0
    kept = found_in(small / "results" / "calibration")
    told = here("record", "--sets", "10", "--workers", "1")
    assert told.exit_code == 0
    assert found_in(small / "results" / "calibration") == kept
    assert all(name in told.output for name in NAMES)
    assert "Outcome, leave-one-out" in told.output
    assert told.output.endswith("Written to results/record\n")
    first = found_in(small / "results" / "record")
    assert {"record.txt", "record.json", "processes.csv", "record.svg", "calibration.png"} <= set(first)

    as_json = here("record", "--sets", "10", "--workers", "1", "--json", "--out", "again")
    assert as_json.exit_code == 0
    assert json.loads(as_json.stdout) == json.loads(first["record.json"])
    assert found_in(small / "again") == first


def test_a_quiet_record_only_writes(small: Path) -> None:
    told = here("record", "--sets", "10", "--workers", "1", "--quiet")
    assert (told.exit_code, told.output) == (0, "")
    effort = json.loads((small / "results" / "record" / "record.json").read_text())["effort"]
    assert effort == {"sets": 10, "small": Effort().small, "large": Effort().large, "seed": 1}


@pytest.mark.parametrize("command", ["calibrate", "record"])
@pytest.mark.parametrize("words", [("--sets", "9"), ("--workers", "0"), ("--sets", "many"), ("--seed", "1")])
def test_impossible_options_are_refused(small: Path, command: str, words: tuple[str, ...]) -> None:
    assert here(command, *words).exit_code == 2
    assert list(small.iterdir()) == []


@pytest.mark.parametrize("command", ["calibrate", "record"])
def test_a_store_that_cannot_be_written_is_told(small: Path, command: str) -> None:
    (small / "file").write_text("")
    told = here(command, "--sets", "10", "--workers", "1", "--store", "file")
    assert told.exit_code == 2
    assert "file: cannot be written" in told.stderr
    assert [path.name for path in small.iterdir()] == ["file"]


@pytest.mark.parametrize("command", ["calibrate", "record"])
def test_a_folder_that_cannot_be_written_is_told_before_anything_is_played(small: Path, command: str) -> None:
    (small / "file").write_text("")
    told = here(command, "--sets", "10", "--workers", "1", "--out", "file")
    assert told.exit_code == 2
    assert told.stderr.startswith("gge-sim: file")
    assert [path.name for path in small.iterdir()] == ["file"]


def test_a_date_that_is_none_is_refused(small: Path) -> None:
    told = here("calibrate", "--sets", "10", "--workers", "1", "--quiet", "--date", "nonsense")
    assert told.exit_code == 2
    assert not (small / "results" / "ensemble").exists()
