"""Where a result goes: refused before anything is played, or filled; what is not the result's own stays."""

import errno
import json
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.results_folder import JOURNAL, Target
from sim.scenario.fault import BadInput

NAMES = ("forecast.json", "plays.csv", "story.md", "cells.csv", "a/scenario.yaml", "manifest.json")
RESULT = {"forecast.json": b'{"schema": 1}', "plays.csv": b"replicate\n", "a/scenario.yaml": b"id: x\n"}


def manifest(*names: str, kind: str = "forecast") -> bytes:
    return json.dumps({"kind": kind, "sha256": dict.fromkeys(names, "")}).encode()


def opened(folder: Path) -> Target:
    return Target.open(folder, "forecast", NAMES)


def written(folder: Path, **more: bytes) -> None:
    files = {**RESULT, **more}
    opened(folder).write(files, manifest(*files))


def lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"mine")


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


BYSTANDERS = (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".ipynb_checkpoints/page-checkpoint.html")


@pytest.mark.parametrize("before", [False, True])
def test_what_is_not_the_results_own_stays(tmp_path: Path, before: bool) -> None:
    folder = tmp_path / "result"
    if before:
        written(folder)
    lay(folder, *BYSTANDERS, *(("notes.txt", "a/notes.txt", "deep/er/notes.txt") if before else ()))
    others = {name: content for name, content in files_in(folder).items() if content == b"mine"}
    written(folder)
    assert files_in(folder) == {**RESULT, **others, "manifest.json": manifest(*RESULT)}


def test_what_the_earlier_result_had_and_this_one_has_not_is_removed(tmp_path: Path) -> None:
    opened(tmp_path).write({**RESULT, "story.md": b"told"}, manifest(*RESULT, "story.md"))
    lay(tmp_path, "notes.txt")
    files = {"forecast.json": b'{"schema": 1}'}
    opened(tmp_path).write(files, manifest(*files))
    assert files_in(tmp_path) == {**files, "notes.txt": b"mine", "manifest.json": manifest(*files)}
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", ["story.md", "cells.csv"])
def test_a_file_in_the_way_that_we_did_not_write_is_refused_beforehand(tmp_path: Path, name: str) -> None:
    written(tmp_path)
    lay(tmp_path, name)
    before = files_in(tmp_path)
    with pytest.raises(BadInput, match=f"{name}: is not of an earlier result, and a file of this one has"):
        opened(tmp_path)
    assert files_in(tmp_path) == before


def test_a_file_that_comes_into_the_way_meanwhile_is_not_lost(tmp_path: Path) -> None:
    target = opened(tmp_path)
    lay(tmp_path, "plays.csv", "notes.txt")
    with pytest.raises(BadInput, match=r"plays\.csv: is not of an earlier result"):
        target.write(RESULT, manifest(*RESULT))
    assert files_in(tmp_path) == {"plays.csv": b"mine", "notes.txt": b"mine"}


@pytest.mark.parametrize(
    "lies",
    [
        {"diary.txt": b"mine"},
        {"plays.csv": b"mine"},
        {"forecast.json": b"mine"},  # of no result: no summary of ours
        {"manifest.json": b'{"name": "My page", "icons": []}'},  # of a page in the web
        {"manifest.json": manifest("plays.csv", kind="sweep"), "sweep.json": b'{"schema": 1}'},
        {"tasks/k.npz": b"a study's"},
    ],
)
def test_a_folder_of_something_else_is_refused(tmp_path: Path, lies: dict[str, bytes]) -> None:
    for name, content in lies.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match="holds other files than a result of this command; name another"):
        opened(tmp_path)
    assert files_in(tmp_path) == lies


def test_an_earlier_result_without_a_manifest_is_known_by_its_summary(tmp_path: Path) -> None:
    kit = {"kit.json": b'{"schema": 1}', "quiz.html": b"old"}
    lay(tmp_path, "notes.txt")
    for name, content in kit.items():
        (tmp_path / name).write_bytes(content)
    target = Target.open(tmp_path, "kit", ("kit.json", "quiz.html", "draft.html"))
    assert target.replaces
    target.write({**kit, "quiz.html": b"new"})
    assert files_in(tmp_path) == {**kit, "quiz.html": b"new", "notes.txt": b"mine"}


@pytest.mark.parametrize("odd", [b"", b"{", b"[]", b'{"kind": "forecast", "sha256": 3}', b"[" * 100000])
def test_a_damaged_manifest_does_not_stop_a_result(tmp_path: Path, odd: bytes) -> None:
    written(tmp_path)
    (tmp_path / "manifest.json").write_bytes(odd)
    written(tmp_path)
    assert (tmp_path / "manifest.json").read_bytes() == manifest(*RESULT)


