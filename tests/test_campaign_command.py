"""The campaign as a user runs it."""

import json
from pathlib import Path

import pytest

from tests.command import found_in, here
from tests.scenario.campaigns import campaign
from tests.study.campaign.chronicles import TEXTS

WORDS = ("--runs", "20", "--seed", "3", "--behaviour", "priors", "--workers", "1")


def test_the_command_plays_prints_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = campaign(tmp_path, TEXTS)
    inputs = {"campaign.yaml", *(p.name for p in tmp_path.iterdir())} - {path.name}
    monkeypatch.chdir(tmp_path)
    done = here("campaign", str(path), *WORDS)
    assert done.exit_code == 0, done.output
    assert "20 plays of 4 processes, seed 3" in " ".join(done.stdout.split())
    assert "Written to results/small-campaign: " in done.stdout
    first = found_in(tmp_path / "results" / "small-campaign")
    assert {*inputs, "page.html", "plays.csv", "histories.svg", "manifest.json"} <= set(first)
    assert b"command: gge-sim campaign campaign.yaml --runs 20 " in first["story.md"]
    asked = here("campaign", str(path), *WORDS, "--json")
    assert json.loads(asked.stdout) == json.loads(first["campaign.json"])
    quiet = here("campaign", str(path), *WORDS, "-q", "-o", "again")
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    again = found_in(tmp_path / "again")
    assert {**again, "manifest.json": b""} == {**first, "manifest.json": b""}  # it carries the time


def test_it_can_be_done_again_from_its_folder_alone(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "result"
    home.mkdir()
    assert here("campaign", str(campaign(home, TEXTS)), *WORDS, "--out", str(folder)).exit_code == 0
    for file in home.iterdir():
        file.unlink()
    again = here("rerun", str(folder))
    assert again.exit_code == 0, again.output
    assert "Reproduced: all " in again.output


def test_a_name_that_does_not_ship_is_refused(tmp_path: Path) -> None:
    refused = here("campaign", "2004-2062", "--out", str(tmp_path / "out"))
    assert refused.exit_code == 2
    assert "no shipped campaign of that name; did you mean 2004-2026?" in " ".join(refused.output.split())
