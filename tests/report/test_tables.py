"""Tables that we write, read by what people read tables with."""

import csv
import io
import itertools
import math
import sqlite3
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.column import Sheet
from sim.report.render.tables import MARK, as_csv, csv_file
from tests.command import here
from tests.scenario.files import OWN

pytestmark = pytest.mark.usefixtures("empty_pictures")

NAMES = st.lists(
    st.sampled_from(["seed", "SEED", "SEED_2", "seed_2", "Seed", "plays", "PLAYS", "a", "A"]), min_size=1
)


def header(names: list[str]) -> list[str]:
    return next(csv.reader(io.StringIO(as_csv(names, []))))


def with_columns(names: list[str]) -> sqlite3.Connection:
    """A database with an empty table t of these columns."""
    base = sqlite3.connect(":memory:")
    base.execute(f"create table t ({', '.join(f'[{name}]' for name in names)})")
    return base


def test_a_table_beyond_ascii_begins_with_a_mark_and_another_does_not() -> None:
    assert as_csv(["title"], [["Türkiye"]]).startswith(MARK)
    assert as_csv(["title"], [["Turkey"]]) == "title\nTurkey\n"


def test_the_mark_is_no_part_of_the_first_column() -> None:
    content = csv_file(Sheet("names", ("name", "n"), [["Türkiye", 1], ["日本", 2]]))
    frame = pandas.read_csv(io.BytesIO(content))
    assert [*frame.columns] == ["name", "n"]
    assert [*frame["name"]] == ["Türkiye", "日本"]
    assert next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))["name"] == "Türkiye"


def test_cells_are_written_as_a_reader_expects() -> None:
    rows = [["random", 5, 0.1234567, True], [None, 15, math.nan, False], ["real, or not", 25, 1.0, True]]
    content = csv_file(Sheet("points", ("rule", "seats", "share", "adopted"), rows)).decode()
    assert content == ('rule,seats,share,adopted\nrandom,5,0.123457,1\n,15,,0\n"real, or not",25,1,1\n')


@given(NAMES)
def test_no_two_columns_are_one_for_a_database(names: list[str]) -> None:
    written = header(names)
    with_columns(written)
    for name, given_name in zip(written, names, strict=True):
        assert name == given_name or name.startswith(f"{given_name}_")


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["seed", "adopted", "SEED", "ADOPTED"], ["seed", "adopted", "SEED_2", "ADOPTED_2"]),
        (["process", "SEED", "acquis_SEED", "seed"], ["process", "SEED_2", "acquis_SEED", "seed"]),
        (["plays", "own", "plays"], ["plays_2", "own", "plays"]),
        (["A", "a", "A_2"], ["A_3", "a", "A_2"]),
    ],
)
def test_our_columns_keep_their_names(names: list[str], written: list[str]) -> None:
    assert header(names) == written


def test_an_issue_called_like_a_column_of_ours_can_be_put_into_a_database(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("FUND", "SEED"), encoding="utf-8")
    told = here("run", str(tmp_path / "own.yaml"), "-n", "5", "--out", str(tmp_path / "out"))
    assert told.exit_code == 0, told.output
    for table in (tmp_path / "out").glob("*.csv"):
        names, *rows = csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig")))
        base = with_columns(names)
        base.executemany(f"insert into t values ({', '.join('?' * len(names))})", rows)
        assert base.execute("select count(*) from t").fetchone() == (len(rows),)
    plays = next(csv.reader(io.StringIO((tmp_path / "out" / "plays.csv").read_text())))
    assert plays == [
        "seed",
        "replicate",
        "adopted",
        "degree",
        "objectors",
        "dissociators",
        "CABLES",
        "SEED_2",
    ]


def test_a_title_with_formulas_comes_back_from_the_table(tmp_path: Path) -> None:
    title = "x;=cmd|' /C calc'!A0"
    (tmp_path / "own.yaml").write_text(OWN.replace("title: Fund", f'title: "{title}"'), encoding="utf-8")
    told = here("run", str(tmp_path / "own.yaml"), "-n", "5", "--out", str(tmp_path / "out"))
    assert told.exit_code == 0, told.output
    text = (tmp_path / "out" / "language.csv").read_text(encoding="utf-8-sig")
    pieces = itertools.chain.from_iterable(line.split(";") for line in text.splitlines())
    assert not [piece for piece in pieces if piece.startswith("=")]


def test_our_own_table_of_positions_can_be_read_again(tmp_path: Path) -> None:
    source = "=SUM(A1); -1 thing, Türkiye"
    own = tmp_path / "own.yaml"
    own.write_text(OWN.replace("FRA: {source: invented", f'FRA: {{source: "{source}"'), encoding="utf-8")
    assert here("run", str(own), "-n", "5", "--out", str(tmp_path / "out")).exit_code == 0
    table = (tmp_path / "out" / "positions.csv").read_text(encoding="utf-8-sig").replace("state,", "iso3,", 1)
    (tmp_path / "again.csv").write_text(table, encoding="utf-8-sig")
    bare = OWN[: OWN.index("delegations:")] + "positions_file: again.csv\n"
    own.write_text(bare, encoding="utf-8")
    assert here("run", str(own), "-n", "5", "--out", str(tmp_path / "two")).exit_code == 0
    both = [(tmp_path / name / "positions.csv").read_bytes() for name in ("out", "two")]
    assert both[0] == both[1]
    assert b"'=SUM(A1); '-1 thing" in both[0] or b"'=SUM(A1);' -1 thing" in both[0]
