"""Gain: how many know each concept before and after the lesson, from the pairs of answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sim.classroom.quiz.answers import AnswerSheet
from sim.classroom.quiz.items import Concept, Occasion, Questionnaire, Statement, questionnaire
from sim.study.paired import Difference, paired_difference, paired_mean

#: Fewest pairs whose results are shown, and fewest with an interval: with fewer, chance hides any gain.
FEWEST_SHOWN, FEWEST_FOR_INTERVAL = 5, 10


class ConceptGain(NamedTuple):
    """What a class knew of a concept before and after."""

    concept: Concept
    """The concept."""
    pairs: int
    """People who answered both times."""
    before: int
    """Of these, who were right before."""
    after: int
    """Of these, who were right after."""
    learnt: int
    """Wrong before and right after."""
    lost: int
    """Right before and wrong after."""
    gain: Difference | None
    """Share right after minus share right before, with its interval; None if there are too few pairs."""


class StatementShift(NamedTuple):
    """How far a class agreed with a statement before and after, from 1 to 5."""

    statement: Statement
    """The statement."""
    pairs: int
    """People who answered both times."""
    before: float
    """Mean before."""
    after: float
    """Mean after."""
    shift: Difference | None
    """Mean after minus mean before, with its interval; None if there are too few pairs."""


class ClassGain(NamedTuple):
    """What a class has learnt."""

    pairs: int
    """People who answered both times."""
    before: float
    """Mean share of questions that they answered right before."""
    after: float
    """The same after."""
    gain: Difference | None
    """Mean of the differences, with its interval; None if there are too few pairs."""
    concepts: tuple[ConceptGain, ...]
    """Each concept, in order."""
    statements: tuple[StatementShift, ...]
    """Each statement, in order."""


def is_right(sheet: AnswerSheet, occasion: Occasion, concept: Concept) -> bool:
    """Return whether the question on a concept was answered right on an occasion."""
    item = concept.items[sheet.form(occasion)]
    return sheet.answers(occasion).get(item.id) == item.right


def class_gain(sheets: Iterable[AnswerSheet], asked: Questionnaire | None = None) -> ClassGain | None:
    """Return what a class has learnt; None if fewer than `FEWEST_SHOWN` answered both times.

    Parameters
    ----------
    sheets : those with answers from before and after count; others are left out
    asked : the quiz; by default, the one that ships
    """
    asked = asked or questionnaire()
    pairs = [sheet for sheet in sheets if sheet.before and sheet.after]
    if len(pairs) < FEWEST_SHOWN:
        return None
    before, after = (
        np.array([[is_right(sheet, when, concept) for concept in asked.concepts] for sheet in pairs])
        for when in Occasion
    )
    gains = after.mean(axis=1) - before.mean(axis=1)
    enough = len(pairs) >= FEWEST_FOR_INTERVAL
    return ClassGain(
        len(pairs),
        float(before.mean()),
        float(after.mean()),
        paired_mean(gains, unit=1 / len(asked.concepts), bound=1.0) if enough else None,
        tuple(
            _concept(concept, before[:, k], after[:, k], enough) for k, concept in enumerate(asked.concepts)
        ),
        tuple(_statement(statement, pairs, enough) for statement in asked.statements),
    )


def _concept(concept: Concept, before: np.ndarray, after: np.ndarray, enough: bool) -> ConceptGain:
    learnt, lost = int((after & ~before).sum()), int((before & ~after).sum())
    gain = paired_difference(lost, learnt, len(before)) if enough else None
    return ConceptGain(concept, len(before), int(before.sum()), int(after.sum()), learnt, lost, gain)


def _statement(statement: Statement, pairs: Sequence[AnswerSheet], enough: bool) -> StatementShift:
    before, after = (
        np.array([float(sheet.answers(when)[statement.id]) for sheet in pairs]) for when in Occasion
    )
    shift = paired_mean(after - before, bound=4.0) if enough else None
    return StatementShift(statement, len(pairs), float(before.mean()), float(after.mean()), shift)
