"""The study of a plug-in is a command like ours; one that is wrong is refused and harms no other."""

import csv
import json
from pathlib import Path

import pytest

from tests.command import gge
from tests.own_studies import installed

PLAYED = ("by-deadline", "lone-blocker", "--runs", "20", "--workers", "1", "--raw-shares")
FILES = {
    "by-deadline.csv", "by-deadline.json", "dictionary.csv", "page.html", "story.md", "manifest.json",
    "scenario.yaml", "tasks",
}  # fmt: skip


@pytest.fixture(autouse=True)
def plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(
        monkeypatch, by_deadline="ByDeadline", failing="Failing", short="Short", gone="Gone",
        list_="Sequence", forecast="Reserved", sweep="ByDeadline",
    )  # fmt: skip


def test_it_prints_a_page_writes_a_folder_and_is_made_again(tmp_path: Path) -> None:
    told = gge(tmp_path, *PLAYED, "--out", "made")
    assert told.returncode == 0, told.stderr
    assert "How much does time help?" in told.stdout
    assert "Most plays adopt a report with" in told.stdout
    made = tmp_path / "made"
    assert {path.name for path in made.iterdir()} - {"by-deadline.parquet"} == FILES
    with (made / "by-deadline.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["sessions", "adopted", "seed", "scenario", "scenario_hash", "version"]
    summary = json.loads((made / "by-deadline.json").read_text(encoding="utf-8"))
    assert [str(row["sessions"]) for row in summary["rows"]] == [row["sessions"] for row in rows]
    assert (summary["kind"], summary["runs"], summary["supported"]) == ("by-deadline", 20, False)
    page = (made / "story.md").read_text(encoding="utf-8")
    assert "command: gge-sim by-deadline lone-blocker --runs 20" in page
    assert "source: deadline effect" in page
    again = gge(tmp_path, "rerun", "made")
    assert again.returncode == 0, again.stdout
    assert "Reproduced" in again.stdout


def test_a_result_of_a_plug_in_that_is_not_installed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gge(tmp_path, *PLAYED, "--out", "made", "--quiet").returncode == 0
    installed(monkeypatch)
    told = gge(tmp_path, "rerun", "made")
    assert told.returncode == 2
    assert "or that of an installed plug-in" in told.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone", "cannot be loaded (AttributeError"),
        ("list-", "is not a study (OwnStudy) named list-"),
        ("failing", "the study failing fails (KeyError: 'x'); GGE_SIM_TRACEBACK=1 shows where"),
        ("short", "(ValueError: a row of the study short has no adopted)"),
        ("forecast", "is no name that a study can have: results have it"),
    ],
)
def test_a_plug_in_that_is_wrong_is_refused_by_its_package(tmp_path: Path, name: str, says: str) -> None:
    told = gge(tmp_path, name, *PLAYED[1:])
    assert told.returncode == 2
    assert told.stderr.startswith("gge-sim: plug-in gge_sim.studies: ")
    assert says in told.stderr
    assert not list(tmp_path.iterdir())


def test_all_are_listed_and_those_that_are_wrong_leave_the_others_alone(tmp_path: Path) -> None:
    told = gge(tmp_path, "--help")
    assert told.returncode == 0
    listed = " ".join(told.stdout.replace("│", " ").split())
    assert "by-deadline How much does time help?" in listed
    assert "gone cannot be loaded (AttributeError" in listed
    assert gge(tmp_path, "by-deadline", "--help").returncode == 0


def test_a_name_of_ours_keeps_its_meaning_with_a_word(tmp_path: Path) -> None:
    words = ("lone-blocker", "--over", "outlets=0", "--rooms", "2", "--runs", "2", "--raw-shares", "--quiet")
    told = gge(tmp_path, "sweep", *words, "--workers", "1", "--out", "made")
    assert told.returncode == 0
    assert (tmp_path / "made" / "sweep.csv").exists()
    assert "the study sweep of the plug-in gge_sim.studies is left out" in told.stderr
    assert gge(tmp_path, "check", "lone-blocker").stderr == ""
