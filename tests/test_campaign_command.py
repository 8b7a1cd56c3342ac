"""The campaign as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import here
from tests.scenario.campaigns import campaign
from tests.study.campaign.chronicles import TEXTS

RESULTS = {
    "processes.csv", "histories.csv", "entries.csv", "links.csv", "plays.csv", "histories.svg",
    "histories.png", "entries.svg", "entries.png", "campaign.json", "campaign.txt", "page.html",
}  # fmt: skip
WORDS = ("--runs", "20", "--seed", "3", "--behaviour", "priors", "--workers", "1")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix != ".parquet"}


def test_the_command_plays_prints_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = campaign(tmp_path, TEXTS)
    beside = {p.name for p in tmp_path.iterdir()}
    monkeypatch.chdir(tmp_path)
    done = here("campaign", str(path), *WORDS)
    assert done.exit_code == 0, done.output
    assert "20 plays of 4 processes, seed 3" in " ".join(done.stdout.split())
    folder = tmp_path / "results" / "small-campaign"
    assert "Written to results/small-campaign: " in done.stdout
    processes = beside - {path.name}
    assert names(folder) == RESULTS | processes | {"campaign.yaml", "manifest.json", "tasks"}
    told_so = here("campaign", str(path), *WORDS, "--json")
    assert json.loads(told_so.stdout) == json.loads((folder / "campaign.json").read_text())
    quiet = here("campaign", str(path), *WORDS, "-q", "-o", "again")
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    for name in RESULTS:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_it_can_be_done_again_from_its_folder_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path, folder = campaign(home, TEXTS), tmp_path / "result"
    assert here("campaign", str(path), *WORDS, "--out", str(folder)).exit_code == 0
    for file in home.iterdir():
        file.unlink()
    told = here("rerun", str(folder))
    assert told.exit_code == 0, told.output
    assert "Reproduced: all " in told.output


def test_a_foreign_folder_is_refused_before_anything_is_played(tmp_path: Path) -> None:
    path = campaign(tmp_path, TEXTS)
    target = tmp_path / "mine"
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    refused = here("campaign", str(path), "--out", str(target))
    assert refused.exit_code == 2
    assert "holds other files than a result" in refused.output
    assert names(target) == {"letter.txt"}


def test_a_name_that_does_not_ship_is_told(tmp_path: Path) -> None:
    told = here("campaign", "2004-2062", "--out", str(tmp_path / "out"))
    assert told.exit_code == 2
    assert "no campaign of that name ships; did you mean 2004-2026?" in " ".join(told.output.split())
