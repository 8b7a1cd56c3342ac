"""What people said outlives a reading, unless the text moved to what was asked."""

from sim.classroom.room import TEACHER, Lesson, act, projector_view, student_view
from sim.classroom.room import actions as do
from sim.classroom.room.stances import on_the_draft, open_paragraphs
from tests.classroom.room.rooms import advanced_to, case, done, gathered, reading

BRACKET = do.Answer("CABLES", "brackets")


def after(rung: str, *deeds: do.Action, then: str | None = None) -> Lesson:
    """France speaks in the first reading; the teacher then writes cables as this, and perhaps as that."""
    lesson = done(reading("FRA", readings=4), (TEACHER, do.AppointChair("teacher")))
    lesson = done(lesson, *((0, deed) for deed in deeds), (TEACHER, do.Advance()))
    lesson = act(lesson, TEACHER, do.Table({"CABLES": rung}))  # type: ignore[dict-item]
    if then is not None:
        lesson = done(lesson, (TEACHER, do.Advance()))
        lesson = act(lesson, TEACHER, do.Table({"CABLES": then}))  # type: ignore[dict-item]
    return lesson


def said(lesson: Lesson) -> str | None:
    return student_view(lesson, 0).answers.get("CABLES")


def test_a_bracket_stays_unless_the_text_moved_to_what_was_asked() -> None:
    more = do.Propose("CABLES", "explicit")
    assert said(after("indirect", BRACKET)) == "brackets", "nothing has moved"
    assert said(after("explicit", BRACKET)) == "brackets", "a bracket alone asks for less"
    assert said(after("silent", BRACKET)) is None, "that was asked, so the new words are a new question"
    assert said(after("silent", BRACKET, more)) == "brackets"
    assert said(after("explicit", BRACKET, more)) == "supports"
    assert said(after("silent", BRACKET, more, then="explicit")) == "supports"


def test_a_bracket_on_silence_asks_for_more() -> None:
    silent = do.Answer("FUND", "brackets")
    lesson = done(reading("FRA"), (TEACHER, do.AppointChair("teacher")), (0, silent), (TEACHER, do.Advance()))
    lesson = act(lesson, TEACHER, do.Table({"FUND": "explicit"}))
    assert "FUND" not in student_view(lesson, 0).answers


def test_a_proposal_stays_until_the_text_says_it_and_is_an_answer() -> None:
    lesson = act(reading("FRA"), 0, do.Propose("CABLES", "explicit"))
    assert said(lesson) == "accepts"
    assert open_paragraphs(lesson, "FRA") == ("FUND",)
    assert projector_view(act(lesson, 0, do.Answer("FUND", "accepts"))).waiting == 0
    moved = after("silent", do.Propose("CABLES", "explicit"))
    assert student_view(moved, 0).proposals == {"CABLES": "explicit"}
    reached = after("explicit", do.Propose("CABLES", "explicit"))
    assert student_view(reached, 0).proposals == {}
    assert said(reached) == "supports"


def test_supporters_are_asked_again_only_where_the_text_changed() -> None:
    both = (do.Answer("CABLES", "supports"), do.Answer("FUND", "supports"))
    assert open_paragraphs(after("indirect", *both), "FRA") == ()
    assert open_paragraphs(after("explicit", *both), "FRA") == ("CABLES",)
    assert student_view(after("explicit", *both), 0).open == ("CABLES",)
    assert open_paragraphs(after("explicit", do.Ready()), "FRA") == ("CABLES",), "who was done accepted both"


def test_an_adopted_report_has_no_brackets_and_another_end_has() -> None:
    adopted = refused = 0
    for replicate in range(20):
        lesson = advanced_to(reading("FRA", of=case(2, replicate)), "reading")
        lesson = done(lesson, (0, BRACKET), (TEACHER, do.PutUnderSilence()), (0, do.Decide("joins")))
        over = advanced_to(lesson, "over")
        assert over.play.outcome is not None
        brackets = [p.brackets for p in projector_view(over).paragraphs]
        counted = [s.brackets for s in projector_view(over).seats]
        if over.play.outcome.adopted:
            adopted += 1
            assert not any(brackets)
            assert not any(counted)
        else:
            refused += 1
            assert any(brackets) == any(
                said == "brackets" for row in on_the_draft(over).values() for said in row.values()
            )
    assert adopted
    assert refused


def test_going_back_hides_the_instructions_again() -> None:
    lesson = done(advanced_to(reading("FRA"), "over"), (TEACHER, do.Reveal(True)))
    assert projector_view(lesson).revealed
    assert not projector_view(act(lesson, TEACHER, do.Back())).revealed


def test_before_the_first_reading_the_capital_says_what_it_would_decide() -> None:
    lesson = gathered("FRA")
    capital = student_view(lesson, 0).capital
    assert capital is not None
    assert capital.sentence.startswith("Your capital would ")
    assert student_view(lesson, 0).page is not None


def test_the_numbers_are_those_of_the_draft() -> None:
    view = student_view(reading("FRA"), 0)
    assert [p.number for p in view.room.paragraphs] == [1, 2]
    assert view.instructions is not None
    assert [p.number for p in view.instructions.paragraphs] == [1, 2]
