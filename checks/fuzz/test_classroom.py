"""Lessons in which anything is tried, and class files that somebody has changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis.stateful import run_state_machine_as_test

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

import sim.classroom.site.serve
import sim.classroom.store
from checks.fuzz import class_files, lessons
from checks.fuzz.attempt import attempt, lay, looking
from sim.classroom.room import Lesson, Refused, act, student_view

TestLessons = lessons.Lessons.TestCase
TestLessons.settings = settings(looking(40), stateful_step_count=40)


def noticed(match: str | None = None, error: type[Exception] = AssertionError) -> None:
    """Hold that the same lessons, which are held every time, fail."""
    same = settings(
        looking(1), max_examples=100, stateful_step_count=40, derandomize=True, phases=[Phase.generate]
    )
    with pytest.raises(error, match=match):
        run_state_machine_as_test(lessons.Lessons, settings=same)


def test_a_refusal_that_changes_something_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(lesson: Lesson, who: Any, action: Any, at: Any) -> Lesson:
        try:
            return act(lesson, who, action, at)
        except Refused:
            lesson.used[(0, "Refused")] = 1  # type: ignore[index]
            raise

    monkeypatch.setattr(lessons, "act", careless)
    noticed("changed the class")


def test_another_exception_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(lesson: Lesson, who: Any, action: Any, at: Any) -> Lesson:
        return act(lesson, {"teacher": who}[who], action, at)

    monkeypatch.setattr(lessons, "act", strict)
    noticed(error=Exception)


def test_a_secret_that_is_shown_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def indiscreet(lesson: Lesson, player: int) -> Any:
        return replace(student_view(lesson, player), notes=lesson.notes)

    monkeypatch.setattr(lessons.machine, "student_view", indiscreet)
    noticed()


def open_class(folder: Path, spoil: Callable[[Path], None]) -> None:
    lay(folder, class_files.files())
    spoil(folder / "class" / "class.sqlite")
    attempt(class_files.COMMAND, folder, call=class_files.opened)
    assert (folder / "secret.txt").read_bytes() == b"topsecret", "changed a file that is none of the class"


@looking(60)
@given(class_files.spoils())
def test_a_class_goes_on_from_its_file_or_says_what_is_wrong(tmp_path_factory: Any, spoil: Any) -> None:
    open_class(tmp_path_factory.getbasetemp() / "class", spoil)


def test_a_journal_that_deletes_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def journal(path: Path) -> None:
        class_files.hot_journal(path, str(tmp_path / "p" / "secret.txt"))

    open_class(tmp_path / "p", journal)
    monkeypatch.setattr(sim.classroom.store, "refuse_company", lambda path: None)
    with pytest.raises((AssertionError, FileNotFoundError)):
        open_class(tmp_path / "p", journal)
