"""Procedure: from the first reading to the decision, by the rules of the simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sim.classroom.room.carried import carried
from sim.classroom.room.case import Case, DraftText, as_array, as_text
from sim.classroom.room.chair_input import heard
from sim.classroom.room.computers import spoken
from sim.classroom.room.lesson import COMPUTER, TEACHER, Held, Lesson, Outcome, Phase, Play
from sim.classroom.room.opening import order_of_opening
from sim.classroom.room.package import PackageState
from sim.classroom.room.package_course import NOT_NOW, answered, ended, kept, unanswered, with_packages
from sim.classroom.room.stances import on_the_draft, proposed
from sim.classroom.words.message import say
from sim.negotiation.play import hold_reading
from sim.negotiation.silence import put_under_silence


def opened(lesson: Lesson, number: int) -> Lesson:
    """Open a reading of the draft on the table; computers that may talk speak first."""
    play = replace(lesson.play, phase=Phase.READING, number=number, ready=frozenset())
    return spoken(_fresh(lesson, _stated(lesson.case, play, number)))


def _stated(case: Case, play: Play, number: int) -> Play:
    """Compute every delegation's stances and favourites under its instructions, at a reading."""
    computed, favourites = case.on_paragraphs(play.draft, number), case.favourites(number)
    return replace(play, computed=computed, favourites=favourites)


def closed(lesson: Lesson, last: bool) -> Lesson:
    """Close the open reading; the chair revises, the computer at once.

    Parameters
    ----------
    last : whether to skip the remaining readings
    """
    play = lesson.play
    closing = last or play.number == lesson.case.last
    revised = _computer_revision(lesson)
    if chairs_itself(lesson):
        return _revised(lesson, play, revised, closing)
    advice = _repaired(lesson, revised) if closing else revised
    waiting = replace(play, phase=Phase.REVISION, advice=advice, closing=closing, before=play)
    return _fresh(lesson, waiting)


def tabled(lesson: Lesson, draft: DraftText, answers: Mapping[int, str] | None = None) -> Lesson:
    """Go on with the draft that a human chair has tabled or left unchanged.

    Parameters
    ----------
    answers : what the chair says about packages that it does not carry out, by number
    """
    before = lesson.play.before
    assert before is not None, "a revision follows a reading"
    return _after(lesson, before, draft, draft, lesson.play.closing, answers or {})


def chairs_itself(lesson: Lesson) -> bool:
    """Return whether the computer chairs, or replaces a chair who is away."""
    if lesson.chair in (COMPUTER, TEACHER):
        return lesson.chair == COMPUTER
    player = lesson.player(int(lesson.chair))
    return player is None or player.away


def chair_name(lesson: Lesson) -> str:
    """Return who chairs now, in words."""
    if chairs_itself(lesson):
        return say("the computer")
    if lesson.chair == TEACHER:
        return say("the teacher")
    return lesson.players[int(lesson.chair)].name


def stood_in(lesson: Lesson) -> Lesson:
    """Go on with the computer's revision of the closed reading, because the chair is absent."""
    before, play = lesson.play.before, lesson.play
    assert before is not None, "a revision follows a reading"
    revised = _computer_revision(replace(lesson, play=before))
    return _revised(lesson, before, revised, play.closing)


def decided(lesson: Lesson) -> Lesson:
    """Take the decision: one stance for every seat, the person's if there is one, else the computer's.

    It stays closed until the teacher opens the seats. A computer that dissociates does so from the paragraphs
    that its delegation brackets.
    """
    case, play = lesson.case, lesson.play
    instructed = case.on_package(play.draft)
    stances = instructed | {seat: d.stance for seat, d in play.decisions.items()}
    said = on_the_draft(lesson)
    bracketed = {
        seat: tuple(issue for issue, row in said.items() if row[seat] == "brackets") for seat in case.seats
    }
    named = bracketed | {seat: d.paragraphs for seat, d in play.decisions.items()}
    outcome = Outcome(
        text=play.draft,
        stances=stances,
        reasons={seat: d.reason for seat, d in play.decisions.items() if d.reason},
        people={seat: d.by for seat, d in play.decisions.items()},
        instructed=instructed,
        adopted=case.carries(stances),
        apart_from={seat: named[seat] for seat, stance in stances.items() if stance == "dissociates"},
        order=order_of_opening(stances, lesson.seated, lesson.teacher),
    )
    return _fresh(lesson, replace(play, phase=Phase.OPENING, outcome=outcome, before=play))


def _computer_revision(lesson: Lesson) -> DraftText:
    """Return the draft that the computer's chair makes of the reading that is open."""
    reading, draft = heard(lesson, lesson.play.number), as_array(lesson.play.draft)
    return with_packages(lesson, as_text(hold_reading(lesson.case.chair, reading, draft)))


def _repaired(lesson: Lesson, draft: DraftText) -> DraftText:
    """Return a text after the computer's last-minute repairs before the deadline."""
    case = lesson.case
    return as_text(put_under_silence(case.chair, heard(lesson, case.last), as_array(draft)))


def _revised(lesson: Lesson, before: Play, revised: DraftText, closing: bool) -> Lesson:
    reread = replace(lesson, play=before)
    text = _repaired(reread, revised) if closing else revised
    answers = {package.number: NOT_NOW for package in unanswered(reread, text)}
    return _after(lesson, before, revised, text, closing, answers)


def _after(
    lesson: Lesson,
    before: Play,
    revised: DraftText,
    text: DraftText,
    closing: bool,
    answers: Mapping[int, str],
) -> Lesson:
    """Go on after a reading to the next one, or to the decision.

    Parameters
    ----------
    before : the reading as it was closed
    revised : the draft after it
    text : the same after last-minute repairs, if this was the last reading
    answers : what the chair says about packages that it does not carry out, by number
    """
    reread = replace(lesson, play=before)
    held = Held(
        number=before.number,
        draft=before.draft,
        stances=on_the_draft(reread),
        proposals=proposed(reread),
        people={seat: player.name for seat, player in lesson.present.items()},
        chair=chair_name(lesson),
        revised=revised,
    )
    play = replace(
        before,
        draft=text,
        path=(*before.path, revised),
        held=(*before.held, held),
        **_said(reread, text, closing, answers),
        before=before,
        advice=None,
        closing=False,
    )
    if not closing:
        return opened(replace(lesson, play=play), before.number + 1)
    play = replace(play, phase=Phase.SILENCE, ready=frozenset(), decisions={})
    return _fresh(lesson, _stated(lesson.case, play, lesson.case.last))


def _said(lesson: Lesson, text: DraftText, closing: bool, answers: Mapping[int, str]) -> dict[str, Any]:
    """Return what holds of people's words for the next draft: answers, proposals and packages."""
    said, proposals = carried(lesson, text)
    drafted = dict(zip(lesson.case.paragraph, lesson.case.words(text), strict=True))
    packages = ended(answered(lesson.play.packages, answers), drafted, closing)
    live = {package.number for package in lesson.play.packages if package.live}
    for package in packages:
        if package.number in live and package.state is PackageState.CARRIED:
            said = kept(said, package, {*lesson.present, *said})
    return {"answers": said, "proposals": proposals, "packages": packages}


def _fresh(lesson: Lesson, play: Play) -> Lesson:
    """Return the class with a new state of the negotiation, fresh limits, no timer and nothing chosen."""
    return replace(lesson, play=play, used={}, timer=None, discussed=None)
