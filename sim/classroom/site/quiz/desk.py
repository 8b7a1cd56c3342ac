"""The quiz desk: the only place where a server changes the quiz. It knows codes, not people or seats."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from sim.classroom.quiz.answers import ClassAnswers, Stage, begin, hand_in, withdraw
from sim.classroom.quiz.file import QuizFile, open_quiz, quiz_path
from sim.classroom.quiz.gain import FEWEST_FOR_INTERVAL, FEWEST_SHOWN, class_gain
from sim.classroom.quiz.items import LETTERS, UNKNOWN, Form, Item, Occasion, questionnaire
from sim.classroom.room import Refused
from sim.classroom.site.lesson.view_changes import plain
from sim.study.paired import Difference


class Watcher(Protocol):
    """An open page of the quiz."""

    def draw(self) -> None:
        """Show the quiz as it is now."""


class QuizDesk:
    """The quiz of a class while its server runs.

    Parameters
    ----------
    path : its file; made if it does not exist

    Attributes
    ----------
    answers : all answers as they are now
    """

    def __init__(self, path: Path) -> None:
        self._file: QuizFile
        self._file, self.answers = open_quiz(path)
        self._watchers: dict[Watcher, None] = {}

    @property
    def ticket(self) -> str:
        """What everybody in the class may know, and nobody else."""
        return self._file.ticket

    def begin(self, code: str) -> Form:
        """Give a code its form, and return the one of this occasion."""
        self._change(lambda answers: begin(answers, code, bool(secrets.randbits(1))))
        sheet, occasion = self.answers.sheet(code), self.answers.stage.occasion
        assert sheet is not None
        assert occasion is not None
        return sheet.form(occasion)

    def hand_in(self, code: str, given: dict[str, str]) -> None:
        """Keep the answers of a code."""
        self._change(lambda answers: hand_in(answers, code, given))

    def withdraw(self, code: str) -> None:
        """Delete what stands under a code."""
        self._change(lambda answers: withdraw(answers, code))

    def move(self, stage: Stage) -> None:
        """Open or close the quiz."""
        self._change(lambda answers: replace(answers, stage=stage))

    def _change(self, change: Callable[[ClassAnswers], ClassAnswers]) -> None:
        changed = change(self.answers)
        if changed is self.answers:
            return
        try:
            self._file.write(changed)
        except OSError:
            raise Refused("This could not be saved, so it was not done. Please tell the teacher.") from None
        self.answers = changed
        for watcher in list(self._watchers):
            watcher.draw()

    def watch(self, watcher: Watcher) -> None:
        """Keep a page up to date."""
        self._watchers[watcher] = None

    def leave(self, watcher: Watcher) -> None:
        """Stop updating a page."""
        self._watchers.pop(watcher, None)

    def key(self) -> dict[str, Any]:
        """Return the right answers and the explanations, by question; refuse them before the second quiz."""
        if self.answers.stage not in (Stage.AFTER, Stage.OVER):
            raise Refused("The explanations come after the lesson.")
        told = {item.id: {"right": item.right, "why": item.why} for item in questionnaire().items.values()}
        return dict(plain(told))

    def of_a_student(self) -> dict[str, Any]:
        """Return what the page of a student shows from the start: both forms, without the right answers."""
        asked = questionnaire()
        told = {
            "ticket": self.ticket,
            "stage": self.answers.stage,
            "consent": asked.consent,
            "forms": {form.value: [_shown(item) for item in asked.form(form)] for form in Form},
            "titles": {concept.id: concept.title for concept in asked.concepts},
            "statements": [{"id": one.id, "asks": one.asks} for one in asked.statements],
            "unknown": UNKNOWN,
        }
        return dict(plain(told))

    def of_the_teacher(self) -> dict[str, Any]:
        """Return what the teacher sees: counts, and what the class has learnt while the quiz is closed.

        While it is open there are only counts: results that grow by one person at a time would show who
        answered what.
        """
        answers = self.answers
        found = None if answers.stage.occasion else class_gain(answers.sheets)
        told = {
            "stage": answers.stage,
            "counts": {occasion.value: answers.count(occasion) for occasion in Occasion},
            "pairs": len(answers.pairs),
            "fewest": {"shown": FEWEST_SHOWN, "interval": FEWEST_FOR_INTERVAL},
            "gain": found
            and {
                "pairs": found.pairs,
                "before": found.before,
                "after": found.after,
                "gain": _interval(found.gain),
                "concepts": [
                    {
                        "title": one.concept.title,
                        "before": one.before,
                        "after": one.after,
                        "gain": _interval(one.gain),
                    }
                    for one in found.concepts
                ],
                "statements": [
                    {
                        "asks": one.statement.asks,
                        "before": one.before,
                        "after": one.after,
                        "gain": _interval(one.shift),
                    }
                    for one in found.statements
                ],
            },
        }
        return dict(plain(told))


def quiz_of(saved: Path, wanted: bool) -> QuizDesk | None:
    """Return the quiz of a class; a class that has one keeps it.

    Parameters
    ----------
    saved : the file of the class, or the folder of a class in several rooms
    wanted : whether to begin a quiz if there is none
    """
    path = quiz_path(saved)
    return QuizDesk(path) if wanted or path.exists() else None


def _shown(item: Item) -> dict[str, Any]:
    choices = dict(zip(LETTERS, item.choices, strict=True))
    return {"id": item.id, "concept": item.concept, "asks": item.asks, "choices": choices}


def _interval(gain: Difference | None) -> dict[str, float] | None:
    return gain and {"value": gain.value, "low": gain.low, "high": gain.high}
