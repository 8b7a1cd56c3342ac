"""Collecting: a folder of result files as tables and figures, and the files that are refused."""

import csv
import json
from pathlib import Path

import pytest

from sim.classroom.alone.assignment import Assignment, read_assignment
from sim.classroom.alone.collected import collect, computers_alone
from sim.classroom.alone.collected_figures import collected_drawings
from sim.classroom.alone.collected_report import collected_report
from sim.report.file_names import result_names
from sim.report.render.terminal import as_text
from sim.scenario.fault import BadInput
from tests.classroom.alone.plays import Playing, given, path, played
from tests.command import gge


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("handed-in")
    (found / "ana.json").write_bytes(played("joins", name="Ana"))
    (found / "ben.json").write_bytes(played("objects", "brackets", name="Ben"))
    (found / "copy.json").write_bytes(played("joins", name="Chi"))
    (found / "forged.json").write_bytes(
        played("objects").replace(b'"decided": "objects"', b'"decided": "joins"')
    )
    (found / "notes.txt").write_text("not a result")
    return found


def test_a_row_a_student_a_row_a_decision_and_why_files_are_refused(folder: Path) -> None:
    found = collect(folder, None, None, runs=20)
    assert [result.name for result in found.results] == ["Ana", "Ben", "Chi"]
    assert [(one.file, "changed" in one.reason) for one in found.refusals] == [("forged.json", True)]
    files = collected_report(found).files()
    assert set(files) <= result_names("collect")
    rows = list(csv.DictReader(files["students.csv"].decode("utf-8-sig").splitlines()))
    assert [(row["student"], row["adopted"], row["same_as"]) for row in rows] == [
        ("Ana", "1", ""), ("Ben", "0", ""), ("Chi", "1", "ana.json"),
    ]  # fmt: skip
    computer = computers_alone(found.case)["BOL"]
    assert {row["computer_reached"] for row in rows} == {str(computer.reached)}
    decisions = list(csv.DictReader(files["decisions.csv"].decode("utf-8-sig").splitlines()))
    assert {row["seat"] for row in decisions} == {"BOL"}
    on_paragraphs = [row for row in decisions if row["file"] == "ben.json" and row["about"] == "paragraph"]
    assert len(on_paragraphs) == found.case.last * len(found.case.issues)
    described = collected_drawings(found)["home"].describe()
    assert "all of it: 3 (1 without a report)" in described, "each text has the one thing to bring home"
    assert json.loads(files["collect.json"])["adopted"] == 2


def test_the_page_says_what_a_file_does_not_show(folder: Path) -> None:
    told = as_text(collected_report(collect(folder, None, None, runs=20)).document)
    assert "2 of 3 students ended with a report." in told
    assert "forged.json" in told


def test_only_files_of_the_assignment_are_taken(folder: Path, tmp_path: Path) -> None:
    assignment = Assignment.of(path(), "BOL", 2, until=1.0)
    (tmp_path / "dan.json").write_bytes(Playing(*given(), name="Dan").plays().file(assignment))
    (tmp_path / "ana.json").write_bytes((folder / "ana.json").read_bytes())
    (tmp_path / "assignment.json").write_bytes(assignment.file())
    found = collect(tmp_path, None, assignment, runs=20)
    assert [(result.name, result.late) for result in found.results] == [("Dan", True)]
    assert [one.file for one in found.refusals] == ["ana.json"], "the assignment itself is no result"


@pytest.mark.parametrize("content", [None, b"{}\n", b"no"])
def test_a_folder_without_usable_files_is_an_error_in_words(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "one.json").write_bytes(content)
    with pytest.raises(BadInput, match="no result file" if content is None else "was refused"):
        collect(tmp_path, None, None, runs=20)
    with pytest.raises(BadInput, match="no such folder"):
        collect(tmp_path / "none", None, None, runs=20)


def test_from_an_assignment_to_a_collection_on_the_command_line(tmp_path: Path) -> None:
    words = ("assignment", "package-deal", "--seat", "BOL", "--readings", "2", "--until", "2027-03-31")
    made = gge(tmp_path, *words)
    assert made.returncode == 0, made.stderr
    assert "2027-03-31 23:59" in made.stdout
    file = tmp_path / "package-deal-assignment.json"
    assignment = read_assignment(file)
    assert (assignment.seat, assignment.readings) == ("BOL", 2)
    (tmp_path / "ana.json").write_bytes(Playing(*given()).plays().file(assignment))
    told = gge(tmp_path, "collect", ".", "--assignment", file.name, "--runs", "20", "--out", "out")
    assert told.returncode == 0, told.stderr
    assert "1 of 1 student ended with a report." in told.stdout
    assert (tmp_path / "out" / "page.html").is_file()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("assignment", "package-deal", "--seat", "USA"), "is not in the room"),
        (("assignment", "package-deal", "--until", "soon"), "is not a date"),
        (("assignment", "package-deal", "--lan"), "add --serve"),
        (
            ("assignment", "package-deal", "--serve", "--address", "gge.example"),
            "is not an address of a site",
        ),
        (("alone", "package-deal", "--language", "xx"), "is not a language of the class"),
        (("assignment", "package-deal", "--out", "taken.json"), "already exists"),
        (("alone", "package-deal", "--seat", "USA", "--no-browser"), "is not in the room"),
        (("alone", "none.json"), "no such file"),
        (("alone", "taken.json", "--seat", "BOL"), "the assignment says it"),
        (("collect", "none"), "no such folder"),
        (("collect", ".", "--assignment", "taken.json"), "cannot be used as an assignment"),
    ],
)
def test_bad_input_is_said_in_words(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    (tmp_path / "taken.json").write_text("{}")
    told = gge(tmp_path, *words)
    assert told.returncode == 2
    assert why in " ".join(told.stderr.split())
