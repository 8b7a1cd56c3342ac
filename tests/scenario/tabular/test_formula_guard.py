"""Cells that people wrote: no spreadsheet computes them, and nothing of them is lost."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.report.render.tables import as_csv
from sim.scenario.tabular.formula_guard import guarded, unguarded

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: A number with its sign is no formula.
NUMBER = re.compile(r"[+-][0-9]*\.?[0-9]+(e[+-]?[0-9]+)?", re.IGNORECASE)
#: Texts of the letters that matter, and any texts.
TEXTS = st.text(alphabet=st.sampled_from("=+-@＝ \u00a0\"';,\t\r\n1x")) | st.text()


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_cell_that_would_be_a_formula_stands_behind_an_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"
    assert guarded(f"  {sign}1+1") == f"'  {sign}1+1"


@pytest.mark.parametrize(
    "text", ["", "no", "1+1", "a=b", "'quoted'", "Côte d'Ivoire", "-1.5", "+2e-7", "a; b", "a\n\nb"]
)
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"), ('x; "=1"', 'x;\' "=1"'), ("x;-5", "x;'-5"),
        ("first line\n=1+1", "first line\n'=1+1"), ("x\t@SUM(A1)", "x\t'@SUM(A1)"), ("'=1", "''=1"),
    ],
)  # fmt: skip
def test_a_formula_behind_a_separator_stands_behind_an_apostrophe_too(text: str, written: str) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text


@given(TEXTS)
@example("'\t=")
@example("'-5")
@example("=;=;'=\n=")
def test_a_guarded_text_gives_the_original_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_piece_of_a_line_is_a_formula_whatever_separates_pieces(cells: list[str]) -> None:
    written = as_csv(["text"] * len(cells), [cells]).removeprefix("\ufeff")
    (_, row) = csv.reader(io.StringIO(written, newline=""))
    assert [unguarded(cell) for cell in row] == cells
    pieces = {*row, *(piece for cell in row for piece in re.split("[;\t\r\n]", cell)[1:])}
    pieces |= {*re.split("[;\t\r\n]", written.split("\n", 1)[1])}
    for piece in pieces:
        bare = piece.lstrip(' \u00a0"')
        assert not bare.startswith(tuple("=+-@＝＋－＠")) or NUMBER.fullmatch(piece.split(",")[0])
