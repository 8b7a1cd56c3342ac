"""The replay as a user runs it."""

import csv
import json
from pathlib import Path

import pytest

from tests.command import here
from tests.scenario.files import TEXT


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
    command = "gge-sim replay gge-2016-2017 --replicate 2 --parameters deaf.yaml --behaviour priors"
    assert f"command: {command}\n" in (folder / "story.md").read_text(encoding="utf-8")
    scenario.unlink()
    parameters.unlink()
    again = here("rerun", str(folder))
    assert again.exit_code == 0, again.output
    assert "Reproduced: all " in again.output
    (folder / "story.md").write_text("another story")
    assert here("rerun", str(folder)).exit_code == 1


@pytest.mark.slow
def test_a_play_of_a_result_is_that_play_with_all_that_the_result_was_made_with(tmp_path: Path) -> None:
    parameters, result = tmp_path / "dear.yaml", tmp_path / "forecast"
    parameters.write_text("blocking_cost: 0.3\n", encoding="utf-8")
    words = ("--runs", "12", "--seed", "5", "--behaviour", "priors", "-p", str(parameters))
    assert here("run", "gge-2016-2017", *words, "-q", "-o", str(result)).exit_code == 0
    with (result / "plays.csv").open(newline="", encoding="utf-8") as file:
        plays = list(csv.DictReader(file))
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
    other = here("replay", str(result), "-r", "1", "--seed", "6", "--behaviour", "calibrated", "--json",
                 "-o", str(tmp_path / "other"))  # fmt: skip
    found = json.loads(other.stdout)
    assert (found["seed"], found["behaviour"]) == (6, "calibrated")
    apart = "This play is not one of the result forecast: seed 6 instead of 5;"
    assert other.stderr.strip() == f"{apart} behaviour calibrated instead of priors."
    for name in ("story.md", "page.html"):
        assert apart in (tmp_path / "other" / name).read_text()
        assert "This play is not one" not in (tmp_path / "play-7" / name).read_text()
    for folder in ("play-7", "other"):
        again = here("rerun", str(tmp_path / folder))
        assert again.exit_code == 0, again.output


@pytest.mark.slow
def test_a_play_that_a_result_does_not_hold_is_refused(tmp_path: Path) -> None:
    result, parameters, out = tmp_path / "forecast", tmp_path / "dear.yaml", tmp_path / "play"
    assert here("run", "gge-2016-2017", "--runs", "1200", "-q", "-o", str(result)).exit_code == 0
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
