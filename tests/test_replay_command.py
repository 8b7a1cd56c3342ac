"""The replay as a user runs it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.command import found_in, gge, here
from tests.scenario.files import TEXT

RESULTS = {
    "replay.md", "page.html", "replay.json", "readings.csv", "stances.csv", "path.svg", "path.png",
    "room.svg", "room.png", "horseshoe.svg", "horseshoe.png",
}  # fmt: skip
DOCUMENT = Path(__file__).parents[1] / "docs" / "reference" / "study-tables.md"
WORDS = ("gge-2009-2010", "--seed", "3", "--replicate", "5")


def names(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.suffix != ".parquet"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_command_plays_prints_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = here("replay", *WORDS)
    assert done.exit_code == 0, done.output
    folder = tmp_path / "results" / "gge-2009-2010-replay-3-5"
    assert names(folder) == RESULTS | {"manifest.json", "input/gge-2009-2010.yaml"}
    assert "Reading by reading" in done.stdout
    assert "Written to results/gge-2009-2010-replay-3-5: page.html, replay.md" in done.stdout
    told = here("replay", *WORDS, "--json")
    assert json.loads(told.stdout) == json.loads((folder / "replay.json").read_text())
    quiet = here("replay", *WORDS, "-q", "-o", "again")
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    for name in RESULTS:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.slow
def test_it_can_be_done_again_from_its_folder_alone(tmp_path: Path) -> None:
    scenario, parameters = tmp_path / "mine.yaml", tmp_path / "deaf.yaml"
    scenario.write_text(TEXT, encoding="utf-8")
    parameters.write_text("chair_partiality: 0.8\n", encoding="utf-8")
    folder = tmp_path / "result"
    words = (str(scenario), "-r", "2", "-p", str(parameters), "--behaviour", "priors", "-o", str(folder))
    done = here("replay", *words)
    assert done.exit_code == 0, done.output
    assert json.loads((folder / "replay.json").read_text())["given"] == {"chair_partiality": 0.8}
    scenario.unlink()
    parameters.unlink()
    again = here("rerun", str(folder))
    assert again.exit_code == 0, again.output
    assert "Reproduced: all " in again.output
    (folder / "replay.md").write_text("another story")
    assert here("rerun", str(folder)).exit_code == 1


@pytest.mark.slow
def test_a_play_of_a_result_is_that_play_with_all_that_the_result_was_made_with(tmp_path: Path) -> None:
    parameters, result = tmp_path / "dear.yaml", tmp_path / "forecast"
    parameters.write_text("blocking_cost: 0.3\n", encoding="utf-8")
    words = ("--runs", "12", "--seed", "5", "--behaviour", "priors", "-p", str(parameters))
    assert here("run", "gge-2016-2017", *words, "-q", "-o", str(result)).exit_code == 0
    plays = rows_of(result / "plays.csv")
    issues = [name for name in plays[0] if name.isupper()]
    for number in (1, 7, 11):
        folder = tmp_path / f"play-{number}"
        done = here("replay", str(result), "--replicate", str(number), "-q", "-o", str(folder))
        assert done.exit_code == 0, done.output
        told = json.loads((folder / "replay.json").read_text())
        assert (told["seed"], told["behaviour"], told["given"]) == (5, "priors", {"blocking_cost": 0.3})
        assert told["adopted"] == (plays[number]["adopted"] == "1")
        rungs = {issue: ("silent", "indirect", "explicit")[int(plays[number][issue])] for issue in issues}
        assert told["text"] == rungs
        objectors = [code for code, d in told["delegations"].items() if d["stance"] == "objects"]
        assert objectors == plays[number]["objectors"].split()
        assert (folder / "input-forecast" / "manifest.json").is_file()
    again = here("rerun", str(tmp_path / "play-7"))
    assert again.exit_code == 0, again.output
    other = here("replay", str(result), "-r", "1", "--seed", "6", "--behaviour", "calibrated", "--json",
                 "-o", str(tmp_path / "other"))  # fmt: skip
    assert json.loads(other.stdout)["seed"] == 6
    assert json.loads(other.stdout)["behaviour"] == "calibrated"
    apart = "This play is not one of the result forecast: seed 6 instead of 5;"
    assert other.stderr.strip() == f"{apart} behaviour calibrated instead of priors."
    for name in ("replay.md", "page.html"):
        assert apart in (tmp_path / "other" / name).read_text()
        assert "This play is not one" not in (tmp_path / "play-7" / name).read_text()
    again = here("rerun", str(tmp_path / "other"))
    assert again.exit_code == 0, again.output


@pytest.mark.slow
def test_a_play_that_a_result_does_not_hold_is_refused(tmp_path: Path) -> None:
    result, parameters = tmp_path / "forecast", tmp_path / "dear.yaml"
    assert here("run", "gge-2016-2017", "--runs", "1200", "-q", "-o", str(result)).exit_code == 0
    out = tmp_path / "play"
    done = here("replay", str(result), "--replicate", "1200", "-o", str(out))
    assert (done.exit_code, done.stdout) == (2, "")
    told = f"{result}: --replicate = 1200: this result has no such play; allowed: 0 to 1,199"
    assert told in " ".join(done.stderr.split())
    assert not out.exists()
    assert here("replay", str(result), "--replicate", "1199", "-q", "-o", str(out)).exit_code == 0
    parameters.write_text("blocking_cost: 0.3\n", encoding="utf-8")
    words = ("--replicate", "1200", "-p", str(parameters), "-o", str(tmp_path / "dear"))
    done = here("replay", str(result), *words)
    assert done.exit_code == 0, done.output
    apart = "This play is not one of the result forecast: other parameters (blocking_cost)."
    assert done.stdout.count(apart) == 2  # beside the answer, and at the end


#: What is typed, and what must be said.
WRONG = {
    "replay nothing.yaml": ["nothing.yaml: no such file"],
    "replay gge-2016-2071": ["did you mean gge-2016-2017?"],
    "replay gge-2016-2017 --replicate -1": ["--replicate", "greater"],
    "replay gge-2016-2017 --replicate 10000000": ["--replicate", "to 9999999"],
    "replay gge-2016-2017 --replicate many": ["--replicate", "as an integer"],
    "replay gge-2016-2017 --seed -1": ["--seed", "greater than or equal"],
    "replay gge-2016-2017 --behaviour guessed": ["--behaviour", "guessed"],
    "replay gge-2016-2017 --parameters none.yaml": ["none.yaml: "],
    "replay notes": ["notes: holds no manifest.json; is it a results folder of gge-sim?"],
    "rerun notes": ["notes: holds no manifest.json; is it a results folder of gge-sim?"],
    "rerun nowhere": ["nowhere: no such folder"],
    "rerun file": ["file: is not a folder"],
    "replay studied": ["studied: is a result of gge-sim sweep; allowed: a result of gge-sim run"],
    "replay bare": ["bare/scenario.yaml: no such file"],
    "replay gge-2016-2017 --out notes": ["notes: holds other files than a result", "--out"],
    "replay gge-2016-2017 --out file/below": ["file/below: cannot be written"],
    "replay": ["Missing argument"],
}  # fmt: skip
MANIFEST = (
    '{"kind": "forecast", "version": "0", "arguments": ["run", "{folder}/scenario.yaml"], "sha256": {}}'
)
STUDY = '{"kind": "sweep", "version": "0", "arguments": ["sweep"], "sha256": {}}'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    files = {
        "file": "a regular file", "notes/diary.txt": "not a result", "bare/manifest.json": MANIFEST,
        "studied/manifest.json": STUDY,
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("typed", WRONG)
def test_bad_input_is_told_in_a_few_lines_and_leaves_nothing(place: Path, typed: str) -> None:
    before = found_in(place)
    told = gge(place, *typed.split())
    assert told.returncode == 2, told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) <= 8
    flowing = " ".join(told.stderr.split())
    for words in WRONG[typed]:
        assert words in flowing
    assert found_in(place) == before


@pytest.mark.slow
def test_every_column_is_described_and_none_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "result"
    assert here("replay", *WORDS, "-q", "-o", str(folder)).exit_code == 0
    section = DOCUMENT.read_text(encoding="utf-8").partition("\n## replay\n")[2].partition("\n## ")[0]
    tables = dict(re.findall(r"### (\S+)\n(.*?)(?=\n### |\Z)", section, re.DOTALL))
    assert set(tables) == {"readings.csv", "stances.csv"}
    for name, described in tables.items():
        cells = [line.strip("|").split(" | ")[0] for line in described.splitlines() if line.startswith("|")]
        columns = [column for cell in cells for column in re.findall(r"`([^`]+)`", cell)]
        assert sorted(columns) == sorted(rows_of(folder / name)[0])
