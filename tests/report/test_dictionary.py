"""The dictionary of a result: every column, with a type that programs can rely on, and its words in order."""

import csv
import io
from importlib import import_module
from typing import Any

import pytest

from sim.report import frames
from sim.report.column import Family, Sheet, Table
from sim.report.dictionary import HEADER, dictionary_file
from sim.report.file_names import DICTIONARY
from sim.report.unit import PARTIAL_DATE, Unit, one_of


@pytest.mark.parametrize(
    ("unit", "kind", "words"),
    [
        ("count, 1 to 193", "integer", []), ("country code", "text", []),
        ("12 hexadecimal digits", "text", []),
        ("number, or null", "number", []), ("share", "number", []), ("0 to 0.97", "number", []),
        ("-2K to 2K with K paragraphs", "number", []), ("0 silent to 1 explicit", "number", []),
        ("units of worth (docs/model.md)", "number", []), ("true or false", "boolean", []),
        ("0 or 1; in JSON false or true, or empty", "boolean", []), ("date", "date", []),
        (PARTIAL_DATE, "partial date", []), ("date and time", "time", []), ("", "text", []),
        ("0 silent, 1 indirect", "integer", ["silent", "indirect"]),
        ("`now` (as it stands) or `from here`, or empty", "words", ["now", "from here"]),
        (one_of(("a", "b", "carried out")), "words", ["a", "b", "carried out"]),
    ],
)  # fmt: skip
def test_a_unit_says_of_what_type_its_values_are(unit: str, kind: str, words: list[str]) -> None:
    told = Unit.of(unit)
    assert (told.type, list(told.words.values())) == (kind, words)


def test_a_dictionary_names_columns_as_their_table_does() -> None:
    units, meanings = ("0 silent, 1 explicit", "`a` or `b`", ""), ("a text", "which", "")
    sheet = Sheet("t", ("SEED", "seed", "x"), [[1, "a", 2]], units, meanings)
    told = dictionary_file([sheet])[DICTIONARY].decode()
    assert list(csv.reader(io.StringIO(told))) == [
        list(HEADER),
        ["t.csv", "SEED_2", "integer", "0 silent; 1 explicit", "0 silent, 1 explicit", "a text"],
        ["t.csv", "seed", "words", "a; b", "`a` or `b`", "which"],
        ["t.csv", "x", "text", "", "", ""],
    ]


def declared() -> list[Table[Any]]:
    homes = (import_module(f"sim.report.{name}") for name in frames._COLUMNS.values())
    return [table for home in homes for table in home.TABLES]


def test_every_column_says_what_it_means_and_a_list_of_words_is_marked_as_one() -> None:
    """Words without backquotes would be text to every program: no labels, no order."""
    for table in declared():
        for column in table.columns:
            about = f"{table.name}.{column.name}: {column.unit}"
            assert column.meaning, about
            assert column.unit, about
            if Unit.of(column.unit).type == "text" and not isinstance(column, Family):
                assert column.unit.split(",")[0].split(";")[0] in KINDS_OF_TEXT, about


#: How a unit begins whose values are text and no words of a short list.
KINDS_OF_TEXT = {
    "text", "code", "codes", "codes and counts", "country code", "country codes", "word or number",
    "two numbers", "two shares", "issue:formulation", "name: agreed of ended", "12 hexadecimal digits",
}  # fmt: skip
