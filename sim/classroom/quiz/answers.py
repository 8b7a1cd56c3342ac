"""Answers: what a class has answered, by codes that nobody can join with a name.

An answer sheet has a random code, a form and answers. It has no name, seat, number, address or time. Sheets
stand in the order of their codes, which says nothing about the order in which people came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sim.classroom.quiz.items import Form, Occasion, questionnaire
from sim.classroom.room.lesson import Refused

#: Most sheets of a class.
MOST_SHEETS = 600
#: A code: 16 random characters that the browser has drawn.
_CODE = re.compile(r"[0-9a-f]{16}")


class Stage(StrEnum):
    """How far the quiz is; the teacher moves it."""

    CLOSED = "closed"
    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"
    OVER = "over"

    @property
    def occasion(self) -> Occasion | None:
        """The occasion that is open, if any."""
        return Occasion(self.value) if self in (Stage.BEFORE, Stage.AFTER) else None


@dataclass(frozen=True)
class AnswerSheet:
    """What stands under one code.

    Parameters
    ----------
    code : random
    first : the form before the lesson; the other form comes after it
    before, after : answers by the id of the question or statement; empty if not handed in
    """

    code: str
    first: Form
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def form(self, occasion: Occasion) -> Form:
        """Return the form on an occasion."""
        return self.first if occasion is Occasion.BEFORE else self.first.other

    def answers(self, occasion: Occasion) -> Mapping[str, str]:
        """Return the answers on an occasion."""
        return self.before if occasion is Occasion.BEFORE else self.after


@dataclass(frozen=True)
class ClassAnswers:
    """All answer sheets of a class.

    Parameters
    ----------
    stage : how far the quiz is
    sheets : in the order of their codes
    """

    stage: Stage = Stage.CLOSED
    sheets: tuple[AnswerSheet, ...] = ()

    def sheet(self, code: str) -> AnswerSheet | None:
        """Return the sheet under a code; None if there is none."""
        return next((sheet for sheet in self.sheets if sheet.code == code), None)

    def count(self, occasion: Occasion) -> int:
        """Return the number of sheets handed in on an occasion."""
        return sum(bool(sheet.answers(occasion)) for sheet in self.sheets)

    @property
    def pairs(self) -> tuple[AnswerSheet, ...]:
        """The sheets with answers from before and after."""
        return tuple(sheet for sheet in self.sheets if sheet.before and sheet.after)

    def with_sheet(self, sheet: AnswerSheet) -> ClassAnswers:
        """Return the answers with a sheet that is new, or that replaces the one under its code."""
        others = [other for other in self.sheets if other.code != sheet.code]
        return replace(self, sheets=tuple(sorted([*others, sheet], key=lambda one: one.code)))


def lot(answers: ClassAnswers, coin: bool) -> Form:
    """Return the first form of a newcomer: the rarer one, or one by lot if both are equally frequent.

    So at any moment the two forms differ by one sheet at most, unless somebody deletes theirs.

    Parameters
    ----------
    coin : a fair coin
    """
    more_a = sum(1 if sheet.first is Form.A else -1 for sheet in answers.sheets)
    if more_a == 0:
        return Form.A if coin else Form.B
    return Form.B if more_a > 0 else Form.A


def begin(answers: ClassAnswers, code: str, coin: bool) -> ClassAnswers:
    """Give a code its form; the same code keeps the form that it has.

    Raises
    ------
    Refused
        if the quiz is closed, there are too many sheets, or no browser draws such a code
    """
    _open(answers)
    if not _CODE.fullmatch(code):
        raise Refused("That did not work. Please tap again.")
    if answers.sheet(code):
        return answers
    if len(answers.sheets) >= MOST_SHEETS:
        raise Refused("Too many people have answered already.")
    return answers.with_sheet(AnswerSheet(code, lot(answers, coin)))


def hand_in(answers: ClassAnswers, code: str, given: Mapping[str, str]) -> ClassAnswers:
    """Take all answers of one code on the occasion that is open; the same answers again change nothing.

    Parameters
    ----------
    given : an answer to every question and statement of the form, by id

    Raises
    ------
    Refused
        if the quiz is closed, an answer is missing or impossible, or others were handed in before
    """
    occasion = _open(answers)
    sheet = answers.sheet(code)
    if sheet is None:
        raise Refused("That did not work. Please tap again.")
    allowed = questionnaire().allowed(sheet.form(occasion))
    if set(given) != set(allowed) or any(given[id] not in allowed[id] for id in allowed):
        raise Refused("Please answer every question.")
    ordered = {id: given[id] for id in allowed}
    if sheet.answers(occasion):
        if sheet.answers(occasion) == ordered:
            return answers
        raise Refused("You have handed in already.")
    return answers.with_sheet(
        replace(sheet, before=ordered) if occasion is Occasion.BEFORE else replace(sheet, after=ordered)
    )


def withdraw(answers: ClassAnswers, code: str) -> ClassAnswers:
    """Delete the sheet under a code, if there is one."""
    return replace(answers, sheets=tuple(sheet for sheet in answers.sheets if sheet.code != code))


def _open(answers: ClassAnswers) -> Occasion:
    if (occasion := answers.stage.occasion) is None:
        raise Refused("The quiz is closed.")
    return occasion
