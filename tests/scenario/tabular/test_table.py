"""Tables as spreadsheets and people write them: read where the meaning is plain, else refused."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.scenario.files import refusal
from tests.scenario.tabular.positions import HEADER, READ, ROWS, beside, read


def text(
    separator: str = ",",
    above: str = "",
    end: str = "\n",
    rows: Sequence[Sequence[str]] = ROWS,
    header: str = HEADER,
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return above + out.getvalue()


def ascii_only(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace("é", "e").replace("è", "e") for cell in row] for row in rows]


def decimal_commas(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[*row[:2], row[2].replace(".", ","), *row[3:]] for row in rows]


#: One table in the ways of many programs.
WAYS: dict[str, Callable[[], bytes]] = {
    "commas": lambda: text().encode(),
    "semicolons": lambda: text(";").encode(),
    "tabs": lambda: text("\t").encode(),
    "all quoted": lambda: text(quoting=csv.QUOTE_ALL).encode(),
    "semicolons, decimal commas": lambda: text(";", rows=decimal_commas(ROWS)).encode(),
    "tabs, decimal commas": lambda: text("\t", rows=decimal_commas(ROWS)).encode(),
    "quoted decimal commas": lambda: text(rows=decimal_commas(ROWS)).encode(),
    "byte order mark": lambda: text().encode("utf-8-sig"),
    "UTF-16 little end first": lambda: b"\xff\xfe" + text("\t", end="\r\n").encode("utf-16-le"),
    "UTF-16 big end first": lambda: b"\xfe\xff" + text("\t").encode("utf-16-be"),
    "Windows-1252": lambda: text(";", end="\r\n").encode("cp1252"),
    "CRLF": lambda: text(end="\r\n").encode(),
    "CR": lambda: text(end="\r", quoting=csv.QUOTE_ALL).encode(),
    "sep=;": lambda: text(";", above="sep=;\r\n", end="\r\n").encode(),
    "sep=; after a mark": lambda: text(";", above="sep=;\n").encode("utf-8-sig"),
    "sep=,": lambda: text(above="SEP=,\n").encode(),
    "sep=|": lambda: text("|", above="sep=|\n").encode(),
    "title row": lambda: text(above="Positions of the panel,,,,,\n").encode(),
    "title with commas": lambda: text(above="Positions, as of May\n\n").encode(),
    "title over semicolons": lambda: text(";", above="Positions; coded by us, twice\n;;;;;\n").encode(),
    "empty rows": lambda: text().replace("\nTON,CABLES", "\n\n,,,,,\n  \nTON,CABLES").encode(),
    "empty columns": lambda: text(header=f"{HEADER},,", rows=[[*row, "", " "] for row in ROWS]).encode(),
    "empty column in front": lambda: text(header=f",{HEADER}", rows=[["", *row] for row in ROWS]).encode(),
    "trailing commas": lambda: text(rows=[[*row, "", ""] for row in ROWS]).encode(),
    "last column at times": lambda: text(
        header=f"{HEADER},remark", rows=[[*ROWS[0], "said twice"], *ROWS[1:]]
    ).encode(),
    "other order": lambda: text(
        header="evidence,date,source,value,issue,iso3", rows=[row[::-1] for row in ROWS]
    ).encode(),
    "minus signs": lambda: text().replace("-2", "\u22122").encode(),
    "no-break spaces": lambda: text().replace("FRA,", "\u00a0FRA\u00a0,").encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_is_read_in_whatever_way_it_is_written(tmp_path: Path, way: str) -> None:
    assert read(beside(tmp_path, WAYS[way]())) == READ


def foreign(word: str, encoding: str) -> bytes:
    return text(rows=ascii_only(ROWS)).replace("Plain", word).encode(encoding)


_COMMA = "has 7 columns where the header has 6; allowed: text that contains a comma in quotes"
_THOUSANDS = text(";").replace(";1.5;", ";0,5;").replace(";3;", ";1.234;")
_BEYOND = text(header=f"{HEADER},").replace(",1.5,", ",1,5,")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
#: What is refused: the table, the line, and what is said of it.
REFUSED: dict[str, tuple[bytes, int | None, str]] = {
    "either thousands or decimals": (text(";").replace(";1.5;", ";1,234;").encode(), 2,
        "value = 1,234: may be 1234 or 1.234; allowed: a decimal point, no thousands separator"),
    "thousands beside decimals": (_THOUSANDS.encode(), 6, "value = 1.234: may be 1234 or 1.234"),
    "decimal commas without quotes": (text().replace(",1.5,", ",1,5,").encode(), 2, _COMMA),
    "decimals under an empty column": (_BEYOND.encode(), 2, "document: is in a column without a name"),
    "a needed cell left out": ((text() + "TON,FUND,1\n").encode(), 7, "has 3 columns where the header has 6"),
    "a row above the header": (text(above="FRA,FUND,1,T,2019,proxy\n").encode(), 1,
        "is above the column names and is not a title"),
    "Cyrillic": (foreign("Заседание", "cp1251"), 6, "save it as UTF-8 (in a spreadsheet: CSV"),
    "Greek": (foreign("Συζήτηση", "cp1253"), 6, "is not UTF-8 text"),
    "Polish": (foreign("Białystok", "cp1250"), 6, "is not UTF-8 text"),
    "Japanese": (foreign("会議の記録", "shift-jis"), 6, "is not UTF-8 text"),
    "Korean": (foreign("회의록", "euc-kr"), 6, "is not UTF-8 text"),
    "Chinese": (foreign("会议", "gbk"), 6, "is not UTF-8 text"),
    "an old Macintosh": (text(end="\r").encode("mac-roman"), 3, "is not UTF-8 text"),
    "UTF-16 without its mark": (text().encode("utf-16-le"), None, "is UTF-16 text without a byte-order mark"),
    "half of UTF-16": (text().encode("utf-16")[:-1], None, "begins as UTF-16 text but is not UTF-16"),
    "UTF-32": (text().encode("utf-32"), None, "is UTF-32 text; save it as UTF-8"),
    "a wrong mark": (b"\xef\xbb\xbf" + text().encode("cp1252"), 3, "is not UTF-8 text"),
    "an error": (text().replace("Plain", "#REF!").encode(), 6, "source = #REF!: is a spreadsheet error"),
    "a formula": (text().replace("3,Plain", "=A1+1,Plain").encode(), 6, "value = =A1+1: is a formula"),
    "another separator": (text("|").encode(), 1, "must have each column once; allowed: iso3,issue,value,"),
    "a slip in the header": (text(above="Title\n").replace("iso3", "iso").encode(), 2,
        "iso3: must have each column once"),
    "an old workbook": (_OLD, None, "(.xls), or one with a password; save it as .xlsx, or as CSV UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_is_not_plain_is_refused_with_line_and_remedy(tmp_path: Path, name: str) -> None:
    table, line, said = REFUSED[name]
    told = refusal(beside(tmp_path, table)).splitlines()
    assert len(told) == 1
    place = tmp_path / "seats.csv"
    assert told[0].startswith(f"{place}:{line}: " if line else f"{place}: ")
    assert said in told[0]


def test_lines_count_from_the_first_and_all_faults_are_told_in_their_order(tmp_path: Path) -> None:
    table = text(";", above="sep=;\nTitle\n\n").replace("3;Plain", "9;Plain").encode()
    assert "seats.csv:9: value = 9: is out of range" in refusal(beside(tmp_path, table))
    table = text(";").replace("1.5", "much").replace("-2", "1,234").replace("3;Plain", "9;Plain").encode()
    told = [line.split(": ")[0].rpartition(":")[2] for line in refusal(beside(tmp_path, table)).splitlines()]
    assert told == ["2", "3", "6"]
