"""Playing alone: the pacing in the teacher's place, and hints when asked."""

import pytest

from sim.classroom.room import NOBODY, TEACHER, Lesson, Refused, act, key_of, projector_view, student_view
from sim.classroom.room import actions as do
from sim.classroom.room.pacing import Step, next_step
from sim.classroom.room.solo_actions import AskHint, LetComputersTalk, PlayAlone
from tests.classroom.room.rooms import TEACHERS_KEY, case, done, reading


def alone(seat: str | None = None) -> Lesson:
    """A room left to one person, who has come in."""
    lesson = act(Lesson.gathering(case(), TEACHERS_KEY), TEACHER, PlayAlone(seat))
    return act(lesson, NOBODY, do.Enter("Ana", key_of("ana")))


def paced(lesson: Lesson) -> Lesson:
    """The class after everything that is due."""
    while step := next_step(lesson):
        lesson = act(lesson, TEACHER, step.action)
    return lesson


def test_a_reading_begins_and_ends_when_the_student_says_so_and_no_earlier() -> None:
    lesson = paced(act(alone(), 0, do.TakeSeat("FRA")))
    assert lesson.phase == "gathering"
    lesson = paced(act(lesson, 0, do.Ready()))
    assert (lesson.phase, lesson.play.number) == ("reading", 1)
    for issue in lesson.case.issues:
        lesson = paced(act(lesson, 0, do.Answer(issue.code, "accepts")))
    assert lesson.play.number == 1, "all answered, but the student may still trade"
    lesson = paced(act(lesson, 0, do.Ready()))
    assert lesson.play.number == 2


@pytest.mark.parametrize(("stance", "reason"), [("joins", ""), ("objects", "No.")])
def test_to_the_end_seat_by_seat_with_the_instructions_revealed(stance: str, reason: str) -> None:
    lesson = paced(alone("KEN"))
    assert lesson.sitting("KEN") is not None, "the reserved seat"
    lesson = act(lesson, 0, do.Ready())
    while (lesson := paced(lesson)).phase == "reading":
        lesson = act(lesson, 0, do.Ready())
    assert lesson.phase == "silence"
    lesson = act(lesson, 0, do.Decide(stance, reason))  # type: ignore[arg-type]
    step = next_step(lesson)
    assert step == Step(do.Advance())
    lesson = act(lesson, TEACHER, step.action)
    opened = 0
    while lesson.phase == "opening":
        step = next_step(lesson)
        assert step is not None
        assert step.after > 0, "one after the other"
        lesson, opened = act(lesson, TEACHER, step.action), opened + 1
    assert opened == len(lesson.case.seats)
    lesson = paced(lesson)
    assert lesson.revealed
    assert next_step(lesson) is None
    assert lesson.play.outcome is not None
    assert lesson.play.outcome.stances["KEN"] == stance


def test_nothing_moves_while_the_student_is_away_or_has_no_seat() -> None:
    assert next_step(alone()) is None
    lesson = act(paced(act(act(alone(), 0, do.TakeSeat("FRA")), 0, do.Ready())), 0, do.Away())
    assert next_step(lesson) is None


def test_an_ordinary_class_has_a_teacher_and_no_hints() -> None:
    lesson = act(reading("FRA"), 0, do.Ready())
    assert next_step(lesson) is None
    assert not projector_view(lesson).alone
    with pytest.raises(Refused, match="only for those who play alone"):
        act(lesson, 0, AskHint("FUND"))
    with pytest.raises(Refused, match="before anybody plays"):
        act(lesson, TEACHER, PlayAlone())
    with pytest.raises(Refused, match="no such seat"):
        act(Lesson.gathering(case(), TEACHERS_KEY), TEACHER, PlayAlone("USA"))
    with pytest.raises(Refused, match="Only the teacher"):
        act(lesson, 0, PlayAlone())


def test_a_hint_says_what_the_capital_would_do_and_only_when_asked() -> None:
    lesson = paced(act(act(alone(), 0, do.TakeSeat("CHN")), 0, do.Ready()))
    assert student_view(lesson, 0).hints == ()
    lesson = done(lesson, (0, AskHint("CABLES")), (0, AskHint("CABLES")))
    (hint,) = student_view(lesson, 0).hints
    place = lesson.case.paragraph["CABLES"]
    assert hint.stance == lesson.play.computed["CHN"][place]
    assert hint.sentence == student_view(lesson, 0).instructions.paragraphs[place].sentence  # type: ignore[union-attr]
    assert hint.rung in ("", lesson.play.favourites["CHN"][place])
    lesson = paced(act(lesson, 0, do.Ready()))
    assert student_view(lesson, 0).hints == (), "a new draft is a new question"
    assert len(lesson.solo.hints) == 1, "but it stays in the record"


def test_the_hint_on_the_whole_text_names_where_the_student_differs() -> None:
    lesson = paced(act(act(alone(), 0, do.TakeSeat("FRA")), 0, do.Ready()))
    computed = dict(zip(lesson.case.paragraph, lesson.play.computed["FRA"], strict=True))
    other = "brackets" if computed["FUND"] != "brackets" else "supports"
    lesson = done(lesson, (0, do.Answer("FUND", other)), (0, AskHint()))  # type: ignore[arg-type]
    (hint,) = student_view(lesson, 0).hints
    assert hint.otherwise == ("FUND",)
    assert set(hint.brackets) == {issue for issue, stance in computed.items() if stance == "brackets"}
    with pytest.raises(Refused, match="no such paragraph"):
        act(lesson, 0, AskHint("NONE"))


def test_the_student_cannot_take_the_teachers_steps() -> None:
    lesson = act(act(alone(), 0, do.TakeSeat("FRA")), 0, do.Ready())
    for action in (do.Begin(), do.Reveal(True), LetComputersTalk(False)):
        with pytest.raises(Refused, match="Only the teacher"):
            act(lesson, 0, action)
