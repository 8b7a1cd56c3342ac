"""Comparison: several classes side by side, from files that were kept."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.classroom.comparison.compared import Comparison
from sim.classroom.comparison.figure import comparison_drawings, describe
from sim.classroom.comparison.report import comparison_report, headline
from sim.classroom.comparison.saved import saved_classes
from sim.classroom.hall.opening import open_hall
from sim.classroom.open_class import open_class
from sim.classroom.room import NOBODY, TEACHER, Action, Lesson, Who, act, key_of, new_token
from sim.classroom.room import actions as do
from sim.classroom.store import Store
from sim.cli import app
from sim.report.file_names import result_names
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped

BLOCKER, DEAL = shipped()["lone-blocker"], shipped()["package-deal"]


def played(store: Store, stance: str = "") -> None:
    """Let somebody take a seat and decide; the computer plays all others."""
    lesson: Lesson = store.lesson

    def take(who: Who, action: Action) -> None:
        nonlocal lesson
        lesson = act(lesson, who, action, 1.0)
        store.keep(who, action, 1.0)

    take(NOBODY, do.Enter("Olga", key_of("o")))
    take(0, do.TakeSeat(lesson.case.seats[0]))
    take(TEACHER, do.Begin())
    while lesson.phase != "silence":
        take(TEACHER, do.Advance())
    if stance:
        take(0, do.Decide(stance, "" if stance == "joins" else "we cannot"))  # type: ignore[arg-type]
    while lesson.phase != "over":
        take(TEACHER, do.Advance())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A class in two rooms that ended otherwise, and one of another year in one room."""
    folder = tmp_path_factory.mktemp("classes")
    this, other = folder / "this-year", folder / "last-year"
    this.mkdir()
    other.mkdir()
    with open_hall(this, [BLOCKER, BLOCKER], new_token(), readings=2) as hall:
        played(hall.rooms[0], "joins")
        played(hall.rooms[1], "objects")
    with open_class(other / "class.sqlite", DEAL, new_token(), readings=1) as store:
        played(store)
    return this, other


@pytest.fixture(scope="module")
def found(places: tuple[Path, Path]) -> Comparison:
    return saved_classes(places, 20)


def test_classes_are_called_by_their_folder_and_room(places: tuple[Path, Path], found: Comparison) -> None:
    assert [c.label for c in found.classes] == ["this-year, room 1", "this-year, room 2", "last-year"]
    assert [c.label for c in saved_classes(places[:1], 20).classes] == ["Room 1", "Room 2"]
    assert len({c.number for c in found.classes}) == 3
    assert [len(classes) for classes in found.scenarios] == [2, 1]


def test_a_class_in_short_is_what_happened(found: Comparison) -> None:
    one, two, three = found.classes
    assert two.adopted is False
    assert [(s.player, s.decided, s.reason) for s in two.apart if s.player] == [
        ("Olga", "objects", "we cannot")
    ]
    assert not any(s.player for s in one.apart)
    assert [len(c.brackets) for c in found.classes] == [2, 2, 1]
    assert all(0 <= n <= len(c.issues) for c in found.classes for n in c.brackets)
    assert one.text == two.text, "Olga negotiated the same way in both"
    assert three.people == 1


def test_the_document_says_what_the_tables_say(found: Comparison) -> None:
    report = comparison_report(found, "gge-sim compare-classes this-year last-year")
    assert report.document.answer.sentence == headline(found)
    assert "No report: this-year, room 2" in headline(found)
    files = report.files()
    assert "we cannot" in files["story.md"].decode()
    assert set(files) <= result_names("classes")
    rows = list(csv.DictReader(io.StringIO(files["paragraphs.csv"].decode().lstrip("\ufeff"))))
    assert len(rows) == sum(len(c.issues) for c in found.classes)
    assert all(row["formulation"] in ("silent", "indirect", "explicit") for row in rows)
    assert files == comparison_report(found, "gge-sim compare-classes this-year last-year").files()


def test_the_figure_is_told_in_words(found: Comparison) -> None:
    assert "this-year, room 2: " in describe(found)
    assert describe(found).count("; no report") == sum(c.adopted is False for c in found.classes)
    for drawing in comparison_drawings(found).values():
        assert drawing.draw().get_axes()


def test_the_command_writes_a_folder_and_says_what_it_found(
    places: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = CliRunner().invoke(app, ["compare-classes", *map(str, places), "--runs", "20", "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert "of 3 classes adopted a report" in ran.output
    assert (out / "page.html").is_file()
    assert (out / "classes.json").is_file()


def test_a_place_without_a_class_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="empty: has no class"):
        saved_classes([tmp_path / "empty"], 20)
    with pytest.raises(BadInput, match="no such file or folder"):
        saved_classes([tmp_path / "nowhere"], 20)
