"""Teacher actions: what the teacher and the chair do to run the class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.classroom.room import actions as do
from sim.classroom.room.case import DraftText
from sim.classroom.room.computers import spoken
from sim.classroom.room.delegation_actions import paragraph_with
from sim.classroom.room.lesson import COMPUTER, TEACHER, Lesson, Phase, Practice, Refused, Timer
from sim.classroom.room.opening import seats_opened
from sim.classroom.room.package import with_package
from sim.classroom.room.package_course import unanswered
from sim.classroom.room.procedure import chairs_itself, closed, decided, opened, stood_in, tabled
from sim.classroom.room.seating import known
from sim.classroom.room.solo import Solo
from sim.classroom.room.solo_actions import LetComputersTalk, PlayAlone
from sim.classroom.words.message import say
from sim.scenario.ladder import Rung

#: Seconds for the practice paragraph.
PRACTICE_TIME = 90


def practise(lesson: Lesson, action: do.Practise, at: float) -> Lesson:
    """Open the practice paragraph with its timer, or close it; what people tried is dropped."""
    if lesson.phase is not Phase.GATHERING:
        raise Refused("Practice is only before the first reading.")
    if action.open == (lesson.practice is not None):
        raise Refused("The practice is already open." if action.open else "There is no practice now.")
    if action.open:
        return replace(lesson, practice=Practice(), timer=Timer(PRACTICE_TIME, at))
    return replace(lesson, practice=None, timer=None)


def begin(lesson: Lesson, action: do.Begin, at: float) -> Lesson:
    """Open the first reading."""
    if lesson.phase is not Phase.GATHERING:
        raise Refused("The negotiation has already begun.")
    return opened(replace(lesson, practice=None), 1)


def advance(lesson: Lesson, action: do.Advance, at: float) -> Lesson:
    """Close what is open."""
    match lesson.phase:
        case Phase.READING:
            return closed(lesson, last=False)
        case Phase.REVISION:
            return stood_in(lesson) if chairs_itself(lesson) else tabled(lesson, lesson.play.draft)
        case Phase.SILENCE:
            return decided(lesson)
        case Phase.OPENING:
            return seats_opened(lesson, everything=True)
        case Phase.GATHERING:
            raise Refused("The negotiation has not begun.")
    raise Refused("The negotiation is over.")


def open_seats(lesson: Lesson, action: do.OpenSeats, at: float) -> Lesson:
    """Open the next seats, or all."""
    if lesson.phase is not Phase.OPENING:
        raise Refused("There are no seats to open now.")
    return seats_opened(lesson, action.all)


def discuss(lesson: Lesson, action: do.Discuss, at: float) -> Lesson:
    """Choose the paragraph under discussion, or none."""
    if lesson.phase not in (Phase.READING, Phase.REVISION):
        raise Refused("No reading is open now.")
    if action.issue is not None and action.issue not in lesson.case.paragraph:
        raise Refused("There is no such paragraph.")
    return replace(lesson, discussed=action.issue)


def put_under_silence(lesson: Lesson, action: do.PutUnderSilence, at: float) -> Lesson:
    """Skip the remaining readings."""
    if lesson.phase is not Phase.READING:
        raise Refused("You can do this only while a reading is open.")
    return closed(lesson, last=True)


def back(lesson: Lesson, action: do.Back, at: float) -> Lesson:
    """Go back to the previous reading, as it stood when it was closed.

    People keep their seats; instructions that were revealed are hidden again.
    """
    if lesson.play.before is None:
        raise Refused("There is no reading to go back to.")
    return replace(lesson, play=lesson.play.before, used={}, timer=None, revealed=False, discussed=None)


def pause(lesson: Lesson, action: do.Pause, at: float) -> Lesson:
    """Stop everybody."""
    if lesson.paused is not None:
        raise Refused("The class is already paused.")
    return replace(lesson, paused=at)


def resume(lesson: Lesson, action: do.Resume, at: float) -> Lesson:
    """Go on; the pause does not count for the timer."""
    if lesson.paused is None:
        raise Refused("The class is not paused.")
    timer = lesson.timer
    if timer is not None:
        timer = Timer(timer.seconds, timer.at + max(0.0, at - max(lesson.paused, timer.at)))
    return replace(lesson, paused=None, timer=timer)


def appoint_chair(lesson: Lesson, action: do.AppointChair, at: float) -> Lesson:
    """Appoint the chair."""
    if action.chair == lesson.chair:
        raise Refused("The chair has not changed.")
    if action.chair not in (COMPUTER, TEACHER):
        known(lesson, int(action.chair))
    return replace(lesson, chair=action.chair)


def allow_advice(lesson: Lesson, action: do.AllowAdvice, at: float) -> Lesson:
    """Show or hide the computer's proposal for a human chair."""
    return replace(lesson, advice=action.allowed)


