import csv
import json
from pathlib import Path

import pytest

from sim.scenario.shipped import shipped, shipped_wider
from sim.study import history
from sim.study.history import Process, decided_among
from tests.command import found_in, gge, here

NAMES = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
ALL = [name for name, path in shipped().items() if path.parent.name == "record"]


@pytest.fixture(scope="module")
def three() -> list[Process]:
    return decided_among([shipped()[name] for name in NAMES])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, three: list[Process]) -> Path:
    """A folder to work in, and a record of three small processes, so that commands are quick."""
    monkeypatch.setattr(history, "decided", lambda *_: three)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
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
    assert len(rows) == 1 + 10


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
    assert set(found_in(small / "one")) == {"ensemble.csv", "ensemble.json", "foreseen.json"}


def test_a_calibration_carries_todays_date_if_none_is_given(small: Path) -> None:
    assert here("calibrate", "--sets", "10", "--workers", "1", "--quiet").exit_code == 0
    date = json.loads((small / "results" / "ensemble" / "ensemble.json").read_text())["date"]
    year, month, day = (int(part) for part in date.split("-"))
    assert year > 2024
    assert 1 <= month <= 12
    assert 1 <= day <= 31


@pytest.mark.usefixtures("empty_pictures")
def test_another_calibration_can_be_judged(small: Path) -> None:
    assert here("calibrate", "--sets", "10", "--workers", "1", "--quiet").exit_code == 0
    told = here("record", "--runs", "20", "--ensemble", "results/ensemble", "--quiet")
    assert (told.exit_code, told.output) == (0, "")
    told_of = json.loads((small / "results" / "record" / "record.json").read_text())
    assert (told_of["sets"], told_of["runs"]) == (10, 20)
    story = (small / "results" / "record" / "story.md").read_text(encoding="utf-8")
    assert "gge-sim record --runs 20 --seed 1 --ensemble FOLDER" in story


def test_the_wide_record_is_printed_written_and_made_again(
    small: Path, three: list[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = decided_among([shipped_wider()[name] for name in ("smallarms-1997", "paros-2019")])
    monkeypatch.setattr(history, "decided_wider", lambda: [*others, *three])
    told = gge(small, "record", "--wider", "--runs", "40", "--workers", "1")
    assert told.returncode == 0
    assert "conventional arms" in told.stdout
    assert told.stdout.endswith(
        "Written to results/wider: page.html, story.md, scores.csv, processes.csv, shares.csv, figures, "
        "manifest.json\n"
    )
    first = found_in(small / "results" / "wider")
    assert {"manifest.json", "scores.csv", "wider.json"} <= set(first)
    again = gge(small, "rerun", "results/wider")
    assert (again.returncode, "differs" in again.stdout) == (0, False), again.stderr
    as_json = gge(small, "record", "--wider", "--runs", "40", "--workers", "1", "--json", "--out", "again")
    assert json.loads(as_json.stdout) == json.loads(first["wider.json"])


@pytest.mark.usefixtures("empty_pictures")
def test_rules_left_out_are_kept_in_a_store_from_which_the_command_goes_on(small: Path) -> None:
    words = ("record", "--runs", "20", "--workers", "1", "--quiet", "--store", "store")
    told = here(*words, "--without", "inertia", "--out", "one")
    assert (told.exit_code, told.output) == (0, "")
    kept = found_in(small / "store")
    assert here(*words, "--without", "inertia", "--without", "realism+outlet", "--out", "two").exit_code == 0
    after = found_in(small / "store")
    assert set(kept) < set(after)
    assert {name: after[name] for name in kept} == kept
    found = found_in(small / "two")
    rows = list(csv.DictReader(found["ablations.csv"].decode().splitlines()))
    assert [row["forecast"] for row in rows[-2:]] == ["no inertia", "no realism+outlet"]
    story = found["story.md"].decode()
    assert "gge-sim record --runs 20 --seed 1 --without inertia --without realism+outlet" in story
    shorter = {name: text for name, text in found_in(small / "one").items() if name.endswith(".csv")}
    assert {name for name in shorter if found[name] != shorter[name]} == {"ablations.csv"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--without inerta", "--without: inerta: is not a rule; did you mean inertia?"),
        ("--wider --without all+x", "--without: all: is not a rule"),
        ("--store somewhere", "--store: goes only with --wider or --without"),
        ("--behaviour priors", "--behaviour: goes only with --wider"),
        ("--wider --issues core", "--issues: does not go with --wider"),
    ],
)
def test_what_does_not_go_together_is_refused(small: Path, words: str, said: str) -> None:
    told = gge(small, "record", *words.split())
    assert told.returncode == 2
    assert said in told.stderr
