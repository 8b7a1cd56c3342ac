"""Items: the questions and statements of the quiz before and after, in two parallel forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from sim.classroom.words.message import say

#: Letters of the choices, and what stands for "I do not know".
LETTERS, UNKNOWN = "ABCD", "?"
#: Possible answers to a statement: from "I do not agree at all" to "I agree fully".
SCALE = ("1", "2", "3", "4", "5")


class Form(StrEnum):
    """One of the two parallel forms."""

    A = "A"
    B = "B"

    @property
    def other(self) -> Form:
        """The form that the same person gets the other time."""
        return Form.B if self is Form.A else Form.A


class Occasion(StrEnum):
    """When the quiz is answered."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Item:
    """A multiple-choice question.

    Parameters
    ----------
    id : its lasting name
    concept : what it asks about, by id
    form : the form that it is in
    asks : the question
    choices : the answers, A first
    right : letter of the right answer
    why : the explanation
    """

    id: str
    concept: str
    form: Form
    asks: str
    choices: tuple[str, ...]
    right: str
    why: str


@dataclass(frozen=True)
class Concept:
    """Something that the lesson teaches.

    Parameters
    ----------
    id : its lasting name
    title : in words
    source : the literature or practice behind the right answers
    items : its question in each form
    """

    id: str
    title: str
    source: str
    items: Mapping[Form, Item]


@dataclass(frozen=True)
class Statement:
    """A statement that one agrees to or not; both forms have it.

    Parameters
    ----------
    id : its lasting name
    asks : the statement
    why : why it is asked
    """

    id: str
    asks: str
    why: str


@dataclass(frozen=True)
class Questionnaire:
    """The whole quiz.

    Parameters
    ----------
    concepts : what is asked, in order
    statements : what follows the questions in both forms
    consent : what students read before they agree, as sentences
    """

    concepts: tuple[Concept, ...]
    statements: tuple[Statement, ...]
    consent: tuple[str, ...]

    def form(self, form: Form) -> tuple[Item, ...]:
        """Return the questions of a form, in order."""
        return tuple(concept.items[form] for concept in self.concepts)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """All questions, by id."""
        return {item.id: item for form in Form for item in self.form(form)}

    def allowed(self, form: Form) -> dict[str, tuple[str, ...]]:
        """Return the possible answers to everything in a form, by id."""
        questions = {item.id: (*LETTERS[: len(item.choices)], UNKNOWN) for item in self.form(form)}
        return questions | {statement.id: SCALE for statement in self.statements}


@cache
def questionnaire() -> Questionnaire:
    """Return the quiz, as its file has it."""
    file = files("sim.classroom.quiz") / "data" / "before_after.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(
            id,
            say(row["title"]),
            say(row["source"]),
            {form: Item(concept=id, form=form, **_item(row[form])) for form in Form},
        )
        for id, row in told["concepts"].items()
    )
    statements = (Statement(row["id"], say(row["asks"]), row["why"]) for row in told["attitudes"])
    return Questionnaire(concepts, tuple(statements), tuple(map(say, told["consent"])))


def _item(row: Mapping[str, Any]) -> dict[str, Any]:
    texts = {"asks": say(row["asks"]), "why": say(row["why"]), "choices": tuple(map(say, row["choices"]))}
    return {**row, **texts}
