"""Hints: what the capital would do here and why, for whoever plays alone and asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.classroom.room.instructions import capital_view, instructions
from sim.classroom.room.lesson import Lesson, Phase, Player, Refused
from sim.classroom.room.solo import Hint
from sim.classroom.room.solo_actions import AskHint
from sim.classroom.room.stances import answer_of


@dataclass(frozen=True)
class HintView:
    """A hint.

    Parameters
    ----------
    about : the paragraph's issue; empty for the whole text
    stance : supports, accepts, brackets; for the whole text: joins, dissociates, objects
    rung : the words that it would rather have; empty if it prefers those of the draft, and of the whole text
    worth : what the drafted words are worth to it; empty for the whole text
    sentence : why, in the words of the instructions
    brackets : of the whole text: issues that the capital would bracket
    otherwise : of the whole text: issues that the delegation has answered otherwise than its capital
    """

    about: str
    stance: str
    rung: str
    worth: str
    sentence: str
    brackets: tuple[str, ...]
    otherwise: tuple[str, ...]


def ask_hint(lesson: Lesson, player: Player, action: AskHint) -> Lesson:
    """Ask for a hint on a paragraph, or on the whole text; to ask again changes nothing."""
    if not lesson.solo.alone:
        raise Refused("Hints are only for those who play alone.")
    if player.seat is None:
        raise Refused("You have no seat.")
    if lesson.phase not in (Phase.READING, Phase.SILENCE):
        raise Refused("There is nothing to decide now.")
    if action.about is not None and action.about not in lesson.case.paragraph:
        raise Refused("There is no such paragraph.")
    hint = Hint(lesson.play.number, player.seat, action.about)
    solo = lesson.solo
    return lesson if hint in solo.hints else replace(lesson, solo=replace(solo, hints=(*solo.hints, hint)))


def hints_of(lesson: Lesson, seat: str | None) -> tuple[HintView, ...]:
    """Return the hints that a delegation has asked for in this reading, on the draft as it stands."""
    if lesson.phase not in (Phase.READING, Phase.SILENCE):
        return ()
    return tuple(
        _whole(lesson, hint.seat) if hint.about is None else _paragraph(lesson, hint.seat, hint.about)
        for hint in lesson.solo.hints
        if hint.seat == seat and hint.reading == lesson.play.number
    )


def _paragraph(lesson: Lesson, seat: str, issue: str) -> HintView:
    case, play = lesson.case, lesson.play
    place = case.paragraph[issue]
    drafted, best = case.words(play.draft)[place], play.favourites[seat][place]
    told = instructions(case, seat).paragraphs[place]
    worth = next(one.worth for one in told.formulations if one.rung == drafted)
    stance = play.computed[seat][place]
    rung = best if stance == "brackets" and best != drafted else ""
    return HintView(issue, stance, rung, worth, told.sentence, (), ())


def _whole(lesson: Lesson, seat: str) -> HintView:
    case, play = lesson.case, lesson.play
    capital = capital_view(case, seat, play.draft, play.number)
    stances = tuple(zip(case.paragraph, play.computed[seat], strict=True))
    otherwise = tuple(
        issue for issue, stance in stances if answer_of(lesson, seat, issue) not in (None, stance)
    )
    brackets = tuple(issue for issue, stance in stances if stance == "brackets")
    return HintView("", capital.stance, "", "", capital.sentence, brackets, otherwise)
