"""`gge-sim coding` and its commands: sheets that are never overwritten, codes, and their comparison."""

import json
from pathlib import Path

import pytest

from tests.command import found_in, gge, here

FIFTH = "gge-2016-2017"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_scenario_without_a_command_is_tested_for_the_effect_of_its_coding() -> None:
    short = here("coding", FIFTH, "--codings", "2", "--plays", "4", "--json")
    whole = here("coding", "effect", "--codings", "2", "--plays", "4", FIFTH, "--json")
    assert short.exit_code == 0, short.stderr
    assert json.loads(short.stdout) == json.loads(whole.stdout)
    assert "agree" in here("coding", "--help").stdout
    assert here("coding", "shete", FIFTH).exit_code == 2


def test_a_sheet_is_written_once_and_never_over_what_is_there(place: Path) -> None:
    assert here("coding", "sheet", FIFTH, "--out", "sheets").exit_code == 0
    assert {*found_in(place / "sheets")} == {f"{FIFTH}.{ending}" for ending in ("csv", "html", "md")}
    (place / "sheets" / f"{FIFTH}.csv").write_text("hours of work")
    (place / "sheets" / f"{FIFTH}.md").unlink()
    again = here("coding", "sheet", FIFTH, "--out", "sheets")
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)
    assert (place / "sheets" / f"{FIFTH}.csv").read_text() == "hours of work"
    assert not (place / "sheets" / f"{FIFTH}.md").exists()


def test_two_codings_are_compared_on_the_page_as_json_and_as_files(place: Path) -> None:
    assert here("coding", "codes", FIFTH, "--out", "first").exit_code == 0
    text = (place / "first" / f"{FIFTH}.csv").read_text(encoding="utf-8-sig")
    (place / "second.csv").write_text(text.replace(",West,", ",neutral,"), encoding="utf-8")
    words = ("coding", "agree", "first", "second.csv", "--resamples", "100", "--out", "told")
    told = here(*words)
    assert told.exit_code == 0, told.stderr
    page = " ".join(told.stdout.split())
    assert "Where they differ (1)" in page
    assert f"{FIFTH} camp chair West neutral" in page
    found = json.loads(here(*words, "--json").stdout)
    assert found == json.loads((place / "told" / "agreement.json").read_text())
    assert [kind["kind"] for kind in found["kinds"]][-1] == "all"
    assert {*found_in(place / "told")} == {
        "agreement.csv", "agreement.json", "dictionary.csv", "disagreements.csv", "page.html", "story.md",
    }  # fmt: skip
    assert here(*words, "--quiet").stdout == ""


def test_what_cannot_be_coded_or_compared_is_refused_in_a_line(place: Path) -> None:
    for words, message in (
        (("coding", "sheet", "lone-blocker"), "has issues of its own"),
        (("coding", "codes", "gge-2016-2071"), "did you mean gge-2016-2017?"),
        (("coding", "agree", "nothing.csv", "nothing.csv"), "nothing.csv: no such file"),
        (("coding", "agree", ".", "."), "holds no table"),
    ):
        told = here(*words)
        assert (told.exit_code, message in told.stderr) == (2, True), told.stderr
    assert found_in(place) == {}


def test_a_misspelt_command_on_coding_has_a_hint(tmp_path: Path) -> None:
    done = gge(tmp_path, "coding", "shet", "gge-2016-2017")
    assert (done.returncode, "did you mean sheet?" in done.stderr) == (2, True)
