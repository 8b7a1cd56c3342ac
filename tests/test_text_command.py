"""`gge-sim text`: what it prints, the folder that it leaves, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import gge, here
from tests.scenario.files import OWN, written

TEXTS = """texts:
  rev.1: {title: Chair's text, paragraphs: {CABLES: explicit, FUND: [silent, explicit]}}
"""


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, OWN)
    (tmp_path / "texts.yaml").write_text(TEXTS)


def test_texts_come_from_files_words_and_options_and_are_kept_in_full(tmp_path: Path) -> None:
    words = ["text", "scenario.yaml", "texts.yaml", "--also", "likeliest", "--set", "FUND=explicit",
             "--base", "rev.1 [FUND silent]", "--after", "2", "--runs", "60", "--workers", "1"]  # fmt: skip
    done = here(*words)
    assert done.exit_code == 0, done.output
    folder = tmp_path / "results" / "scenario-text"
    found = json.loads((folder / "text.json").read_text())
    names = [text["name"] for text in found["texts"]]
    assert names == ["rev.1 [FUND silent]", "rev.1 [FUND explicit]", "likeliest", "this text"]
    assert found["texts"][3]["paragraphs"] == {"CABLES": "explicit", "FUND": "explicit"}
    assert (found["held"], found["left"]) == (2, 4)

    again = here("text", "scenario.yaml", str(folder / "texts-in-full.yaml"), "--json", "--out", "again",
                 "--after", "2", "--runs", "60", "--workers", "1")  # fmt: skip
    assert again.exit_code == 0, again.output
    same = [text["paragraphs"] for text in json.loads(again.stdout)["texts"]]
    assert same == [text["paragraphs"] for text in found["texts"]]
    assert here("rerun", str(folder)).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "there is no text to put to the room; allowed: a file of texts"),
        (("bad.yaml",), "bad.yaml:1: texts.rev.paragraphs.WHALES: is not an issue of own"),
        (("missing.yaml",), "missing.yaml"),
        (("texts.yaml", "--after", "7"), "--after: 7: there are not that many readings; allowed: 0 to 6"),
        (
            ("--set", "FUND=loud"),
            "--set: FUND=loud: is not a formulation of this issue; allowed: silent, explicit",
        ),
        (("texts.yaml", "--base", "silent"), "--base: silent: is for a text of --set"),
        (("--also", "likelist"), "did you mean likeliest?"),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("texts: {rev: {paragraphs: {CABLES: silent, WHALES: silent}}}\n")
    done = here("text", "scenario.yaml", *words, "--runs", "4", "--workers", "1")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "results").exists()


def test_of_many_texts_some_are_named(tmp_path: Path) -> None:
    texts = "".join(f"  t{n}: {{paragraphs: {{CABLES: explicit}}}}\n" for n in range(13))
    (tmp_path / "many.yaml").write_text(f"texts:\n{texts}")
    words = ("text", "scenario.yaml", "many.yaml", "--runs", "4", "--workers", "1", "--json")
    refused = here(*words)
    assert refused.exit_code == 2
    assert "there are 13 texts; allowed: up to 12 at once: name some with --only" in refused.stderr
    done = here(*words, "--only", "t3", "--only", "t12")
    assert [text["name"] for text in json.loads(done.stdout)["texts"]] == ["t3", "t12"]
    unknown = here(*words, "--only", "t14")
    assert unknown.exit_code == 2
    assert "--only: t14: is no text of the files" in unknown.stderr


def test_another_body_needs_to_be_asked_for(tmp_path: Path) -> None:
    written(tmp_path, OWN.replace("body: GGE\nmandate", "body: other\nmandate"))
    words = ("text", "scenario.yaml", "texts.yaml", "--runs", "4", "--workers", "1")
    assert here(*words).exit_code == 2
    assert here(*words, "--raw-shares").exit_code == 0


def test_a_result_of_run_stands_for_its_scenario_with_its_options(tmp_path: Path) -> None:
    one = ["--workers", "1", "--quiet"]
    assert (
        gge(tmp_path, "run", "scenario.yaml", "-n", "60", "-s", "4", "-o", "forecast", *one).returncode == 0
    )
    assert gge(tmp_path, "text", "forecast", "--also", "own-text", "-o", "texts", *one).returncode == 0
    assert gge(tmp_path, "text", "scenario.yaml", "--also", "own-text", "-o", "same", "-n", "60", "-s", "4",
               *one).returncode == 0  # fmt: skip
    assert (tmp_path / "texts" / "text.json").read_text() == (tmp_path / "same" / "text.json").read_text()
    again = gge(tmp_path, "rerun", "texts")
    assert (again.returncode, "Reproduced" in again.stdout) == (0, True)


def test_a_folder_that_is_no_result_is_refused_and_files_are_read_before_the_scope_is_asked(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty").mkdir()
    empty = gge(tmp_path, "text", "empty", "--also", "own-text", "-o", "out")
    missing = gge(tmp_path, "text", "plastics-council", "nowhere.yaml", "-o", "out")
    assert (empty.returncode, missing.returncode) == (2, 2)
    assert "holds no manifest.json" in empty.stderr
    assert "nowhere.yaml: no such file" in missing.stderr
    assert not (tmp_path / "out").exists()