@given(st.sampled_from(["..", "../..", "a/..", "/", "a/../..", "tasks", "./", ""]), st.booleans())
def test_a_manifest_that_somebody_sent_removes_nothing_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, way: str, absolute: bool
) -> None:
    home = tmp_path_factory.mktemp("home")
    lay(home, "victim", "result/tasks/victim")
    folder = home / "result"
    (folder / "out").symlink_to(home)
    names = [f"{way}/victim", "out/victim", str(home / "victim"), "tasks/victim", "a/../../victim", ".."]
    (folder / "forecast.json").write_bytes(b'{"schema": 1}')
    (folder / "manifest.json").write_bytes(manifest("forecast.json", *names))
    written(folder)
    assert (home / "victim").read_bytes() == b"mine"
    assert (folder / "tasks" / "victim").read_bytes() == b"mine"


def test_a_link_to_a_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to("disk")
    written(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "disk" / "plays.csv").read_bytes() == b"replicate\n"


def test_links_that_lead_nowhere_or_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to("gone")
    with pytest.raises(BadInput, match="nowhere: is a link that leads nowhere"):
        opened(tmp_path / "nowhere")
    (tmp_path / "elsewhere").mkdir()
    for name in ("a", "tasks"):
        folder = tmp_path / f"result-{name}"
        written(folder)
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(BadInput, match=f"{name}: leads out of the results folder"):
            opened(folder)


TOO_LONG = "x" * 300


@pytest.mark.parametrize("place", ["file", "file/below", "file/below/deeper", TOO_LONG, f"new/{TOO_LONG}"])
def test_a_place_where_no_folder_can_be_made_is_refused_beforehand(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(BadInput, match=r"cannot be written|is not a folder"):
        opened(tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_name_that_the_folder_cannot_have_is_refused_beforehand(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written: File name too long"):
        Target.open(tmp_path / "result", "forecast", (*NAMES, f"{TOO_LONG}.csv"))
    assert not list(tmp_path.iterdir())


def failing(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, fault: int, at: Callable[..., bool]
) -> None:
    """Let a call to the system fail where it is said."""
    real = getattr(module, name)

    def fails(*about: object, **more: object) -> object:
        if at(*about):
            raise OSError(fault, os.strerror(fault))
        return real(*about, **more)

    monkeypatch.setattr(module, name, fails)


def test_a_disk_that_may_only_be_read_is_refused_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, os, "mkdir", errno.EROFS, lambda *about: True)
    for place in (tmp_path, tmp_path / "new"):
        with pytest.raises(BadInput, match="cannot be written: Read-only file system"):
            opened(place)


def test_a_mount_point_is_filled_though_it_cannot_be_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    for name in ("replace", "rename"):
        failing(monkeypatch, os, name, errno.EBUSY, lambda old, new: Path(old) == tmp_path)
    (tmp_path / "lost+found").mkdir()
    written(tmp_path)
    assert files_in(tmp_path) == {**RESULT, "manifest.json": manifest(*RESULT)}


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "result"
    if there:
        written(folder)
    target, before = opened(folder), sorted(tmp_path.rglob("*"))
    with monkeypatch.context() as patch:
        failing(patch, Path, "write_bytes", errno.ENOSPC, lambda path, content: path.name == "story.md")
        with pytest.raises(BadInput, match="result: cannot be written: No space left on device"):
            target.write({**RESULT, "story.md": b"told"}, manifest(*RESULT, "story.md"))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("number", range(7))
def test_a_result_cut_short_is_ours_and_vouched_for_by_nobody(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    lay(tmp_path, "notes.txt")
    target, calls = opened(tmp_path), []
    files = {**RESULT, "story.md": b"told"}

    def killed(old: Path, new: Path, real: Callable[[Path, Path], None] = os.replace) -> None:
        if len(calls) == number:
            raise KeyboardInterrupt
        calls.append(new)
        real(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        if number < 6:
            with pytest.raises(KeyboardInterrupt):
                target.write(files, manifest(*files))
        else:
            target.write(files, manifest(*files))
    assert (tmp_path / "manifest.json").exists() == (number in (0, 6))
    opened(tmp_path).write(RESULT, manifest(*RESULT))
    assert files_in(tmp_path) == {**RESULT, "notes.txt": b"mine", "manifest.json": manifest(*RESULT)}
    assert not (tmp_path / JOURNAL).exists()


def test_what_a_killed_process_left_is_cleared_away_once_it_is_nobodys(tmp_path: Path) -> None:
    for name in (".gge-sim.old.partial", ".gge-sim.new.partial", ".theirs.partial"):
        lay(tmp_path, f"{name}/plays.csv")
        if "new" not in name:
            os.utime(tmp_path / name, (time.time() - 4000,) * 2)
    written(tmp_path)
    left = {name for name in os.listdir(tmp_path) if name.startswith(".")}
    assert left == {".gge-sim.new.partial", ".theirs.partial"}


@pytest.mark.skipif(os.name != "posix", reason="permissions are otherwise here")
@pytest.mark.parametrize("mask", [0o077, 0o022, 0o002])
def test_the_mask_of_permissions_holds_for_every_file(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        written(tmp_path / "result")
    finally:
        os.umask(before)
    for path in (tmp_path / "result", *(tmp_path / "result").rglob("*")):
        whole = 0o777 if path.is_dir() else 0o666
        assert stat.S_IMODE(path.stat().st_mode) == whole & ~mask, path
