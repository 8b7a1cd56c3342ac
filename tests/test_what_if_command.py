"""`gge-sim what-if`: what it prints, and the folder that it leaves."""

import json
from pathlib import Path

import pytest

from tests.command import here
from tests.scenario.files import OWN, written


def test_the_command_prints_a_page_and_writes_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["what-if", written(tmp_path, OWN).name, "--runs", "25", "--workers", "1", "--top", "3"]
    done = here(*words)
    assert done.exit_code == 0, done.output
    assert "What would make them join" in done.output
    folder = tmp_path / "results" / "scenario-what-if"
    first = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert {"what-if.json", "story.md", "effects.csv", "pressure.svg", "joining.png"} <= set(first)
    assert (folder / "tasks").is_dir()
    assert len(json.loads(first["what-if.json"])["objectors"]) == 3

    again = here(*words, "--json", "--out", "again")
    assert json.loads(again.stdout) == json.loads(first["what-if.json"])
    for name, content in first.items():
        assert name == "manifest.json" or (tmp_path / "again" / name).read_bytes() == content, name
    quiet = here(*words, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")
