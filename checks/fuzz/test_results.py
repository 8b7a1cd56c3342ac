"""A few results folders in the ordinary tests; and that what watches over them would notice."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest

import checks.fuzz.results
import sim.commands.again
import sim.report.rerun
import sim.study.tasks
from checks.fuzz.attempt import attempt, prepare
from checks.fuzz.results import case, command_on, of_a_folder
from checks.fuzz.results_folders import COMMANDS, folders
from checks.fuzz.results_tasks import Trap


def defects(folder: Path, files: dict[str, bytes], words: tuple[str, ...], link: str = "") -> str:
    """What is wrong with a command on a folder."""
    prepare()
    lay = (lambda mailed: (mailed / "scenario.yaml").symlink_to(link)) if link else None
    tried = attempt(command_on("planted", "by hand", files, lay, words, drawn=False), folder / "place")
    return " ".join(f"{one.defects} {one.outcome.err}" for one in tried if one.defects)


def asking_for(kind: str, *more: str) -> dict[str, bytes]:
    """The files of a folder whose manifest asks for more."""
    files = of_a_folder(kind)
    told = json.loads(files["manifest.json"])
    told["arguments"] += more
    return {**files, "manifest.json": json.dumps(told).encode()}


def test_a_few_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.fuzz.results, "DRAWN", 0)
    prepare()
    for number in range(10):
        one = case(20, number)
        for tried in attempt(one, tmp_path / "place"):
            assert not tried.defects, f"{number}: {one.mutator}: {tried.defects} {tried.outcome.err}"


def test_a_case_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.fuzz.results, "DRAWN", 0)
    for number in range(30):
        one, other = case(3, number), case(3, number)
        assert (one.mutator, one.files) == (other.mutator, other.files)
    assert case(3, 1).files != case(4, 1).files


def test_every_kind_of_folder_is_there_and_is_reproduced(tmp_path: Path) -> None:
    assert set(folders(False)) == {*COMMANDS, "record"}
    assert not defects(tmp_path, of_a_folder("replay"), ("rerun", "mailed"))


def test_an_option_that_writes_elsewhere_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asking_for("replay", "--out=victim")
    assert not defects(tmp_path, asked, ("rerun", "mailed"))

    def trusting(command: object, arguments: tuple[str, ...], folder: Path) -> list[str]:
        return [word.replace("{folder}", str(folder)) for word in arguments]

    monkeypatch.setattr(sim.commands.again, "given_again", trusting)
    assert "changes" in defects(tmp_path, asked, ("rerun", "mailed"))


def test_a_link_that_leads_out_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: content for name, content in of_a_folder("run").items() if name != "scenario.yaml"}
    words = ("replay", "mailed", "--out", "again", "--quiet")
    assert not defects(tmp_path, files, words, "../secret/secret.yaml")
    monkeypatch.setattr(sim.report.rerun, "_refuse_links", lambda folder: None)
    assert "reads" in defects(tmp_path, files, words, "../secret/secret.yaml")


def test_what_disturbs_a_terminal_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = of_a_folder("replay")
    told = {**json.loads(files["manifest.json"]), "version": "\x1b[2J"}
    files = {**files, "manifest.json": json.dumps(told).encode(), "replay.md": b"other"}
    assert not defects(tmp_path, files, ("rerun", "mailed"))
    monkeypatch.setattr(sim.report.rerun, "on_one_line", lambda text: text)
    assert "disturbs a terminal" in defects(tmp_path, files, ("rerun", "mailed"))


def test_what_is_unpickled_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = of_a_folder("sweep")
    buffer = io.BytesIO()
    np.savez(buffer, adopted=np.array([Trap()], dtype=object))
    name = next(name for name in files if name.startswith("tasks/"))
    files = {**files, name: buffer.getvalue()}
    words = (*COMMANDS["sweep"], "--out", "mailed")
    assert not defects(tmp_path, files, words)

    def trusting(folder: Path, key: str) -> None:
        path = folder / f"{key}.npz"
        if path.exists():
            with np.load(path, allow_pickle=True) as kept:
                [kept[name] for name in kept.files]

    monkeypatch.setattr(sim.study.tasks, "recall", trusting)
    assert "it should not" in defects(tmp_path, files, words)
