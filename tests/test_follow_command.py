"""`gge-sim follow`: its folder, its history, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import here
from tests.scenario.follows import FOLLOW, laid

QUICK = ("--runs", "60", "--workers", "1", "--quiet")
FOLDER = Path("results/follow-follow")


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    laid(tmp_path)


def _lines() -> list[str]:
    return (FOLDER / "history.jsonl").read_text().splitlines()


def test_the_history_grows_and_every_stage_can_be_made_again() -> None:
    assert here("follow", "follow.yaml", "--until", "2020-04", *QUICK).exit_code == 0
    first = _lines()
    assert len(first) == 2
    again = here("rerun", str(FOLDER))
    assert again.exit_code == 0, again.output
    assert here("follow", "follow.yaml", "--seed", "5", *QUICK).exit_code == 0
    assert _lines()[:2] == first, "what was forecast stays"
    assert len(_lines()) == 7
    again = here("rerun", str(FOLDER))
    assert again.exit_code == 0, again.output
    found = json.loads((FOLDER / "follow.json").read_text())
    assert [step["entry"] for step in found["steps"]] == list(range(7))
    assert [link["hash"] for link in found["forecasts"]] == [json.loads(line)["hash"] for line in _lines()]


def test_a_broken_chain_is_refused_and_nothing_is_written() -> None:
    assert here("follow", "follow.yaml", "--until", "2020-05", *QUICK).exit_code == 0
    lines = _lines()
    history = FOLDER / "history.jsonl"
    history.write_text(
        "\n".join([lines[0], lines[1].replace('"adopted": 0', '"adopted": 1'), lines[2]]) + "\n"
    )
    before = {path: path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    told = here("follow", "follow.yaml", *QUICK)
    assert told.exit_code == 2
    assert "history.jsonl:2: breaks the chain" in told.stderr
    assert {path: path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()} == before


def test_a_folder_with_texts_and_another_scenario_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / "texts.yaml").write_text("texts: {rev.1: {base: silent, paragraphs: {FUND: explicit}}}\n")
    entry = "{date: 2020-05, source: x, reading: 1, draft: rev.1}"
    Path("f.yaml").write_text(f"scenario: nowhere.yaml\ntexts_file: texts.yaml\nentries: [{entry}]\n")
    told = here("follow", "f.yaml", *QUICK)
    assert told.exit_code == 2
    assert "f.yaml:1: scenario = nowhere.yaml: is neither a file beside this one" in told.stderr
    assert here("follow", "f.yaml", "--scenario", "scenario.yaml", "--out", "there", *QUICK).exit_code == 0
    assert {path.name for path in Path("there/given").iterdir()} == {"f.yaml", "texts.yaml"}
    assert here("rerun", "there").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("missing.yaml",), "no shipped follow file of that name"),
        (("follow.yaml", "--until", "2030"), "--until: 2030: is outside the process"),
        (("follow.yaml", "--history", "none.jsonl"), "none.jsonl"),
    ],
)
def test_what_cannot_be_used_is_refused(words: tuple[str, ...], said: str) -> None:
    told = here("follow", *words, *QUICK)
    assert told.exit_code == 2
    assert said in told.stderr
    assert not Path("results").exists()


def test_the_page_names_the_command_as_it_was_given() -> None:
    assert here("follow", "follow.yaml", *QUICK).exit_code == 0
    assert (
        "gge-sim follow follow.yaml --runs 60 --scenario scenario.yaml" in (FOLDER / "story.md").read_text()
    )


def test_a_statement_of_a_stranger_is_refused_with_its_line() -> None:
    Path("follow.yaml").write_text(FOLLOW.replace("by: KEN", "by: XXX"))
    told = here("follow", "follow.yaml", *QUICK)
    assert told.exit_code == 2
    assert "follow.yaml:5: entries.0.statement.by.0 = XXX: is no delegation or group" in told.stderr


def test_a_table_of_texts_lies_beside_the_follow_file(tmp_path: Path) -> None:
    (tmp_path / "drafts.csv").write_text("issue,rev.1\nbase,silent\nFUND,explicit\n")
    entry = "{date: 2020-05, source: x, reading: 1, draft: rev.1}"
    Path("f.yaml").write_text(f"scenario: scenario.yaml\ntexts_file: drafts.csv\nentries: [{entry}]\n")
    assert here("follow", "f.yaml", "--out", "there", *QUICK).exit_code == 0
    assert {path.name for path in Path("there/given").iterdir()} == {"f.yaml", "drafts.csv"}
    assert here("rerun", "there").exit_code == 0
