"""The files of a result, and what its manifest says."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError

import pytest

from sim.report import folder
from sim.report.folder import contents, manifest
from sim.report.names import result_names
from sim.scenario.fault import BadInput
from sim.study.forecast import Forecast, forecast
from tests.scenario.files import shipped_scenario

RESULT = {"forecast.json": b"{}", "plays.csv": b"replicate\n"}


@pytest.fixture(scope="module")
def small() -> Forecast:
    return forecast(shipped_scenario("gge-2016-2017"), 5)


def test_a_table_beside_the_scenario_may_not_have_the_name_of_a_table_of_the_result(small: Forecast) -> None:
    with pytest.raises(BadInput, match=r"plays\.csv: is also the name of a file of the result"):
        contents(small, None, {"scenario.yaml": b"", "plays.csv": b"delegation,issue\n"})


def test_the_names_of_a_forecast_are_known_before_it_is_played(small: Forecast) -> None:
    files = contents(small, None, {"scenario.yaml": b""})
    assert result_names("forecast") == {*files, "manifest.json"} - {"scenario.yaml"}


def test_a_library_that_is_not_there_is_told_so(small: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "numpy":
            raise PackageNotFoundError(name)
        return "9"

    monkeypatch.setattr(folder, "version", version)
    libraries = json.loads(manifest(small, RESULT, ["gge-sim"]))["libraries"]
    assert libraries["numpy"] == "not installed"
    assert set(libraries.values()) == {"not installed", "9"}
