"""A results folder: written whole or not at all, and never over what is not a result."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from sim.report import folder
from sim.report.folder import check_parent, check_writable, contents, manifest, write_folder, write_plain
from sim.scenario.fault import BadInput
from sim.study.forecast import Forecast, forecast
from tests.command import found_in
from tests.scenario.files import shipped_scenario

RESULT = {"forecast.json": b"{}", "plays.csv": b"replicate\n"}


@pytest.fixture(scope="module")
def small() -> Forecast:
    return forecast(shipped_scenario("gge-2016-2017"), 5)


def test_a_table_beside_the_scenario_may_not_have_the_name_of_a_table_of_the_result(small: Forecast) -> None:
    with pytest.raises(BadInput, match=r"plays\.csv: is also the name of a file of the result"):
        contents(small, None, {"scenario.yaml": b"", "plays.csv": b"delegation,issue\n"})


def test_a_library_that_is_not_there_is_told_so(small: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "numpy":
            raise PackageNotFoundError(name)
        return "9"

    monkeypatch.setattr(folder, "version", version)
    libraries = manifest(small, RESULT, ["gge-sim"])["libraries"]
    assert libraries["numpy"] == "not installed"
    assert set(libraries.values()) == {"not installed", "9"}


@pytest.mark.parametrize("place", ["file/below", "file/below/deeper"])
def test_where_no_folder_can_be_made_it_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file")
    before = found_in(tmp_path)
    for write in (lambda to: write_folder(to, RESULT, {}), lambda to: write_plain(to, RESULT)):
        with pytest.raises(BadInput, match="cannot be written"):
            write(tmp_path / place)
    assert found_in(tmp_path) == before


def test_a_result_that_fails_on_the_way_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "result"
    write_folder(target, RESULT, {"kind": "forecast"})
    before = found_in(tmp_path)

    def full(*about: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    for write in (
        lambda: write_folder(target, {"forecast.json": b"[]"}, {}),
        lambda: write_plain(target, {"forecast.json": b"[]"}),
    ):
        with pytest.raises(BadInput, match="result: cannot be written: No space left on device"):
            write()
    assert found_in(tmp_path) == before


def test_a_link_and_the_folder_one_works_in_are_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "result", RESULT, {})
    (tmp_path / "link").symlink_to(tmp_path / "result")
    for check in (check_writable, lambda to: write_folder(to, RESULT, {})):
        with pytest.raises(BadInput, match="link: is not a folder"):
            check(tmp_path / "link")
        monkeypatch.chdir(tmp_path / "result")
        with pytest.raises(BadInput, match="is the folder you work in; name another with --out"):
            check(Path("."))
    assert (tmp_path / "link").is_symlink()


def test_a_file_is_no_folder_for_a_study(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(BadInput, match="file: is not a folder"):
        check_parent(tmp_path / "file")
