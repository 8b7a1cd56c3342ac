"""Lessons in which anything is tried, and class files that somebody has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

pytest.importorskip("nicegui", reason="the extra classroom is not installed")

import sim.classroom.store
from checks.fuzz import class_files, lessons
from checks.fuzz.attempt import attempt, lay, looking
from sim.classroom.room import Lesson, Refused, act, student_view


@looking(40)
@given(st.sampled_from(lessons.ROOMS), st.data())
def test_a_lesson_refuses_what_is_wrong_and_can_be_told_again(name: str, data: Any) -> None:
    told = lessons.hold(lessons.room(name), data.draw, 40)
    event(f"accepted {told['accepted'] // 10 * 10} of 40 and more")


def hold_some() -> Counter[str]:
    """Hold a few lessons in the small room, the same ones every time; count what came of their actions."""
    told: Counter[str] = Counter()

    @settings(looking(1), max_examples=25, derandomize=True, phases=[Phase.generate])
    @given(st.data())
    def hold(data: Any) -> None:
        told.update(lessons.hold(lessons.room("own"), data.draw, 60))

    hold()
    return told


def test_neither_door_is_nailed_shut() -> None:
    told = hold_some()
    assert min(told["accepted"], told["refused"]) > 100


def test_a_refusal_that_changes_something_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(lesson: Lesson, who: Any, action: Any, at: Any) -> Lesson:
        try:
            return act(lesson, who, action, at)
        except Refused:
            lesson.used[(0, "Refused")] = 1  # type: ignore[index]
            raise

    monkeypatch.setattr(lessons, "act", careless)
    with pytest.raises(AssertionError, match="changed the lesson"):
        hold_some()


def test_another_exception_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(lesson: Lesson, who: Any, action: Any, at: Any) -> Lesson:
        return {"teacher": act}[who](lesson, who, action, at)

    monkeypatch.setattr(lessons, "act", strict)
    with pytest.raises((KeyError, TypeError)):
        hold_some()


def test_a_secret_that_is_shown_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def indiscreet(lesson: Lesson, player: int) -> Any:
        return replace(student_view(lesson, player), notes=lesson.notes)

    monkeypatch.setattr(lessons, "student_view", indiscreet)
    with pytest.raises(AssertionError, match="shows 'canary-"):
        hold_some()


def open_class(folder: Path, spoil: Callable[[Path], None]) -> None:
    import sim.classroom.site.serve  # noqa: F401  (so that no attempt has to)

    lay(folder, class_files.files())
    spoil(folder / "class" / "class.sqlite")
    attempt(class_files.COMMAND, folder, call=class_files.opened)
    assert (folder / "secret.txt").read_bytes() == b"topsecret", "changed a file that is none of the class"


@looking(60)
@given(class_files.spoils())
def test_a_class_goes_on_from_its_file_or_says_what_is_wrong(tmp_path_factory: Any, spoil: Any) -> None:
    open_class(tmp_path_factory.getbasetemp() / "class", spoil)


def test_a_journal_that_deletes_a_file_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journal(path: Path) -> None:
        class_files.hot_journal(path, str(tmp_path / "p" / "secret.txt"))

    open_class(tmp_path / "p", journal)
    monkeypatch.setattr(sim.classroom.store, "refuse_company", lambda path: None)
    with pytest.raises((AssertionError, FileNotFoundError)):
        open_class(tmp_path / "p", journal)
