"""File of the quiz: a small JSON file beside that of the class, with nothing in it that the two share.

It is written anew at each change, with sheets in the order of their codes, so it does not show who came when.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.classroom.quiz.answers import AnswerSheet, ClassAnswers, Stage
from sim.classroom.quiz.items import Form, questionnaire
from sim.scenario.fault import BadInput, Fault

#: Number of the file's layout.
_LAYOUT = 1
#: Largest file in bytes; six hundred sheets take a tenth of it.
_LARGEST = 2**23


@dataclass(frozen=True)
class QuizFile:
    """The quiz of a class, in its file.

    Parameters
    ----------
    path : the file
    ticket : shows that a request comes from somebody in the class; the same for all, so it tells nobody apart
    """

    path: Path
    ticket: str

    def write(self, answers: ClassAnswers) -> None:
        """Write the answers whole or not at all, for their owner alone; raises OSError if not possible."""
        told = {
            "layout": _LAYOUT,
            "ticket": self.ticket,
            "stage": answers.stage,
            "sheets": [
                {"code": sheet.code, "first": sheet.first, "before": sheet.before, "after": sheet.after}
                for sheet in answers.sheets
            ],
        }
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.partial")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            json.dump(told, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(draft, self.path)


def quiz_path(saved: Path) -> Path:
    """Return the file of the quiz of a class.

    Parameters
    ----------
    saved : the file of the class, or the folder of a class in several rooms
    """
    return saved / "quiz.json" if saved.is_dir() else saved.with_name(f"{saved.stem}-quiz.json")


def open_quiz(path: Path) -> tuple[QuizFile, ClassAnswers]:
    """Open the quiz in a file, or begin one.

    Raises
    ------
    BadInput
        if the file cannot be read or written, or is not that of a quiz
    """
    try:
        if path.exists():
            return _read(path)
        file = QuizFile(path, secrets.token_urlsafe(12))
        file.write(ClassAnswers())
        return file, ClassAnswers()
    except OSError as error:
        raise BadInput([Fault(str(path), f"cannot be read or written: {error.strerror}")]) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput([Fault(str(path), "is not the quiz of a class, or is damaged")]) from None


def _read(path: Path) -> tuple[QuizFile, ClassAnswers]:
    if path.stat().st_size > _LARGEST:
        raise ValueError
    told: Any = json.loads(path.read_bytes())
    if told["layout"] != _LAYOUT or not isinstance(told["ticket"], str):
        raise ValueError
    answers = ClassAnswers(Stage(told["stage"]))
    for row in told["sheets"]:
        answers = answers.with_sheet(_sheet(row))
    return QuizFile(path, told["ticket"]), answers


def _sheet(row: dict[str, Any]) -> AnswerSheet:
    sheet = AnswerSheet(str(row["code"]), Form(row["first"]), dict(row["before"]), dict(row["after"]))
    for form, given in ((sheet.first, sheet.before), (sheet.first.other, sheet.after)):
        allowed = questionnaire().allowed(form)
        if given and (set(given) != set(allowed) or any(given[id] not in allowed[id] for id in allowed)):
            raise ValueError
    return sheet
