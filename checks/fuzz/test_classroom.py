"""A few hostile lessons, class files and a server; and that defects would be noticed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the extra classroom is not installed")
pytest.importorskip("aiohttp", reason="the client of the test is not installed")

import sim.classroom.store
from checks.fuzz import classroom, classroom_server, classroom_store, classroom_views
from checks.fuzz.attempt import Case, attempt, prepare
from checks.fuzz.classroom_http import requests
from checks.fuzz.classroom_socket import packets, student
from sim.classroom.room import Lesson, Refused, act, student_view


def defects(case: Case, folder: Path) -> str:
    """What is wrong with a case."""
    prepare()
    return " ".join(
        f"{case.mutator}: {one.defects} {one.outcome.err}"
        for one in attempt(case, folder / "p")
        if one.defects
    )


def held(number: int, actions: int = 150) -> dict[str, float]:
    """What came of a lesson in the small room, held here."""
    return classroom.hold(classroom.room("own", 0), random.Random(number), actions)


def test_a_few_lessons(tmp_path: Path) -> None:
    for number in range(3):
        assert not defects(classroom.case(5, number), tmp_path)
    told = held(1)
    assert told["accepted"] + told["refused"] == 150
    assert min(told["accepted"], told["refused"]) > 20, "neither door is nailed shut"


def test_a_lesson_can_be_held_again() -> None:
    one, other = ({k: v for k, v in held(2).items() if k != "slowest"} for _ in range(2))
    assert one == other


def test_a_refusal_that_changes_something_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(lesson: Lesson, who: Any, action: Any, at: Any) -> Lesson:
        try:
            return act(lesson, who, action, at)
        except Refused:
            lesson.used[(0, "Refused")] = 1  # type: ignore[index]
            raise

    monkeypatch.setattr(classroom, "act", careless)
    with pytest.raises(AssertionError, match="changed the lesson"):
        held(1)


def test_another_exception_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        classroom,
        "act",
        lambda lesson, who, action, at: {"teacher": lesson}[who] and act(lesson, who, action, at),
    )
    with pytest.raises((KeyError, TypeError)):
        held(1)


def test_a_secret_that_is_shown_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def indiscreet(lesson: Lesson, player: int) -> Any:
        return replace(student_view(lesson, player), notes=lesson.notes)

    monkeypatch.setattr(classroom_views, "student_view", indiscreet)
    with pytest.raises(AssertionError, match="shows 'canary-"):
        held_until_seen()


def held_until_seen() -> None:
    """Hold lessons until somebody has written to somebody else."""
    for number in range(40):
        held(number)


def test_a_few_class_files(tmp_path: Path) -> None:
    for number in range(16):
        assert not defects(classroom_store.case(2, number), tmp_path)


def test_a_journal_that_deletes_a_file_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay(folder: Path) -> None:
        classroom_store.hot_journal(folder / "class" / "class.sqlite", str(folder / "secret.txt"))

    sound = classroom_store.case(2, 0)
    journal = replace(sound, lay=lay)
    assert not defects(journal, tmp_path)
    monkeypatch.setattr(sim.classroom.store, "refuse_company", lambda path: None)
    assert "changed a file" in defects(journal, tmp_path)


def test_a_server_stands_it(tmp_path: Path) -> None:
    """Some of everything is sent to one server; `python -m checks.fuzz.classroom_server` sends more."""
    assert not defects(classroom_server.case(1, 0, (requests, packets, student), 120), tmp_path)


def test_a_terminal_with_a_traceback_would_be_noticed() -> None:
    classroom_server.hold_clean("Students, or whoever comes:  http://127.0.0.1:1\n" * 5)
    for said in ("Traceback (most recent call last):", "ERROR: Exception in ASGI", "WARNING: Invalid\n" * 40):
        with pytest.raises(AssertionError):
            classroom_server.hold_clean(said)
