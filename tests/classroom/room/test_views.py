from dataclasses import replace

import numpy as np
import pytest

from sim.classroom.room import (
    TEACHER,
    Lesson,
    Phase,
    Refused,
    act,
    projector_view,
    student_view,
    teacher_view,
)
from sim.classroom.room import actions as do
from sim.classroom.room.case import Case
from sim.classroom.room.lesson import Decision, Note
from sim.classroom.room.opening import open_seats
from tests.classroom.room.rooms import advanced_to, done, gathered, reading


def other_secrets(lesson: Lesson, mine: str | None) -> Lesson:
    """The same class, in which everything that is secret of other delegations is something else."""
    case, told = lesson.case, lesson.case.interests
    others = np.array([seat != mine for seat in case.seats])
    luck = np.random.default_rng(1)

    def shaken(array: np.ndarray) -> np.ndarray:
        return np.where(others, array + luck.normal(size=array.shape), array)

    interests = replace(
        told, position=np.clip(shaken(told.position), -1, 1), base=shaken(told.base),
        gain=np.abs(shaken(told.gain)), complaint=np.abs(shaken(told.complaint)),
    )  # fmt: skip
    one, two = [seat for seat in case.seats if seat != mine][:2]
    notes = tuple(
        note
        if mine in (note.sender, note.to)
        or any(mine in r.seats for r in lesson.rooms if r.number == note.room)
        else Note(note.reading, one, two, "something else")
        for note in (*lesson.notes, Note(1, one, two, "between others"))
    )
    decisions = {s: d for s, d in lesson.play.decisions.items() if s == mine}
    secret = Decision("objects", "a secret", "somebody")
    decisions |= {s: secret for s in case.seats if s != mine and s in lesson.play.decisions}
    outcome = lesson.play.outcome
    if outcome is not None:
        closed = set(case.seats) - set(open_seats(lesson))
        outcome = replace(
            outcome,
            stances={s: "objects" if s in closed else said for s, said in outcome.stances.items()},
            reasons=outcome.reasons | dict.fromkeys(closed, "a secret"),
            apart_from=outcome.apart_from | dict.fromkeys(closed, ("CABLES",)),
            adopted=not outcome.adopted if closed else outcome.adopted,
        )
    players = tuple(replace(p, key="f" * 64) for p in lesson.players)
    hands = tuple(hand if hand.seat == mine else replace(hand, text="a secret") for hand in lesson.hands)
    return replace(
        lesson, case=Case(case.scenario, case.setting, case.draws, interests), notes=notes,
        play=replace(lesson.play, decisions=decisions, outcome=outcome), players=players, hands=hands,
        teacher="e" * 64,
    )  # fmt: skip


def busy() -> Lesson:
    return done(
        reading("FRA", "CHN", "KEN", None),
        (0, do.Answer("CABLES", "brackets")), (0, do.SendNote("CHN", "for your eyes only")),
        (1, do.Propose("FUND", "explicit")), (2, do.AskFloor("what I mean to say")), (2, do.Away()),
    )  # fmt: skip


