"""Every command treats a results folder alike: its own files are replaced, the user's stay."""

from pathlib import Path

import pytest

from checks.fuzz.results_folders import INPUTS
from sim.negotiation.draw import draw
from sim.scenario.shipped import shipped
from sim.study import history
from sim.study.history import Process, decided_among
from tests.command import found_in, here

pytestmark = pytest.mark.usefixtures("empty_pictures")

#: How each is made from files in the folder one works in; the other commands write no folder.
COMMANDS = {
    "run": "run own.yaml --runs 3",
    "replay": "replay own.yaml",
    "compare": "compare own.yaml --with readings=2 --runs 3 --workers 1",
    "sweep": "sweep own.yaml --over readings=1,2 --rooms 2 --runs 2 --workers 1",
    "sensitivity": "sensitivity own.yaml --factor readings=1:3 --samples 4 --runs 4 --workers 1",
    "what-if": "what-if own.yaml --top 2 --runs 4 --workers 1",
    "text": "text own.yaml --also likeliest --also silent --runs 4 --workers 1",
    "follow": "follow follow.yaml --runs 4 --workers 1",
    "package": "package own.yaml --also silent --runs 4 --workers 1",
    "campaign": "campaign history.yaml --runs 4 --workers 1",
    "kit": "kit own.yaml --runs 3",
    "record": "record --runs 10",
    "calibrate": "calibrate --sets 10 --workers 1 --date 2026-01-01 --store store",
}
ALL = pytest.mark.parametrize("command", COMMANDS)
MINE = {"notes.txt": b"mine", ".DS_Store": b"", "Thumbs.db": b"", ".ipynb_checkpoints/page.html": b"mine"}
#: What differs from one time to the next: it carries the time.
_MANIFEST = "manifest.json"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("place")
    for name, content in INPUTS.items():
        (place / name).write_bytes(content)
    return place


@pytest.fixture(scope="module")
def few() -> list[Process]:
    """A short record, so that it is quickly judged: a failure and a report."""
    return decided_among([shipped()[name] for name in ("gge-2004-2005", "gge-2009-2010")])


@pytest.fixture(autouse=True)
def _there(place: Path, few: list[Process], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "decided", lambda *_: few)
    monkeypatch.chdir(place)


def done(command: str, folder: str) -> tuple[int, str]:
    told = here(*COMMANDS[command].split(), "--out", folder, "--quiet")
    return told.exit_code, told.stderr


def results(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in found_in(folder).items() if name != _MANIFEST}


@ALL
def test_what_the_user_puts_into_a_result_stays(place: Path, command: str) -> None:
    folder = place / f"stays-{command}"
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    for name in (".DS_Store", ".gitkeep"):
        (folder / name).write_bytes(b"")
    assert done(command, folder.name) == (0, "")
    first = results(folder)
    for name, content in MINE.items():
        (folder / name).write_bytes(content)
    assert done(command, folder.name) == (0, "")
    assert results(folder) == {**first, **MINE}


@ALL
def test_an_impossible_target_is_refused_first(
    place: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(*given: object, **more: object) -> None:
        raise AssertionError("something is drawn already")

    monkeypatch.setattr(draw, "__code__", drawn.__code__)
    theirs, blocked = place / f"theirs-{command}", place / f"file-{command}"
    theirs.mkdir()
    (theirs / "page.html").write_bytes(b"mine")
    blocked.write_bytes(b"mine")
    before = sorted(place.iterdir())
    for target, problem in (
        (theirs.name, "holds other files than a result of this command"),
        (blocked.name, "is not a folder"),
        (f"{blocked.name}/below", "cannot be written: Not a directory"),
        ("x" * 300, "cannot be written: File name too long"),
        ("/proc/result", "cannot be written"),
    ):
        status, told = done(command, target)
        assert status == 2, told
        assert problem in told
    assert found_in(theirs) == {"page.html": b"mine"}
    assert sorted(place.iterdir()) == before


@ALL
def test_a_file_of_the_users_with_the_name_of_one_of_ours_is_not_replaced(place: Path, command: str) -> None:
    """An input that comes in later has the name of what the user keeps there."""
    if command in ("kit", "record", "calibrate", "campaign"):
        pytest.skip("its files have the same names each time")
    folder = place / f"taken-{command}"
    file = "points.csv" if command == "sweep" else "some.yaml"
    words = COMMANDS[command].replace("--over readings=1,2", "--points points.csv")
    if command != "sweep":
        words = f"{words} --parameters some.yaml"
    assert done(command, folder.name) == (0, "")
    (folder / file).write_bytes(b"mine")
    before = found_in(folder)
    told = here(*words.split(), "--out", folder.name, "--quiet")
    assert told.exit_code == 2
    assert f"{file}: is not of an earlier result, and a file of this one has that name" in told.stderr
    assert found_in(folder) == before


def test_an_input_with_the_name_of_a_result_is_refused_first(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(*given: object, **more: object) -> None:
        raise AssertionError("something is drawn already")

    monkeypatch.setattr(draw, "__code__", drawn.__code__)
    (place / "sweep.csv").write_bytes(INPUTS["points.csv"])
    told = here("sweep", "own.yaml", "--points", "sweep.csv", "--out", "named", "--quiet")
    assert told.exit_code == 2
    assert "sweep.csv: has the name of another file in the results folder" in told.stderr
    assert not (place / "named").exists()


def test_another_kind_of_result_is_not_mixed_in(place: Path) -> None:
    assert done("replay", "kind") == (0, "")
    status, told = done("what-if", "kind")
    assert status == 2
    assert "kind: holds other files than a result of this command" in told
