"""Workbooks beside a scenario: the table is read as a spreadsheet shows it."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.scenario.tabular import workbook
from tests.command import here
from tests.scenario.files import refusal
from tests.scenario.tabular.positions import HEADER, READ, ROWS, beside, read

pytestmark = pytest.mark.usefixtures("empty_pictures")

openpyxl = pytest.importorskip("openpyxl")


def cells() -> list[list[Any]]:
    """The rows of the table as a spreadsheet holds them: numbers and dates as such."""
    rows: list[list[Any]] = [[*row[:2], float(row[2]), *row[3:]] for row in ROWS]
    rows[1][4] = 2018
    rows[2][4] = dt.date(2018, 5, 1)
    return [HEADER.split(","), *rows]


def packed(*sheets: list[list[Any]], change: Callable[[Any], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_stored(raw: bytes, formula: str, result: str) -> bytes:
    """A workbook in which a formula's result is stored, as a spreadsheet stores it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            empty, full = (
                rf"<f>{re.escape(formula)}</f>(?:<v ?/>|<v></v>)",
                f"<f>{formula}</f><v>{result}</v>",
            )
            new.writestr(name, re.sub(empty, full, old.read(name).decode()))
    return out.getvalue()


def shown_as_month(book: Any) -> None:
    """What a spreadsheet makes of 2018-05 when somebody types it."""
    cell = book["Sheet1"]["E2"]
    cell.value, cell.number_format = dt.datetime(2018, 5, 1), "mmm\\-yy"


def merged_title(book: Any) -> None:
    sheet = book["Sheet1"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Positions of the panel"
    sheet.merge_cells("A1:F2")


def formatted_far_below(book: Any) -> None:
    book["Sheet1"]["B900"].font = openpyxl.styles.Font(bold=True)


@pytest.mark.parametrize(
    "change", [lambda book: None, shown_as_month, merged_title, formatted_far_below],
    ids=["plain", "month", "title", "formats"],
)  # fmt: skip
def test_a_workbook_is_read_like_its_table(tmp_path: Path, change: Callable[[Any], None]) -> None:
    raw = packed(cells(), [["notes"]], change=change)
    assert read(beside(tmp_path, raw, "seats.xlsx")) == READ


def test_a_workbook_with_another_ending_is_a_workbook(tmp_path: Path) -> None:
    assert read(beside(tmp_path, packed(cells()), "seats.csv")) == READ


def test_a_sheet_is_named_behind_the_file(tmp_path: Path) -> None:
    raw = packed([["notes"]], cells())
    assert read(beside(tmp_path, raw, "seats.xlsx", "#Sheet2")) == READ
    told = refusal(beside(tmp_path, raw, "seats.xlsx", "#Positions"))
    assert "seats.xlsx#Positions: has no sheet Positions; its sheets are Sheet1, Sheet2" in told
    assert "seats.xlsx:1: iso3" in refusal(beside(tmp_path, raw, "seats.xlsx"))


def test_a_formula_stands_for_its_stored_result(tmp_path: Path) -> None:
    rows = cells()
    rows[1][2] = "=1+0.5"
    raw = packed(rows)
    stored = with_stored(raw, "1+0.5", "1.5")
    assert stored != raw
    assert read(beside(tmp_path, stored, "seats.xlsx")) == READ
    told = refusal(beside(tmp_path, raw, "seats.xlsx"))
    assert (
        "seats.xlsx:2: value = =: is a formula whose result is not stored; open the file in a spreadsheet"
        in told
    )


def merged_rows(book: Any) -> None:
    book["Sheet1"].merge_cells("D2:D3")


def far_cell(book: Any) -> None:
    book["Sheet1"]["XFD1048576"] = "x"


def error(book: Any) -> None:
    book["Sheet1"]["C2"] = "#DIV/0!"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (merged_rows, ":3: is not a table that can be read: the cells D2:D3 are merged"),
        (far_cell, "has cells as far as row 1048576, column 16384"),
        (error, ":2: value = #DIV/0!: is a spreadsheet error"),
    ],
)
def test_a_sheet_with_more_in_it_is_refused(tmp_path: Path, change: Callable[[Any], None], said: str) -> None:
    told = refusal(beside(tmp_path, packed(cells(), change=change), "seats.xlsx"))
    assert said in told
    assert len(told.splitlines()) == 1


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (archive(mimetype=ODS), "(.ods); save it as .xlsx, or as CSV UTF-8"),
        (archive(other=b"x"), "is not an .xlsx workbook; save it as .xlsx"),
        (archive(**{BOOK: b"<workbook"}), "is a damaged workbook"),
        (b"PK\x03\x04" + bytes(100), "is a damaged workbook"),
        (archive(**{BOOK: b"", SHEET: bytes(2**24 + 1)}), "is too large when unpacked (17 MB)"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    assert said in refusal(beside(tmp_path, raw, "seats.xlsx"))


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "find_spec", lambda name: None)
    told = refusal(beside(tmp_path, packed(cells()), "seats.xlsx"))
    assert 'pip install "gge-sim[excel]", or save it as CSV UTF-8' in told


def test_a_result_with_a_workbook_is_played_again(tmp_path: Path) -> None:
    path = beside(tmp_path, packed([["notes"]], cells()), "seats.xlsx", "#Sheet2")
    out = tmp_path / "out"
    told = here("run", str(path), "-n", "5", "--out", str(out))
    assert told.exit_code == 0, told.output
    assert (out / "seats.xlsx").read_bytes() == (tmp_path / "seats.xlsx").read_bytes()
    assert here("rerun", str(out)).exit_code == 0


def test_points_of_a_sweep_stand_in_a_sheet(tmp_path: Path) -> None:
    points, out = tmp_path / "points.xlsx", tmp_path / "out"
    points.write_bytes(
        packed([["notes"]], [["My points"], ["outlets", "inertia", "seats"], [0, 0.05, None], [1, 0.1, 9]])
    )
    typed = f"sweep gge-2009-2010 --points {points}#Sheet2 --rooms 2 --runs 4 --workers 1 --out {out}"
    told = here(*typed.split())
    assert told.exit_code == 0, told.output
    points.unlink()
    told = here("rerun", str(out))
    assert told.exit_code == 0, told.output
