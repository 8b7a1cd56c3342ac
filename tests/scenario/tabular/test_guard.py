from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.tabular.guard import guarded as in_a_cell

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_cell_that_would_be_a_formula_stands_behind_an_apostrophe(sign: str) -> None:
    assert in_a_cell(f"{sign}1+1") == f"'{sign}1+1"
    assert in_a_cell(f"  {sign}1+1") == f"'  {sign}1+1"


@pytest.mark.parametrize("text", ["", "no", "1+1", "a=b", "'quoted'", "Côte d'Ivoire"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert in_a_cell(text) == text


@given(st.text())
def test_no_cell_begins_with_a_sign(text: str) -> None:
    cell = in_a_cell(text)
    assert not cell.lstrip(" \u00a0").startswith(DANGEROUS)
    assert cell in (text, f"'{text}")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))), min_size=1, max_size=4))
def test_a_row_is_read_back_as_it_was(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(map(in_a_cell, cells))
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert [re.sub(r"^'(?=[ \u00a0]*[=+\-@＝＋－＠])", "", cell) for cell in row] == [
        re.sub(r"^'(?=[ \u00a0]*[=+\-@＝＋－＠])", "", cell) for cell in cells
    ]
