import errno
import os
import zipfile
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.study.store import LARGEST, content_key, keep, open_store, recall

ARRAYS = {"plays": np.array(4), "adopted": np.arange(300, dtype=np.int32)}


def same(found: dict[str, np.ndarray] | None) -> bool:
    return (
        found is not None
        and list(found) == list(ARRAYS)
        and all(found[n].tolist() == a.tolist() and found[n].dtype == a.dtype for n, a in ARRAYS.items())
    )


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "store"
    assert recall(folder, "k") is None
    open_store(folder)
    keep(folder, "k", ARRAYS)
    assert same(recall(folder, "k"))
    assert recall(folder, "other") is None
    assert os.listdir(folder) == ["k.npz"]


def test_the_same_result_is_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        open_store(tmp_path / folder)
        keep(tmp_path / folder, "k", ARRAYS)
    assert (tmp_path / "a" / "k.npz").read_bytes() == (tmp_path / "b" / "k.npz").read_bytes()


def test_the_result_of_another_task_counts_as_absent(tmp_path: Path) -> None:
    keep(tmp_path, "k", ARRAYS)
    (tmp_path / "k.npz").rename(tmp_path / "other.npz")
    assert recall(tmp_path, "other") is None


@pytest.mark.parametrize("change", ["name", "value", "kind", "shape", "seal"])
def test_arrays_that_nobody_vouches_for_count_as_absent(tmp_path: Path, change: str) -> None:
    keep(tmp_path, "k", ARRAYS)
    with np.load(tmp_path / "k.npz") as kept:
        arrays = {name: kept[name] for name in kept.files}
    adopted = arrays.pop("adopted")
    others = {"value": adopted + 1, "kind": adopted.astype(float), "shape": adopted[:1], "seal": adopted}
    arrays |= {"adopt": adopted} if change == "name" else {"adopted": others[change]}
    if change == "seal":
        del arrays["seal"]
    np.savez(tmp_path / "k.npz", **arrays)
    assert recall(tmp_path, "k") is None


def test_nothing_without_end_is_read(tmp_path: Path) -> None:
    (tmp_path / "zero.npz").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.npz")
    with (tmp_path / "huge.npz").open("wb") as file:
        file.truncate(LARGEST + 1)
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("adopted.npy", bytes(LARGEST + 1))
    assert [recall(tmp_path, key) for key in ("zero", "pipe", "huge", "bomb")] == [None] * 4


def test_every_part_is_in_the_key() -> None:
    parts = {"scenario": "x", "first": 0, "last": 100, "plays": 24, "seed": 1, "rules": 1}
    key = content_key(**parts)
    assert key == content_key(**dict(reversed(parts.items())))
    assert len(key) == 24
    changed = {content_key(**{**parts, name: "other"}) for name in parts}
    fewer = {content_key(**{n: v for n, v in parts.items() if n != name}) for name in parts}
    assert len({key} | changed | fewer) == 1 + 2 * len(parts)
    assert content_key(a=1, b=23) != content_key(a=12, b=3)
    assert content_key(a=1) != content_key(a="1")


def test_a_damaged_file_is_never_taken_for_another_result(tmp_path: Path) -> None:
    keep(tmp_path, "k", ARRAYS)
    whole = (tmp_path / "k.npz").read_bytes()
    for length in (0, 1, 10, len(whole) // 2, len(whole) - 1):
        (tmp_path / "k.npz").write_bytes(whole[:length])
        assert recall(tmp_path, "k") is None, length
    for place in range(0, len(whole), 3):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        (tmp_path / "k.npz").write_bytes(damaged)
        found = recall(tmp_path, "k")
        assert found is None or same(found), place


@pytest.mark.parametrize("content", [b"nonsense", b"PK\x03\x04", b"\x93NUMPY", b"PK\x05\x06" + bytes(18)])
def test_something_else_under_the_name_holds_no_result(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "k.npz").write_bytes(content)
    assert not recall(tmp_path, "k")


def test_interrupted_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            keep(tmp_path, "k", ARRAYS)
    assert os.listdir(tmp_path) == []
    keep(tmp_path, "k", ARRAYS)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            keep(tmp_path, "k", {"plays": np.array(9)})
    assert os.listdir(tmp_path) == ["k.npz"]
    assert same(recall(tmp_path, "k"))


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert recall(tmp_path / "file", "k") is None
    for refused in (lambda: open_store(tmp_path / "file"), lambda: keep(tmp_path / "file", "k", ARRAYS)):
        with pytest.raises(BadInput, match="file: cannot be written"):
            refused()


def test_a_folder_that_vanishes_is_not_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    open_store(folder)
    folder.rmdir()
    with pytest.raises(BadInput, match="store: disappeared"):
        keep(folder, "k", ARRAYS)
    assert not folder.exists()


def test_a_full_disk_is_told_and_keeps_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "done", ARRAYS)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(BadInput, match="cannot be written: No space left on device; finished"):
            keep(tmp_path, "k", ARRAYS)
    assert os.listdir(tmp_path) == ["done.npz"]
    assert same(recall(tmp_path, "done"))


def test_what_a_killed_process_left_is_cleared_away_once_it_is_nobodys(tmp_path: Path) -> None:
    keep(tmp_path, "k", ARRAYS)
    old, new = tmp_path / ".a.x.partial", tmp_path / ".b.y.partial"
    for draft in (old, new):
        draft.write_bytes(b"half")
    os.utime(old, (1, 1))
    open_store(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".b.y.partial", "k.npz"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are otherwise here")
def test_whoever_may_read_the_results_may_read_what_is_kept(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        keep(tmp_path, "k", ARRAYS)
    finally:
        os.umask(before)
    assert (tmp_path / "k.npz").stat().st_mode & 0o777 == 0o664


def write_often(folder: Path) -> int:
    for _ in range(100):
        keep(folder, "k", ARRAYS)
    return os.getpid()


def test_two_writers_of_one_result_do_not_harm_it(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        writers = [pool.apply_async(write_often, (tmp_path,)) for _ in range(2)]
        seen = 0
        while not all(writer.ready() for writer in writers):
            found = recall(tmp_path, "k")
            assert found is None or same(found)
            seen += found is not None
        assert all(writer.get() != os.getpid() for writer in writers)
    assert same(recall(tmp_path, "k"))
    assert os.listdir(tmp_path) == ["k.npz"]
