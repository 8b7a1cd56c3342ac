"""Answers of a class for these tests: by strategies, and as few people would give them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from sim.classroom.quiz.answers import AnswerSheet, ClassAnswers, Stage
from sim.classroom.quiz.items import UNKNOWN, Form, questionnaire

CODES = st.text("0123456789abcdef", min_size=16, max_size=16)


def given(form: Form, right: bool | Sequence[bool], agrees: str = "3") -> dict[str, str]:
    """Return answers to a form: all right or unknown, or as told for each concept."""
    items = questionnaire().form(form)
    told = [right] * len(items) if isinstance(right, bool) else right
    answers = {item.id: item.right if good else UNKNOWN for item, good in zip(items, told, strict=True)}
    return answers | {statement.id: agrees for statement in questionnaire().statements}


def pair(number: int, before: bool | Sequence[bool], after: bool | Sequence[bool]) -> AnswerSheet:
    """Return the sheet of somebody who answered both times."""
    first = Form.A if number % 2 else Form.B
    return AnswerSheet(f"{number:016x}", first, given(first, before), given(first.other, after))


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    """Draw a sheet that somebody may have filled in, on both occasions, on one or on none."""
    first = draw(st.sampled_from(Form))
    answers = [
        {id: draw(st.sampled_from(allowed)) for id, allowed in questionnaire().allowed(form).items()}
        if draw(st.booleans())
        else {}
        for form in (first, first.other)
    ]
    return AnswerSheet(draw(CODES), first, *answers)


def class_of(*found: AnswerSheet, stage: Stage = Stage.OVER) -> ClassAnswers:
    """Return the answers of a class with these sheets."""
    answers = ClassAnswers(stage)
    for sheet in found:
        answers = answers.with_sheet(sheet)
    return answers
