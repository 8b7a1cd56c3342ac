"""Tables on a terminal: whatever its width, no cell is cut."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from sim.report.render.terminal import page_as_text
from sim.report.terminal_table import Grid

#: A word of so many cells has room in every column; a longer one may go on in the next line.
LONGEST = 12
WORDS = st.text(st.sampled_from("abcd-é灯"), min_size=1, max_size=30)


def table(kind: type[Table], rows: list[list[str]]) -> Table:
    """A table of a name, a number of words and a number, as pages have them."""
    grid = kind(box=None, padding=(0, 1), header_style="dim")
    grid.add_column("name", no_wrap=True)
    grid.add_column("what it is")
    grid.add_column("share", justify="right", no_wrap=True)
    for row in rows:
        grid.add_row(row[0], Text(row[1]), row[2])
    return grid


@given(
    rows=st.lists(
        st.tuples(WORDS, st.lists(WORDS, max_size=6), st.integers(0, 10**6)), min_size=1, max_size=4
    ),
    width=st.integers(20, 130),
)
def test_nothing_is_cut_at_any_width(rows: list[tuple[str, list[str], int]], width: int) -> None:
    cells = [[name, " ".join(words), f"{number:,} %"] for name, words, number in rows]
    told = page_as_text(table(Grid, cells), width)
    assert "…" not in told
    whole = "".join(told.split())
    for name, words, number in cells:
        assert name in told or len(name) > width / 3
        assert name in whole
        assert number.replace(" ", "") in whole
        assert all(word in whole for word in words.split() if cell_len(word) <= LONGEST)


def test_a_table_that_fits_is_as_it_always_was() -> None:
    rows = [["oewg-2021-2025-final", "The last report of the group", "92 %"], ["gge", "", "100 %"]]
    assert page_as_text(table(Grid, rows), 80) == page_as_text(table(Table, rows), 80)


def test_rows_become_paragraphs_where_there_is_no_room() -> None:
    rows = [["oewg-2021-2025-final", "The last report", "92 %"], ["", "goes on", "5 %"]]
    assert page_as_text(table(Grid, rows), 30).splitlines() == [
        " oewg-2021-2025-final",
        "   what it is The last report;",
        "   share 92 %",
        "   what it is goes on; share 5",
        "   %",
    ]


def test_a_name_longer_than_the_terminal_goes_on_in_the_next_line() -> None:
    told = page_as_text(table(Grid, [["a-name-of-twenty-eight-letters", "x", "1 %"]]), 12)
    assert "a-name-of-twenty-eight-letters" in "".join(told.split())


def wide_table(keys: int) -> Grid:
    """A table of a state and what it wants on five issues."""
    grid = Grid(box=None, padding=(0, 0, 0, 1))
    grid.keys = keys
    for name in ("", "IL", "CHARTER", "SOV", "ART51", "IHL"):
        grid.add_column(name)
    for state, *wishes in (("USA", "1", "2", "3", "4", "5"), ("RUS", "6", "7", "8", "9", "0")):
        grid.add_row(state, *wishes)
    return grid


def test_a_table_with_keys_is_cut_into_the_fewest_even_parts_that_fit() -> None:
    grid = wide_table(1)
    assert page_as_text(grid, 29) == page_as_text(wide_table(0), 29)
    parts = [
        "     IL CHARTER SOV",
        " USA 1  2       3",
        " RUS 6  7       8",
        "",
        "     ART51 IHL",
        " USA 4     5",
        " RUS 9     0",
    ]
    for width in (28, 20):
        assert [line.rstrip() for line in page_as_text(grid, width).splitlines()] == parts
    assert page_as_text(grid, 29) == page_as_text(wide_table(0), 29), "a narrow page leaves no trace"
    assert page_as_text(grid, 8) == page_as_text(wide_table(0), 8), "where no part fits, paragraphs"
