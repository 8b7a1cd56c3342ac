"""A table as a data frame: typed columns, the same names as in CSV, nulls where there is nothing."""

import io
import re
from collections.abc import Iterator
from importlib import import_module
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.report import frames as frames_module
from sim.report.column import Column, Sheet, Table
from sim.report.forecast import forecast_report
from sim.report.render import tables
from sim.report.render.tables import parquet_files
from sim.scenario.loading import load
from sim.study.comparison import Side, compare
from sim.study.forecast import forecast
from sim.study.replay import replay
from sim.study.setting import setting
from sim.study.sweep import Effort, grid
from sim.study.what_if.question import what_if

pd = pytest.importorskip("pandas")


@pytest.mark.parametrize(
    ("values", "unit", "kind"),
    [
        ([True, None, False], "", "boolean"),
        ([np.bool_(True)], "", "boolean"),
        ([1, None], "", "Int64"),
        ([np.int64(1)], "count, 1 to 193", "Int64"),
        ([1, 2], "number, 0 to 1", "Float64"),
        ([0.5, nan], "", "Float64"),
        ([1, 0.5], "", "Float64"),
        (["=1+1", None], "text", "string"),
        (["x", 1], "its own", "string"),
        ([2**64], "count", "string"),
        ([None], "count", "Int64"),
        ([None], "number", "Float64"),
        ([None], "0 or 1", "boolean"),
        ([None], "country code", "string"),
        (["0.123456789", None], "number, in units of the outcome", "Float64"),
        ([None], "text", "string"),
        ([], "count", "Int64"),
        ([], "-1 to 1", "Float64"),
        ([None], "0 to 1, or null", "Float64"),
        ([None], "units of worth (docs/model.md)", "Float64"),
        ([], "1 or 0", "boolean"),
    ],
)
def test_a_column_has_the_type_of_its_values_or_its_unit(values: list[Any], unit: str, kind: str) -> None:
    frame = Sheet("t", ("a",), [[value] for value in values], (unit,)).frame()
    assert frame["a"].dtype == kind
    missing = [value is None or value != value for value in values]
    assert frame["a"].isna().tolist() == missing
    for one, value, gone in zip(frame["a"], values, missing, strict=True):
        assert gone or one == (
            str(value) if kind == "string" else float(value) if kind == "Float64" else value
        )


def test_a_declared_table_hands_on_its_units() -> None:
    columns = (Column[float]("share", "a share", "number", lambda row: None),)
    assert (
        Table[Any]("t", "One row.", lambda result: [1.0], columns).sheet(None).frame()["share"].dtype
        == "Float64"
    )


def test_names_are_those_of_the_csv() -> None:
    sheet = Sheet("t", ("SEED", "seed"), [[1, 2]])
    header = tables.csv_file(sheet).decode().splitlines()[0]
    assert list(sheet.frame().columns) == header.split(",") == ["SEED_2", "seed"]


INTEGERS = st.none() | st.integers(-(2**63) + 1, 2**63 - 1)
NUMBERS = st.none() | st.floats(allow_nan=False)
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(INTEGERS, NUMBERS, TEXTS)))
def test_parquet_gives_back_every_value(rows: list[tuple[Any, ...]]) -> None:
    pytest.importorskip("pyarrow")
    (content,) = parquet_files([Sheet("t", ("n", "x", "text"), rows, ("count", "number", "text"))]).values()
    back = pd.read_parquet(io.BytesIO(content)).astype(object)
    assert [tuple(None if pd.isna(v) else v for v in row) for row in back.itertuples(index=False)] == rows


def test_without_pandas_there_is_no_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "find_spec", lambda name: None if name == "pandas" else name)
    assert parquet_files([Sheet("t", ("a",), [[1]])]) == {}


@pytest.mark.parametrize(
    ("values", "unit", "shown"),
    [
        ([0, 2, None], "0 silent, 1 indirect, 2 explicit", ["silent", "explicit", None]),
        (["harm", "none"], "`harm`, `disappointment`, `none`, or empty", ["harm", "none"]),
    ],
)
def test_words_of_a_short_list_are_an_ordered_category(
    values: list[Any], unit: str, shown: list[Any]
) -> None:
    column = Sheet("t", ("a",), [[value] for value in values], (unit,)).frame()["a"]
    assert column.cat.ordered
    assert [None if pd.isna(one) else one for one in column] == shown
    assert list(column.cat.categories) == re.findall("[a-z]+", unit)[:3]


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (["other"], "`one`, `two`"), ([3], "0 no, 1 yes"), ([True], "`a`, `b`"),
        ([["one", "two"], []], "`one`, `two`"),
    ],
)  # fmt: skip
def test_what_the_list_does_not_have_is_no_category(values: list[Any], unit: str) -> None:
    assert Sheet("t", ("a",), [[value] for value in values], (unit,)).frame()["a"].tolist() == values


