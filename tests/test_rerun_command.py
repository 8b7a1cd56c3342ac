"""Rerun, and whatever else reads a results folder that somebody sent: it does the study, and nothing else."""

import inspect
import json
import os
import typing
from pathlib import Path

import pytest

from sim.cli import STUDIES
from sim.commands.follow import follow
from sim.commands.manifest_arguments import FILES
from sim.commands.own_study import own_study
from sim.commands.run import run
from sim.commands.study import WHERE
from sim.report.rerun import KINDS
from tests.command import here
from tests.scenario.files import OWN

pytestmark = pytest.mark.usefixtures("empty_pictures")

SWEEP = (
    "sweep",
    "own.yaml",
    "--over",
    "readings=1,2",
    "--rooms",
    "2",
    "--runs",
    "2",
    "--quiet",
    "--workers",
    "1",
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    if hasattr(os, "sched_getaffinity"):
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path


def made(*words: str) -> Path:
    done = here(*words, "--out", "made")
    assert done.exit_code == 0, done.output
    return Path("made")


def changed(folder: Path, **told: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | told), encoding="utf-8")


def test_nothing_but_the_study_can_be_asked_for(place: Path) -> None:
    folder = made("replay", "own.yaml", "--quiet")
    assert here("rerun", "made").exit_code == 0
    (place / "outside.yaml").write_text(OWN, encoding="utf-8")
    before = sorted(place.rglob("*"))
    own = ["replay", "{folder}/input/own.yaml"]
    for asked in (
        [*own, "--out=elsewhere"], [*own, "--out", "elsewhere"], [*own, "-oelsewhere"], [*own, "--out"],
        [*own, "--help"], [*own, "-h"], [*own, "--quiet"], [*own, "--"], [*own, "--seed"],
        [*own, "--nothing", "1"],
        [*own, "--parameters", "outside.yaml"], [*own, "--parameters", "{folder}/../outside.yaml"],
        [*own, "--parameters", "/etc/passwd"], [*own, "--cluster", "tcp://127.0.0.1:9"],
        [*own, "--workers", "64"],
        ["replay", "outside.yaml"], ["replay", "{folder}/../outside.yaml"], ["replay", "{folder}"],
        ["replay", "{folder}//etc/passwd"], ["replay", "{folder}/./input/own.yaml"], ["replay", ""],
        ["replay", "gge-2016-2017"],
    ):  # fmt: skip
        changed(folder, arguments=asked)
        told = here("rerun", "made")
        assert told.exit_code == 2, asked
        assert "made/manifest.json: arguments" in told.stderr, asked
    assert sorted(place.rglob("*")) == before


def test_no_study_reads_a_file_by_an_option_that_is_not_watched() -> None:
    paths = set()
    for command in (run, own_study, *STUDIES):
        if command is own_study or command.__name__.replace("_", "-") in KINDS:
            for name, hint in typing.get_type_hints(command).items():
                if Path in (hint, *typing.get_args(hint)):
                    paths.add(name)
            assert "out" in inspect.signature(command).parameters
    # Elsewhere a scenario is what a study is of; only here is it an option, by which a file may be read.
    assert "scenario" in inspect.signature(follow).parameters
    # The folder of an own record is no option: what stands alone always lies in the results folder.
    assert (paths - WHERE - {"folder"}) | {"scenario"} == FILES


def test_an_option_without_a_value_is_done_again(place: Path) -> None:
    pytest.importorskip("SALib", reason="the extra sensitivity is not installed")
    folder = made(
        "sensitivity",
        "own.yaml",
        "--factor",
        "readings=1:3",
        "--samples",
        "4",
        "--runs",
        "2",
        "--force",
        "-q",
    )
    arguments = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["arguments"]
    assert arguments[-1] == "--force"
    assert here("rerun", "made").exit_code == 0
    changed(folder, arguments=[*arguments, "True"])
    assert here("rerun", "made").exit_code == 0, "as earlier versions wrote it"


@pytest.mark.slow
def test_files_that_a_manifest_is_silent_about_count(place: Path) -> None:
    folder = made(*SWEEP)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    (folder / "story.md").write_text("something else", encoding="utf-8")
    changed(folder, sha256={name: digest for name, digest in told.items() if name != "story.md"})
    again = here("rerun", "made")
    assert (again.exit_code, "different: story.md" in again.stdout) == (1, True)
    changed(folder, sha256={})
    assert here("rerun", "made").exit_code == 1


