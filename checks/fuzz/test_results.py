"""Results folders that somebody sends: nothing in one runs, connects, reads or writes outside it."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim.commands.manifest_arguments
import sim.report.rerun
import sim.study.tasks
from checks.fuzz.attempt import attempt, lay, looking
from checks.fuzz.cage import Outcome
from checks.fuzz.results_folders import (
    COMMANDS,
    INPUTS,
    Lay,
    Trap,
    folders,
    laid,
    manifests,
    of_arrays,
    tampered,
)
from checks.fuzz.values import broken
from checks.fuzz.watch import watched

#: Commands that read a folder; MAILED stands for it, AGAIN for where they write.
MAILED, AGAIN = "mailed", "again"
RERUN = ("rerun", MAILED)
_WRITING = ("--runs", "4", "--quiet", "--out", AGAIN)
READERS = (
    RERUN,
    ("compare", MAILED, "own.yaml", *_WRITING),
    ("compare", MAILED, "--with", "readings=2", *_WRITING),
    ("replay", MAILED, "--replicate", "1", "--quiet", "--out", AGAIN),
    ("run", "own.yaml", "--runs", "4", "--quiet", "--out", MAILED),
)
#: Outside the folder: what nothing in it may read, change or tell.
OUTSIDE = {"secret/secret.csv": INPUTS["cells.csv"].replace(b"invented", b"topsecret")}
OUTSIDE |= {"secret/secret.yaml": INPUTS["own.yaml"].replace(b"Cable Panel", b"topsecret")}


def read(folder: Path, files: dict[str, bytes], words: tuple[str, ...], put: Lay | None = None) -> None:
    """Run a command on a folder of these files, watched."""
    run = {f"run/{name}": content for name, content in folders()["run"].items()}
    lay(
        folder,
        {**INPUTS, **OUTSIDE, **run, **{f"{MAILED}/{name}": content for name, content in files.items()}},
    )
    (folder / MAILED).mkdir(exist_ok=True)
    if put:
        put(folder / MAILED)
    writes = [AGAIN] if AGAIN in words else [MAILED] if "--out" in words else []
    call = partial(watched, words, [MAILED, AGAIN, *INPUTS, "run"], writes)
    attempt(words, folder, call=call, promise=_no_secret, statuses=(0, 1, 2))


def _no_secret(folder: Path, outcome: Outcome) -> list[str]:
    files = [path for path in (folder / AGAIN).rglob("*") if path.is_file()]
    return [f"{path} tells what lies outside" for path in files if b"topsecret" in path.read_bytes()]


@st.composite
def mailed(draw: st.DrawFn) -> tuple[dict[str, bytes], tuple[str, ...], Lay | None]:
    """Return the files of a folder with something wrong, a command that reads it, what lies there."""
    kind = draw(st.sampled_from(["run", "replay", "replay", *folders()]))
    files = dict(folders()[kind])
    words = draw(st.sampled_from(READERS)) if kind == "run" else RERUN
    if "manifest.json" in files and draw(st.booleans()):
        manifest = files["manifest.json"]
        return (
            {**files, "manifest.json": draw(manifests(manifest) | manifests(manifest) | broken(manifest))},
            words,
            None,
        )
    files, put = draw(laid(files))
    return files, words, put


@looking(40)
@given(mailed())
def test_a_folder_is_read_or_refused_and_leads_nowhere(tmp_path_factory: Any, made: Any) -> None:
    files, words, put = made
    read(tmp_path_factory.getbasetemp() / "place", files, words, put)


@looking(20)
@given(st.sampled_from(["sweep", "what-if", "points"]), st.data())
def test_a_study_goes_on_or_says_what_is_wrong(tmp_path_factory: Any, kind: str, data: Any) -> None:
    files, put = data.draw(tampered(dict(folders()[kind])))
    read(tmp_path_factory.getbasetemp() / "place", files, (*COMMANDS[kind], "--out", MAILED), put)


def test_every_kind_of_folder_is_there_and_is_reproduced(tmp_path: Path) -> None:
    assert set(folders()) == {*COMMANDS, "record"}
    read(tmp_path / "place", folders()["replay"], RERUN)


def test_writing_elsewhere_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = folders()["replay"]
    manifest = json.loads(files["manifest.json"])
    manifest["arguments"].append("--out=victim")
    asked = {**files, "manifest.json": json.dumps(manifest).encode()}
    read(tmp_path / "place", asked, RERUN)

    def trusting(command: object, arguments: tuple[str, ...], folder: Path) -> list[str]:
        return [word.replace("{folder}", str(folder)) for word in arguments]

    monkeypatch.setattr(sim.commands.manifest_arguments, "given_again", trusting)
    with pytest.raises(AssertionError, match="changes"):
        read(tmp_path / "place", asked, RERUN)


def test_a_link_that_leads_out_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: content for name, content in folders()["run"].items() if name != "scenario.yaml"}
    words = ("replay", MAILED, "--out", AGAIN, "--quiet")

    def link(folder: Path) -> None:
        (folder / "scenario.yaml").symlink_to("../secret/secret.yaml")

    read(tmp_path / "place", files, words, link)
    monkeypatch.setattr(sim.report.rerun, "_refuse_links", lambda folder: None)
    with pytest.raises(AssertionError, match="reads"):
        read(tmp_path / "place", files, words, link)


def test_what_disturbs_a_terminal_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = folders()["replay"]
    manifest = {**json.loads(files["manifest.json"]), "version": "\x1b[2J"}
    files = {**files, "manifest.json": json.dumps(manifest).encode(), "story.md": b"other"}
    read(tmp_path / "place", files, RERUN)
    monkeypatch.setattr(sim.report.rerun, "on_one_line", lambda text: text)
    with pytest.raises(AssertionError, match="disturbs a terminal"):
        read(tmp_path / "place", files, RERUN)


def test_what_is_unpickled_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = folders()["sweep"]
    name = next(name for name in files if name.startswith("tasks/"))
    files = {**files, name: of_arrays(adopted=np.array([Trap()], dtype=object))}
    words = (*COMMANDS["sweep"], "--out", MAILED)
    read(tmp_path / "place", files, words)

    def trusting(folder: Path, key: str) -> None:
        path = folder / f"{key}.npz"
        if path.exists():
            with np.load(path, allow_pickle=True) as kept:
                [kept[name] for name in kept.files]

    monkeypatch.setattr(sim.study.tasks, "recall", trusting)
    with pytest.raises(AssertionError, match="it should not"):
        read(tmp_path / "place", files, words)
