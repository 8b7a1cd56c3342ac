from pathlib import Path

import pytest

from sim.scenario.shipped import locate, shipped
from tests.scenario.files import refusal


def test_an_unknown_name_gets_the_nearest_that_ships_and_a_missing_file_is_named(tmp_path: Path) -> None:
    message = refusal("gge-2016")
    assert message.startswith("gge-2016: no such file, and no shipped scenario of that name")
    assert "did you mean gge-2016-2017?" in message
    assert "`gge-sim scenarios`" in message
    assert refusal(tmp_path / "nothing.yaml").startswith(f"{tmp_path}/nothing.yaml: no such file")


@pytest.mark.parametrize("source", ["a\0b", "x" * 5000])
def test_what_can_be_no_file_name_is_refused(source: str) -> None:
    assert len(refusal(source)) < 400


def test_a_shipped_name_wins_over_such_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gge-2016-2017").mkdir()
    monkeypatch.chdir(tmp_path)
    assert locate("gge-2016-2017") == shipped()["gge-2016-2017"]


def test_a_file_wins_over_a_name_that_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gge-2016-2017").write_text("id: x\n")
    monkeypatch.chdir(tmp_path)
    assert locate("gge-2016-2017") == Path("gge-2016-2017")