@pytest.mark.parametrize(
    "name", ["../own.yaml", "/etc/passwd", "..", "", "a/../b", "x\x1b[2J", "x\u202ey", "a\\b"]
)
def test_a_manifest_tells_of_its_own_files_only(place: Path, name: str) -> None:
    folder = made("replay", "own.yaml", "--quiet")
    changed(folder, sha256={name: "0" * 64})
    told = here("rerun", "made")
    assert told.exit_code == 2
    assert "not in the folder" in told.stderr
    assert told.stderr.isascii()


def test_the_digests_of_a_forecast_count(place: Path) -> None:
    folder = made("run", "own.yaml", "--runs", "2", "--quiet")
    scenario = folder / "scenario.yaml"
    scenario.write_text(f"{OWN}# a word more\n", encoding="utf-8")
    again = here("rerun", "made")
    assert again.exit_code == 1
    assert "different: " in again.stdout
    assert "scenario.yaml" in again.stdout


def test_what_is_told_disturbs_no_terminal(place: Path) -> None:
    folder = made("replay", "own.yaml", "--quiet")
    changed(folder, version="\x1b[2J\x1b]0;x\x07" + "9" * 5000)
    (folder / "story.md").write_text("other", encoding="utf-8")
    told = here("rerun", "made").stdout
    assert "Not reproduced; different: story.md" in told
    assert told.strip().isprintable()
    assert len(told) < 300


@pytest.mark.parametrize("target", ["/dev/zero", "../outside.yaml", "..", "/etc/passwd"])
def test_a_link_that_leads_out_is_refused(place: Path, target: str) -> None:
    folder = made("run", "own.yaml", "--runs", "2", "--quiet")
    (place / "outside.yaml").write_text(OWN, encoding="utf-8")
    (folder / "scenario.yaml").unlink()
    (folder / "scenario.yaml").symlink_to(target)
    for words in (("rerun", "made"), ("replay", "made"), ("compare", "made", "own.yaml")):
        told = here(*words)
        assert told.exit_code == 2
        assert "leads out of the results folder" in told.stderr


@pytest.mark.parametrize("name", ["manifest.json", "scenario.yaml"])
def test_a_pipe_is_refused_and_not_waited_for(place: Path, name: str) -> None:
    folder = made("run", "own.yaml", "--runs", "2", "--quiet")
    (folder / name).unlink()
    os.mkfifo(folder / name)
    for words in (("rerun", "made"), ("replay", "made"), ("compare", "made", "own.yaml")):
        told = here(*words)
        assert told.exit_code == 2
        assert "is not a plain file" in told.stderr


def test_a_campaign_is_made_of_its_own_folder(place: Path) -> None:
    (place / "history.yaml").write_text(
        "id: h\ntitle: H\nsource: x\nprocesses: [own.yaml]\n", encoding="utf-8"
    )
    folder = made("campaign", "history.yaml", "--runs", "2", "--quiet", "--workers", "1")
    file = folder / "campaign.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[own.yaml]", "[../own.yaml]"), encoding="utf-8")
    told = here("rerun", "made")
    assert told.exit_code == 2
    assert "lies outside the results folder" in told.stderr
    file.write_text(file.read_text(encoding="utf-8").replace("[../own.yaml]", "[own.yaml]"), encoding="utf-8")
    (folder / "own.yaml").unlink()
    (folder / "own.yaml").symlink_to("own.yaml")
    told = here("rerun", "made")
    assert told.exit_code == 2, "a link to itself is no file"
    assert "is neither a file beside this one" in told.stderr


def test_a_study_goes_on_in_its_own_folder_only(place: Path) -> None:
    folder = made(*SWEEP)
    elsewhere = place / "elsewhere"
    (folder / "tasks").rename(elsewhere)
    (folder / "tasks").symlink_to(elsewhere)
    before = {path: path.stat().st_mtime_ns for path in elsewhere.iterdir()}
    told = here(*SWEEP, "--out", "made")
    assert told.exit_code == 2
    assert "leads out of the results folder" in told.stderr
    assert {path: path.stat().st_mtime_ns for path in elsewhere.iterdir()} == before
