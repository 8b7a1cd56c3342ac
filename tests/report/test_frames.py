"""A table as a data frame: typed columns, the same names as in CSV, nulls where there is nothing."""

import io
from math import nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.column import Column, Sheet, Table
from sim.report.render import tables
from sim.report.render.tables import parquet_files

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
        ([None], "text", "string"),
        ([], "count", "Int64"),
    ],
)
def test_a_column_has_the_type_of_its_values_or_its_unit(values: list[Any], unit: str, kind: str) -> None:
    frame = Sheet("t", ("a",), [[value] for value in values], (unit,)).frame()
    assert frame["a"].dtype == kind
    missing = [value is None or value != value for value in values]
    assert frame["a"].isna().tolist() == missing
    for one, value, gone in zip(frame["a"], values, missing, strict=True):
        assert gone or one == (str(value) if kind == "string" else value)


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
