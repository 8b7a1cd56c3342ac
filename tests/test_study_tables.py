"""Every column of every table of a study is described in docs/reference/study-tables.md, and no other."""

import csv
import re
from pathlib import Path

import pytest

from sim.report.file_names import DICTIONARY
from tests.command import here
from tests.scenario.campaigns import campaign
from tests.scenario.follows import laid
from tests.study.campaign.chronicles import TEXTS

pytestmark = pytest.mark.usefixtures("empty_pictures")

#: What a cell of each type looks like; one of type text looks as it likes.
PATTERNS = {
    "text": "(?s).*", "integer": "-?[0-9]+", "number": r"-?([0-9.]+(e[+-]?[0-9]+)?|inf)", "boolean": "[01]",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "partial date": "[0-9]{4}(-[0-9]{2}){0,2}",
}  # fmt: skip
DOCUMENT = (Path(__file__).parents[1] / "docs" / "reference" / "study-tables.md").read_text(encoding="utf-8")
#: What each study is asked, and its columns that carry names of levers, processes and issues.
STUDIES: dict[str, tuple[list[list[str]], set[str]]] = {
    "replay": ([["gge-2009-2010", "--replicate", "5"]], set()),
    "sweep": (
        [["gge-2009-2010", "--sizes", "5", "--over", "outlets=0,1", "--rooms", "2", "--runs", "4"]],
        {"outlets"},
    ),
    "compare": ([["gge-2009-2010", "--with", "outlets=2", "--runs", "4"]], set()),
    "what-if": ([["gge-2016-2017", "--runs", "60"]], set()),
    "text": ([["gge-2009-2010", "--also", "own-text", "--also", "explicit", "--runs", "4"]], set()),
    "follow": ([["follow.yaml", "--runs", "4"]], set()),
    "package": (
        [["package-deal", "--also", "explicit", "--runs", "60", "--raw-shares"]],
        set(),
    ),
    "sensitivity": (
        [
            ["gge-2009-2010", "--factor", "inertia=0.01:0.1", "--factor", "outlets=0:2",
             "--samples", "4", "--runs", "2", "--method", method]
            for method in ("morris", "sobol")
        ],
        {"inertia", "outlets"},
    ),
    "campaign": (
        [["small", "--runs", "4", "--behaviour", "priors"]],
        {"a", "b", "c", "d", "CABLES", "FUND", "acquis_CABLES", "acquis_FUND"},
    ),
}  # fmt: skip


def described() -> dict[str, dict[str, list[str]]]:
    """Return the columns named in backquotes, by study and table; the stamps under "Stamps"."""
    found: dict[str, dict[str, list[str]]] = {}
    study, table = "", ""
    for line in DOCUMENT.splitlines():
        if line.startswith("## "):
            study, table = line[3:], ""
        elif line.startswith("### "):
            table = line[4:]
        elif study and line.startswith("|"):
            cell = line.strip("|").split(" | ")[0]
            found.setdefault(study, {}).setdefault(table, []).extend(re.findall(r"`([^`]+)`", cell))
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def fits(cell: str, about: dict[str, str]) -> bool:
    """Return whether a cell is of the type that the dictionary gives its column."""
    if about["words"]:
        return cell in {word.split(" ")[0] if about["type"] == "integer" else word
                        for word in about["words"].split("; ")}  # fmt: skip
    return re.fullmatch(PATTERNS[about["type"]], cell) is not None


@pytest.mark.slow
@pytest.mark.parametrize("study", STUDIES)
def test_every_column_is_described_and_none_that_is_not_there(study: str, tmp_path: Path) -> None:
    asked, named_by_the_user = STUDIES[study]
    written: dict[str, set[str]] = {}
    for number, words in enumerate(asked):
        folder = tmp_path / f"result-{number}"
        if study == "campaign":
            words = [str(campaign(tmp_path, TEXTS)), *words[1:]]
        if study == "follow":
            words = [str(laid(tmp_path)), *words[1:]]
        workers = () if study == "replay" else ("--workers", "1")
        done = here(study, *words, *workers, "--quiet", "--out", str(folder))
        assert done.exit_code == 0, done.output
        told = {(row["file"], row["column"]): row for row in rows_of(folder / DICTIONARY)}
        for path in folder.glob("*.csv"):
            with path.open(newline="", encoding="utf-8-sig") as file:
                header, *rows = csv.reader(file)
            assert rows, path.name
            if path.name == DICTIONARY:
                continue
            for name, *cells in zip(header, *rows, strict=True):
                about = told.pop((path.name, name))
                assert about["meaning"], (path.name, name)
                assert [c for c in cells if c and not fits(c, about)] == [], about
            assert len(set(header)) == len(header), path.name
            written.setdefault(path.name, set()).update(set(header) - named_by_the_user)
        assert not told, "the dictionary has columns that no table has"
    documented = described()[study]
    assert set(documented) == set(written)
    for table, columns in documented.items():
        assert len(set(columns)) == len(columns), table
        assert set(columns) == written[table], table


def test_stamps_are_described_once_and_used() -> None:
    found = described()
    (stamps,) = found.pop("Stamps").values()
    used = {name for tables in found.values() for columns in tables.values() for name in columns}
    assert set(stamps) <= used
    assert set(found) >= set(STUDIES)
    rows = [line for line in DOCUMENT.splitlines() if line.endswith("| [stamps](#stamps) |")]
    assert len(rows) >= sum(len(found[study]) for study in STUDIES)
    for row in rows:
        assert set(re.findall(r"`([^`]+)`", row)) <= set(stamps)
