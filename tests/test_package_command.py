"""`gge-sim package`: what it prints, the folder that it leaves, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import here
from tests.scenario.files import OWN, written

TEXTS = "texts: {rev.1: {paragraphs: {CABLES: explicit, FUND: explicit}}}\n"
FEW = ("--runs", "60", "--workers", "1")


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, OWN)
    (tmp_path / "texts.yaml").write_text(TEXTS)


def test_what_it_finds_can_be_put_to_the_room(tmp_path: Path) -> None:
    done = here("package", "scenario.yaml", "texts.yaml", "--above", "0.1", "--keep", "FUND", *FEW)
    assert done.exit_code == 0, done.output
    assert "What would carry rev.1" in done.output
    folder = tmp_path / "results" / "scenario-package"
    found = json.loads((folder / "package.json").read_text())
    assert {text["paragraphs"]["FUND"] for text in found["frontier"]} == {"explicit"}
    assert here("rerun", str(folder)).exit_code == 0

    put = here("text", "scenario.yaml", str(folder / "packages.yaml"), "--json", *FEW)
    assert put.exit_code == 0, put.output
    shares = {
        row["text"]: row["plays"] for row in json.loads(put.stdout)["adopted"] if row["moment"] == "deadline"
    }
    for text in (*found["frontier"], *found["amendments"]):
        assert shares[text["name"]] == text["plays"]


def test_a_text_by_options_is_amended(tmp_path: Path) -> None:
    words = ("--set", "FUND=silent", "--base", "own-text", "--for", "KEN", "--after", "2")
    done = here("package", "scenario.yaml", *words, "--json", *FEW)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["text"], found["worth_to"], found["held"]) == ("this text", "KEN", 2)
    assert found["as_it_stands"][0]["paragraphs"] == {"CABLES": "indirect", "FUND": "silent"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--for", "GBR"), "--for: GBR: is not in the room; allowed: CHN, FRA, KEN, PER, TON"),
        (("--for", "FRA", "--weigh", "FUND=2"), "--weigh: FUND=2: is for strength, which --for replaces"),
        (("--weigh", "FOND=2"), "--weigh: FOND: is not an issue of this scenario; did you mean FUND?"),
        (("--weigh", "FUND=much"), "--weigh: FUND=much: is not a weight"),
        (("--weigh", "FUND=nan"), "--weigh: FUND=nan: is not a weight"),
        (("--keep", "FUND"), "--keep: FUND: is not a formulation of this issue; allowed: silent, explicit"),
        (("--never", "FUND=indirect"), "--never: FUND=indirect: is not a formulation of this issue"),
        (("texts.yaml", "--never", "FUND=explicit"), "--never: FUND=explicit: excludes what the text has"),
        (("--also", "silent", "--also", "explicit"), "there are 2 texts to amend: silent, explicit"),
        (("--after", "7"), "--after: 7: there are not that many readings; allowed: 0 to 6"),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = here("package", "scenario.yaml", *words, "--runs", "4", "--workers", "1")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "results").exists()
