"""The tables of a study as CSV, and as Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from sim.report import columns as module
from sim.report.columns import stamped, table_files, with_parquet
from sim.study.setting import scenario_digest
from sim.version import __version__
from tests.scenario.files import shipped_scenario

COLUMNS = {
    "rule": ["random", None, "real, or not"],
    "seats": [5, 15, 25],
    "share": np.array([0.1234567, np.nan, 1.0]),
    "adopted": np.array([True, False, True]),
}


def test_cells_are_written_as_a_reader_expects() -> None:
    (content,) = table_files("points", COLUMNS).values()
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert rows == [
        ["rule", "seats", "share", "adopted"],
        ["random", "5", "0.123457", "1"], ["", "15", "", "0"], ["real, or not", "25", "1", "1"],
    ]  # fmt: skip


def test_every_row_is_stamped() -> None:
    scenario = shipped_scenario("gge-2009-2010")
    found = stamped(COLUMNS, scenario, 7)
    assert found["seed"] == [7] * 3
    assert found["scenario_hash"] == [scenario_digest(scenario)] * 3
    assert found["version"] == [__version__] * 3


def test_parquet_holds_what_the_csv_holds_the_same_bytes_each_time() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = {**table_files("points", COLUMNS), "page.txt": b"not, a, table"}
    found = with_parquet(files)
    assert list(found) == ["points.csv", "page.txt", "points.parquet"]
    table = parquet.read_table(io.BytesIO(found["points.parquet"])).to_pydict()
    assert table == {
        "rule": ["random", None, "real, or not"], "seats": [5, 15, 25],
        "share": [0.123457, None, 1.0], "adopted": [1, 0, 1],
    }  # fmt: skip
    assert with_parquet(files) == found


def test_without_pyarrow_there_is_csv_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert list(with_parquet(table_files("points", COLUMNS))) == ["points.csv"]