def stages() -> list[Lesson]:
    closed = done(busy(), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    silent = advanced_to(busy(), "silence")
    silent = done(silent, (0, do.Decide("joins")), (1, do.Decide("objects", "no")))
    opening = done(silent, (TEACHER, do.Advance()), (TEACHER, do.OpenSeats()))
    return [gathered("FRA", None), busy(), closed, silent, opening, act(opening, TEACHER, do.Advance())]


@pytest.mark.parametrize("lesson", stages(), ids=lambda lesson: str(lesson.phase))
def test_no_view_shows_a_secret_of_another(lesson: Lesson) -> None:
    for player in lesson.players:
        hidden = other_secrets(lesson, player.seat)
        assert student_view(hidden, player.number) == student_view(lesson, player.number)
    assert projector_view(other_secrets(lesson, None)) == projector_view(lesson)


def test_the_test_would_notice() -> None:
    lesson = busy()
    assert teacher_view(other_secrets(lesson, "FRA")) != teacher_view(lesson)
    assert student_view(other_secrets(lesson, "CHN"), 0) != student_view(lesson, 0)
    shown = act(lesson, TEACHER, do.Reveal(True))
    assert projector_view(other_secrets(shown, None)) != projector_view(shown)


def test_no_view_holds_a_key_and_a_note_is_seen_by_two_delegations_and_the_teacher() -> None:
    for lesson in stages():
        views = [student_view(lesson, p.number) for p in lesson.players]
        told = repr([*views, teacher_view(lesson), projector_view(lesson)])
        assert not any(key in told for key in (lesson.teacher, *(player.key for player in lesson.players)))
    lesson, note = busy(), "for your eyes only"
    seen = [note in repr(student_view(lesson, n)) for n in range(4)]
    assert seen == [True, True, False, False]
    assert note not in repr(projector_view(lesson))
    assert note in repr(teacher_view(lesson))


def test_who_is_waited_for_and_who_decided_what_is_shown() -> None:
    silent, opening, over = stages()[-3:]
    assert {seat.stance for seat in projector_view(silent).seats} == {""}
    assert teacher_view(silent).decided == ("CHN", "FRA")
    assert [bool(seat.stance) for seat in projector_view(opening).seats].count(True) == 1
    assert all(seat.stance for seat in projector_view(over).seats)
    assert [s.reason for s in projector_view(over).seats if s.seat == "CHN"] == ["no"]
    lesson = busy()
    assert projector_view(lesson).waiting == 2, "FRA and CHN are not done; KEN is away"
    assert [p.waiting for p in teacher_view(lesson).players] == [True, True, False, False]
    lesson = done(lesson, (0, do.Answer("FUND", "accepts")), (1, do.Ready()))
    assert projector_view(lesson).waiting == 0
    assert student_view(lesson, 1).ready


def test_the_draft_shows_who_said_what_and_what_has_moved() -> None:
    cables, fund = projector_view(busy()).paragraphs
    assert "FRA" in cables.brackets
    assert "FRA" not in cables.proposals, "nobody proposes for a person what the instructions like"
    assert act(busy(), 0, do.Away()).play.favourites["FRA"][0] == "explicit"
    assert projector_view(act(busy(), 0, do.Away())).paragraphs[0].proposals["FRA"] == "explicit"
    assert "CHN" in cables.accepts, "who says nothing accepts"
    assert fund.proposals["CHN"] == "explicit"
    assert [f.rung for f in fund.ladder] == ["silent", "explicit"]
    assert [p.seat for p in cables.public] == ["FRA"], "only what a document shows is public"
    assert cables.public[0].says == "insists"
    every = {*cables.brackets, *cables.supports, *cables.accepts}
    assert every == set(busy().case.seats)
    lesson = done(reading(), (TEACHER, do.AppointChair("teacher")), (TEACHER, do.Advance()))
    lesson = act(lesson, TEACHER, do.Table({"CABLES": "explicit"}))
    cables, fund = projector_view(lesson).paragraphs
    assert (cables.before, cables.rung, fund.before) == ("indirect", "explicit", "")
    assert projector_view(lesson).path == (("indirect", "silent"), ("explicit", "silent"))


def test_computers_say_what_they_would_rather_have() -> None:
    lesson = reading()
    for k, paragraph in enumerate(projector_view(lesson).paragraphs):
        for seat in paragraph.brackets:
            place = lesson.case.place[seat]
            worth = lesson.case.reading(1).worth[0, k, :, place]
            best = [f.rung for f in paragraph.ladder][int(np.argmax(worth[lesson.case.table.available[k]]))]
            assert paragraph.proposals.get(seat, paragraph.rung) == best
        assert set(paragraph.proposals) <= set(paragraph.brackets)


def test_the_desk_is_the_chairs() -> None:
    lesson = done(busy(), (TEACHER, do.AppointChair(3)), (TEACHER, do.Advance()))
    desk = student_view(lesson, 3).desk
    assert desk is not None
    assert desk.open
    assert desk.advice is not None
    assert "FRA" in {issue: seats for issue, seats, _ in desk.objections}["CABLES"]
    assert student_view(lesson, 0).desk is None
    forbidden = student_view(act(lesson, TEACHER, do.AllowAdvice(False)), 3).desk
    assert forbidden is not None
    assert forbidden.advice is None
    assert not teacher_view(busy()).desk.open


def test_an_observer_has_no_instructions_and_a_stranger_no_view() -> None:
    view = student_view(busy(), 3)
    assert view.instructions is None
    assert view.capital is None
    assert view.room == projector_view(busy())
    assert view.room.phase is Phase.READING
    for player in (7, -1):
        with pytest.raises(Refused):
            student_view(busy(), player)