def test_a_list_stays_a_list_in_a_frame_and_has_spaces_between_in_a_file() -> None:
    sheet = Sheet("t", ("a", "b"), [[("CHN", "RUS"), ()], [(), ()]])
    assert sheet.frame()["a"].tolist() == [("CHN", "RUS"), ()]
    assert tables.csv_file(sheet).decode().splitlines() == ["a,b", "CHN RUS,", ","]
    back = pd.read_parquet(io.BytesIO(parquet_files([sheet])["t.parquet"]))
    assert [list(one) for one in back["a"]] == [["CHN", "RUS"], []]


def test_any_result_of_a_study_has_frames() -> None:
    homes = {name: import_module(f"sim.report.{name}") for name in frames_module._COLUMNS.values()}
    declared = {path.stem for path in Path(frames_module.__file__).parent.glob("*_columns.py")}
    assert set(homes) == declared - {"coding_columns", "coding_sheet_columns"}  # sheets for coders to fill in
    for home, name in frames_module._COLUMNS.items():
        assert hasattr(homes[name], "TABLES")
        assert import_module(home)


def results() -> Iterator[Any]:
    """Yield a small result of each study that a program can ask for."""
    scenario = load("gge-2016-2017")
    yield forecast(scenario, 20)
    yield sim.sweep(scenario, grid({"outlets": (0, 1)}), Effort(rooms=2, runs=5))
    yield sim.text(scenario, "own-text", "likeliest", runs=20)
    yield sim.package(scenario, runs=20)
    yield sim.follow("gge-2016-2017", "2016-11", runs=20)
    yield sim.registry("nowhere")
    yield replay(scenario)
    yield what_if(load("lone-blocker"), runs=20, top=1)
    sides = [Side(name, scenario, setting(scenario)) for name in "AB"]
    yield compare(*sides, runs=20)


def test_frames_of_each_study_hold_all_rows_with_the_types_that_they_declare() -> None:
    for result in results():
        frames = frames_module.frames(result)
        assert frames
        for frame in frames.values():
            codes = {"state", "issue", "name"} & {*frame.columns}
            assert all(frame[name].dtype != "Int64" for name in codes)
    steps = frames_module.frames(sim.follow("gge-2016-2017", "2016-11", runs=20))
    assert len(steps["forecasts"]) == len(steps["steps"]) > 1


def test_a_stance_is_an_ordered_category_however_its_unit_is_written() -> None:
    stances = frames_module.frames(replay(load("lone-blocker")))["stances"]["stance"]
    assert list(stances.cat.categories) == ["joins", "dissociates", "objects"]
    sheet = Sheet("t", ("a",), [["one"], [None]], ("`one`, `two`, or empty",))
    assert list(sheet.frame()["a"].cat.categories) == ["one", "two"]


def test_frames_are_the_tables_of_the_report() -> None:
    found = forecast(load("gge-2016-2017"), 60)
    report = {sheet.name: sheet for sheet in forecast_report(found).sheets}
    frames = frames_module.frames(found)
    assert list(frames) == list(report)
    for name, frame in frames.items():
        assert len(frame) == len(list(report[name].rows))
    plays = frames["plays"].set_index("replicate")
    for number, objectors in plays["objectors"].items():
        seats = np.flatnonzero(found.outcomes.objects[number])
        assert objectors == tuple(found.table.codes[seat] for seat in seats)


def test_where_no_probability_is_claimed_frames_hold_none() -> None:
    assert "plays" not in frames_module.frames(forecast(load("plastics-council"), 50))


def test_what_is_no_result_has_no_frames() -> None:
    with pytest.raises(TypeError, match="Scenario is no result of a study"):
        frames_module.frames(load("lone-blocker"))


def test_a_dataset_has_every_play_under_its_names() -> None:
    pytest.importorskip("xarray")
    found = forecast(load("gge-2016-2017"), 60)
    data = frames_module.dataset(found)
    assert dict(data.sizes) == {"replicate": 60, "issue": 17, "reading": found.table.readings + 1,
                                "delegation": 25}  # fmt: skip
    assert data["stance"].attrs["flag_meanings"] == "joins dissociates objects"
    seat = found.table.codes.index("CUB")
    assert np.array_equal(data["stance"].sel(delegation="CUB"), found.outcomes.stances[:, seat])
    assert np.array_equal(data["path"].sel(issue="IHL").isel(reading=0), found.outcomes.path[:, 0, 4])
    assert np.array_equal(data["adopted"], found.outcomes.adopted)


def test_a_dataset_comes_back_from_netcdf_with_its_names_meanings_and_stamps(tmp_path: Path) -> None:
    xarray = pytest.importorskip("xarray")
    data = frames_module.dataset(forecast(load("gge-2016-2017"), 20, seed=2**60))
    data.to_netcdf(tmp_path / "plays.nc")
    back = xarray.load_dataset(tmp_path / "plays.nc")
    assert back.identical(data)
    assert {"seed": str(2**60), "scenario_hash": data.attrs["scenario_hash"]}.items() <= back.attrs.items()
    assert back["adopted"].dtype == bool
    assert all(back[name].attrs["long_name"] for name in back.data_vars)