def let_computers_talk(lesson: Lesson, action: LetComputersTalk, at: float) -> Lesson:
    """Let computers talk, from the open reading on, or not."""
    if action.talking == lesson.solo.talkative:
        raise Refused(
            "The computers are already talking." if action.talking else "The computers are already silent."
        )
    return spoken(replace(lesson, solo=replace(lesson.solo, talkative=action.talking)))


def play_alone(lesson: Lesson, action: PlayAlone, at: float) -> Lesson:
    """Leave the room to one person, who plays against computers that talk."""
    if lesson.phase is not Phase.GATHERING or lesson.solo.alone:
        raise Refused("You can do this only before anybody plays.")
    if action.seat is not None and action.seat not in lesson.case.place:
        raise Refused("There is no such seat in this room.")
    return replace(lesson, solo=Solo(talkative=True, alone=True, reserved=action.seat))


def reveal(lesson: Lesson, action: do.Reveal, at: float) -> Lesson:
    """Show or hide all instructions for everybody."""
    return replace(lesson, revealed=action.shown)


def set_timer(lesson: Lesson, action: do.SetTimer, at: float) -> Lesson:
    """Start a timer, or remove it."""
    return replace(lesson, timer=Timer(action.seconds, at) if action.seconds else None)


def end(lesson: Lesson, action: do.End, at: float) -> Lesson:
    """End the class, with or without a decision; one that was taken is opened."""
    if lesson.phase is Phase.OVER:
        raise Refused("The class is already over.")
    if lesson.phase is Phase.OPENING:
        return seats_opened(lesson, everything=True)
    play = replace(lesson.play, phase=Phase.OVER, before=lesson.play)
    return replace(lesson, play=play, used={}, timer=None, discussed=None)


def table(lesson: Lesson, action: do.Table) -> Lesson:
    """Go on with the draft that the chair tables."""
    if lesson.phase is not Phase.REVISION:
        raise Refused("The chair can revise only after the reading is closed.")
    packages = {package.number: package for package in lesson.play.packages if package.ripe}
    draft, by_package = lesson.play.draft, dict[str, str]()
    for number in action.packages:
        if number not in packages:
            raise Refused("Nobody has accepted this package, or it has ended.")
        words = packages[number].words
        if any(by_package.get(issue, word) != word for issue, word in words.items()):
            raise Refused("Two packages want different words for the same paragraph.")
        by_package |= words
        draft = with_package(draft, lesson.case.paragraph, packages[number])
    changed = list(draft)
    for issue, rung in action.text.items():
        place = paragraph_with(lesson, issue, rung)
        if by_package.get(issue, rung) != rung:
            raise Refused("Your own change and the package want different words.")
        changed[place] = int(Rung.named(rung))
    return tabled(lesson, tuple(changed), _answers(lesson, tuple(changed), action.answers))


def _answers(lesson: Lesson, draft: DraftText, answers: Mapping[int, str]) -> Mapping[int, str]:
    """Return why packages are not carried out, or refuse a draft that passes over a pressing one."""
    live = {package.number for package in lesson.play.packages if package.live and package.public}
    if not set(answers) <= live:
        raise Refused("There is no such package.")
    for package in unanswered(lesson, draft):
        if package.number not in answers:
            raise Refused(say("Carry out package {number}, or say why not.", number=package.number))
    return answers
