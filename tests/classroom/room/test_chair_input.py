import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import TEACHER, Lesson, act, prepare
from sim.classroom.room import actions as do
from sim.classroom.room.case import ROW, as_array
from sim.classroom.room.chair_input import heard
from sim.classroom.room.stances import on_the_draft
from sim.negotiation.stance import on_paragraphs
from sim.negotiation.vocabulary import ParagraphStance
from tests.classroom.room.rooms import case, done, own, reading

STANCES = ParagraphStance.words()


def as_heard(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    stances = on_paragraphs(heard(lesson, lesson.play.number), as_array(lesson.play.draft), ROW)[0]
    columns = zip(lesson.case.seats, stances.T.tolist(), strict=True)
    return {seat: tuple(ParagraphStance(s).word for s in column) for seat, column in columns}


def test_instructions_are_not_heard_and_what_the_chair_is_shown_changes_nothing() -> None:
    for lesson in (reading(), reading(None), done(reading("FRA"), (0, do.Away()))):
        assert heard(lesson, 1) is lesson.case.reading(1)
    one, other = (reading("FRA", of=case(3, replicate)) for replicate in (0, 1))
    place = one.case.place["FRA"]
    assert (heard(one, 1).worth[..., place] == heard(other, 1).worth[..., place]).all()
    assert (one.case.reading(1).worth[..., place] != other.case.reading(1).worth[..., place]).any()
    lesson = done(reading("FRA"), (0, do.Answer("CABLES", "brackets")))
    before = lesson.case.reading(1).worth.copy()
    heard(lesson, 1).worth[:] = 7
    assert (lesson.case.reading(1).worth == before).all()


@given(
    st.integers(0, 50),
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.sampled_from(("CABLES", "FUND"))), st.sampled_from(STANCES)
    ),
    st.sets(st.integers(0, 4)),
)
def test_the_chair_hears_what_the_room_sees(
    replicate: int, said: dict[tuple[int, str], str], away: set[int]
) -> None:
    lesson = reading("FRA", "CHN", "KEN", "PER", "TON", of=case(3, replicate))
    for (player, issue), stance in said.items():
        lesson = act(lesson, player, do.Answer(issue, stance))  # type: ignore[arg-type]
    for player in away:
        lesson = act(lesson, player, do.Away())
    seen = on_the_draft(lesson)
    codes = [issue.code for issue in lesson.case.issues]
    for seat, stances in as_heard(lesson).items():
        assert stances == tuple(seen[code][seat] for code in codes)


def worths(*deeds: tuple[int | str, do.Action]) -> list[float]:
    """What silent, indirect and explicit text on cables count to a chair, in units of the paragraph."""
    lesson = done(reading("FRA"), *deeds)  # type: ignore[arg-type]
    assert lesson.case.words(lesson.play.draft)[0] == "indirect"
    worth = heard(lesson, lesson.play.number).worth[0, 0, :, lesson.case.place["FRA"]]
    return np.round(worth / lesson.case.table.salience[0], 1).tolist()


def test_what_is_bracketed_is_too_much_unless_more_is_proposed() -> None:
    assert worths() == [0, 0, 0]
    assert worths((0, do.Answer("CABLES", "supports"))) == [0, 1, 0]
    assert worths((0, do.Answer("CABLES", "brackets"))) == [0, -1, -1]
    assert worths((0, do.Answer("CABLES", "brackets")), (0, do.Propose("CABLES", "silent"))) == [1, -1, -1]
    more = (0, do.Answer("CABLES", "brackets")), (0, do.Propose("CABLES", "explicit"))
    assert worths(*more) == [-1, -1, 1]
    assert worths(*more, (0, do.Withdraw("CABLES"))) == [0, -1, -1]
    assert worths((0, do.Propose("CABLES", "explicit"))) == [0, 0, 1]


def test_what_was_said_of_a_formulation_stands() -> None:
    lesson = done(
        reading("FRA", readings=4), (TEACHER, do.AppointChair("teacher")),
        (0, do.Answer("CABLES", "brackets")), (TEACHER, do.Advance()),
        (TEACHER, do.Table({"CABLES": "silent"})), (0, do.Answer("CABLES", "accepts")),
    )  # fmt: skip
    worth = heard(lesson, 2).worth[0, 0, :, lesson.case.place["FRA"]]
    assert worth[1] < 0 < worth[0] < 0.05
    back = done(lesson, (TEACHER, do.Advance()), (TEACHER, do.Table({"CABLES": "indirect"})))
    assert on_the_draft(back)["CABLES"]["FRA"] == "brackets", "nobody answers twice"


@pytest.mark.parametrize("strategy", ["mediator", "median-seeker", "dropper"])
def test_a_room_that_brackets_a_paragraph_is_heard(strategy: str) -> None:
    chair = own().chair.model_copy(update={"strategy": strategy})
    here = prepare(own().model_copy(update={"chair": chair}), seed=1, readings=4)
    seats = here.seats
    deeds = [(n, do.Answer("CABLES", "brackets")) for n in range(len(seats))]
    deeds += [(n, do.Propose("CABLES", "silent")) for n in range(len(seats))]
    lesson = done(reading(*seats, of=here), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    lesson = done(lesson, (TEACHER, do.Table({"CABLES": "explicit"})), (TEACHER, do.AppointChair("computer")))
    deeds[: len(seats)] = [(n, do.Answer("CABLES", "brackets")) for n in range(len(seats))]
    lesson = done(lesson, *deeds)  # type: ignore[arg-type]
    assert act(lesson, TEACHER, do.Advance()).play.draft[0] < 2
