"""Export of the quiz: a row for each answer, the gain for each concept, and a codebook with texts and key."""

from __future__ import annotations

import json
from typing import Any

from sim.classroom.quiz.answers import ClassAnswers
from sim.classroom.quiz.columns import ANSWER_TABLE, GAIN_TABLE, TABLES
from sim.classroom.quiz.items import LETTERS, SCALE, UNKNOWN, Form, questionnaire
from sim.classroom.words.message import say
from sim.report.column import Column
from sim.report.render.tables import csv_file

_CSV = "text/csv; charset=utf-8"
ANSWERS, GAINS = "quiz-answers.csv", "quiz-gains.csv"
CODEBOOK_JSON, CODEBOOK = "quiz-codebook.json", "quiz-codebook.md"
#: Every file of the quiz: its title and its type, by name.
QUIZ_FILES = {
    ANSWERS: (say("quiz: answers by code"), _CSV),
    GAINS: (say("quiz: gain for each concept"), _CSV),
    CODEBOOK: (say("quiz: codebook, with questions and key"), "text/markdown; charset=utf-8"),
    CODEBOOK_JSON: (say("quiz: codebook for programs"), "application/json"),
}


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
            for table in TABLES
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
