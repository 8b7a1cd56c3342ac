"""The tables of the quiz before and after the lesson, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.classroom.quiz.answers import ClassAnswers
from sim.classroom.quiz.gain import FEWEST_FOR_INTERVAL, FEWEST_SHOWN, class_gain
from sim.classroom.quiz.items import Occasion, questionnaire
from sim.report.column import Column, Table
from sim.study.paired import Difference

KIND = "quiz"


def _answers(answers: ClassAnswers) -> Iterator[dict[str, Any]]:
    """Yield one row for each answer, by code; nothing else about whoever gave it."""
    asked = questionnaire()
    for sheet in answers.sheets:
        for occasion in Occasion:
            for id, answer in sheet.answers(occasion).items():
                item = asked.items.get(id)
                yield {
                    "code": sheet.code,
                    "form": sheet.form(occasion).value,
                    "item": id,
                    "concept": item.concept if item else "",
                    "occasion": occasion.value,
                    "answer": answer,
                    "right": answer == item.right if item else None,
                }


def _gains(answers: ClassAnswers) -> Iterator[dict[str, Any]]:
    if (found := class_gain(answers.sheets)) is None:
        return
    pairs = found.pairs
    yield _gain("all", "share", pairs, found.before, found.after, found.gain)
    for one in found.concepts:
        shares = one.before / pairs, one.after / pairs
        yield _gain(one.concept.id, "share", pairs, *shares, one.gain, one.learnt, one.lost)
    for shift in found.statements:
        yield _gain(shift.statement.id, "mean", pairs, shift.before, shift.after, shift.shift)


def _gain(
    concept: str,
    kind: str,
    pairs: int,
    before: float,
    after: float,
    gain: Difference | None,
    learnt: int | None = None,
    lost: int | None = None,
) -> dict[str, Any]:
    row = {"concept": concept, "kind": kind, "pairs": pairs, "before": before, "after": after}
    low, value, high = (gain.low, gain.value, gain.high) if gain else (None, None, None)
    return row | {"learnt": learnt, "lost": lost, "gain": value, "low": low, "high": high}


ANSWER_TABLE = Table[ClassAnswers].of(
    "quiz-answers",
    "an answer of somebody who agreed to take part",
    _answers,
    Column[Any]("code", "pairs the answers of one person; random, and joined with no name or seat", "code"),
    Column[Any]("form", "parallel form", "A or B"),
    Column[Any]("item", "question or statement; the codebook has its text", "code"),
    Column[Any]("concept", "what the question is about; empty for a statement", "code"),
    Column[Any]("occasion", "before or after the lesson", "`before` or `after`"),
    Column[Any](
        "answer", "A to D, or ? for “I do not know”; for a statement 1 (not at all) to 5 (fully)", "text"
    ),
    Column[Any]("right", "whether it is the right answer; empty for a statement", "0 or 1"),
)
GAIN_TABLE = Table[ClassAnswers].of(
    "quiz-gains",
    f"a concept, all questions together, or a statement; none with fewer than {FEWEST_SHOWN} pairs",
    _gains,
    Column[Any]("concept", "concept, “all”, or statement", "code"),
    Column[Any](
        "kind", "share: of pairs with the right answer; mean: of a statement, 1 to 5", "`share` or `mean`"
    ),
    Column[Any]("pairs", "people who answered both times", "count"),
    Column[Any]("before", "before the lesson", "number"),
    Column[Any]("after", "after the lesson", "number"),
    Column[Any]("learnt", "wrong before and right after", "count"),
    Column[Any]("lost", "right before and wrong after", "count"),
    Column[Any]("gain", f"after minus before; empty with fewer than {FEWEST_FOR_INTERVAL} pairs", "number"),
    Column[Any]("low", "lower end of its 95 % interval", "number"),
    Column[Any]("high", "upper end of its 95 % interval", "number"),
)

TABLES = (ANSWER_TABLE, GAIN_TABLE)
