"""Export of the quiz: a row for each answer, the gain for each concept, and a codebook with texts and key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sim.classroom.quiz.answers import ClassAnswers
from sim.classroom.quiz.gain import FEWEST_FOR_INTERVAL, FEWEST_SHOWN, class_gain
from sim.classroom.quiz.items import LETTERS, SCALE, UNKNOWN, Form, Occasion, questionnaire
from sim.report.column import Column, Table
from sim.report.render.tables import csv_file

_CSV = "text/csv; charset=utf-8"
ANSWERS, GAINS = "quiz-answers.csv", "quiz-gains.csv"
CODEBOOK_JSON, CODEBOOK = "quiz-codebook.json", "quiz-codebook.md"
#: Every file of the quiz: its title and its type, by name.
QUIZ_FILES = {
    ANSWERS: ("quiz: answers by code", _CSV),
    GAINS: ("quiz: gain for each concept", _CSV),
    CODEBOOK: ("quiz: codebook, with questions and key", "text/markdown; charset=utf-8"),
    CODEBOOK_JSON: ("quiz: codebook for programs", "application/json"),
}


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
    found = class_gain(answers.sheets)
    if found is None:
        return
    pairs = found.pairs
    told = {"before": found.before, "after": found.after, "learnt": None, "lost": None}
    yield {"concept": "all", "kind": "share", "pairs": pairs, **told, **_interval(found.gain)}
    for one in found.concepts:
        told = {"before": one.before / pairs, "after": one.after / pairs}
        counts = {"learnt": one.learnt, "lost": one.lost}
        yield {"concept": one.concept.id, "kind": "share", "pairs": pairs, **told, **counts} | _interval(
            one.gain
        )
    for shift in found.statements:
        told = {"before": shift.before, "after": shift.after, "learnt": None, "lost": None}
        yield {"concept": shift.statement.id, "kind": "mean", "pairs": pairs, **told} | _interval(shift.shift)


def _interval(gain: Any) -> dict[str, float | None]:
    if gain is None:
        return {"gain": None, "low": None, "high": None}
    return {"gain": gain.value, "low": gain.low, "high": gain.high}


ANSWER_TABLE = Table[ClassAnswers].of(
    "quiz-answers",
    "an answer of somebody who agreed to take part",
    _answers,
    Column[Any]("code", "pairs the answers of one person; random, and joined with no name or seat", "code"),
    Column[Any]("form", "parallel form", "A or B"),
    Column[Any]("item", "question or statement; the codebook has its text", "code"),
    Column[Any]("concept", "what the question is about; empty for a statement", "code"),
    Column[Any]("occasion", "before or after the lesson", "before or after"),
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
        "kind", "share: of pairs with the right answer; mean: of a statement, 1 to 5", "share or mean"
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


def codebook() -> dict[str, Any]:
    """Return the codebook: columns, concepts, questions with their key, statements and consent."""
    asked = questionnaire()
    return {
        "schema": 1,
        "columns": {
            f"{table.name}.csv": {
                column.name: {"meaning": column.meaning, "unit": column.unit}
                for column in table.columns
                if isinstance(column, Column)
            }
            for table in (ANSWER_TABLE, GAIN_TABLE)
        },
        "concepts": [{"id": c.id, "title": c.title, "source": c.source} for c in asked.concepts],
        "items": [
            {
                "id": item.id,
                "concept": item.concept,
                "form": item.form.value,
                "asks": item.asks,
                "choices": {**dict(zip(LETTERS, item.choices, strict=True)), UNKNOWN: "I do not know"},
                "right": item.right,
                "why": item.why,
            }
            for item in asked.items.values()
        ],
        "statements": [
            {"id": s.id, "asks": s.asks, "why": s.why, "answers": SCALE} for s in asked.statements
        ],
        "consent": asked.consent,
    }


def codebook_page() -> str:
    """Return the codebook as Markdown."""
    told, asked = codebook(), questionnaire()
    lines = ["# Codebook of the quiz before and after", ""]
    for name, columns in told["columns"].items():
        lines += [f"## `{name}`", "", "| column | unit | meaning |", "|---|---|---|"]
        lines += [f"| `{key}` | {about['unit']} | {about['meaning']} |" for key, about in columns.items()]
        lines.append("")
    lines += ["## Questions", ""]
    for concept in asked.concepts:
        lines += [f"### {concept.title} (`{concept.id}`)", "", f"Source: {concept.source}.", ""]
        for form in Form:
            item = concept.items[form]
            lines += [f"**Form {form}, `{item.id}`.** {item.asks}", ""]
            lines += [
                f"- {letter}: {choice}{' **(right)**' if letter == item.right else ''}"
                for letter, choice in zip(LETTERS, item.choices, strict=True)
            ]
            lines += [f"- {UNKNOWN}: I do not know", "", item.why, ""]
    lines += ["## Statements", "", "From 1, “I do not agree at all”, to 5, “I agree fully”.", ""]
    lines += [f"- `{s.id}`: “{s.asks}” {s.why}" for s in asked.statements]
    lines += ["", "## What everybody agreed to", "", *(f"- {sentence}" for sentence in asked.consent), ""]
    return "\n".join(lines)


def quiz_files(answers: ClassAnswers) -> dict[str, bytes]:
    """Return the quiz as files, by name; the same answers give the same bytes."""
    return {
        ANSWERS: csv_file(ANSWER_TABLE.sheet(answers)),
        GAINS: csv_file(GAIN_TABLE.sheet(answers)),
        CODEBOOK: codebook_page().encode(),
        CODEBOOK_JSON: (json.dumps(codebook(), ensure_ascii=False, indent=1) + "\n").encode(),
    }
