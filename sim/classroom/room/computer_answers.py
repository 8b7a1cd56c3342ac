"""Computer answers: accept, co-sponsor or decline a package, and why, in what everybody may know.

A computer answers by what its instructions are worth. The reason that it gives names only its public
positions and the brackets that it has placed: it says nothing else of its instructions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sim.classroom.room.attitude import Attitude
from sim.classroom.room.case import Case
from sim.classroom.room.lesson import Lesson
from sim.classroom.room.package import Package, Reason
from sim.classroom.room.package_worth import acceptable, gains
from sim.classroom.room.stances import on_the_draft
from sim.negotiation.arrays import INDIFFERENCE
from sim.scenario.ladder import Rung

#: What a package must add for a computer to stand by it: the least that is called "something".
SPONSORED = 0.4
_MORE = {Attitude.INSISTS, Attitude.WANTS, Attitude.WELCOMES}
_LESS = {Attitude.REJECTS, Attitude.RESISTS, Attitude.RELUCTANT}


def answered_by_computers(lesson: Lesson, package: Package) -> Package:
    """Return a package with the answers of the computers that are asked.

    One that loses nothing accepts. In a class whose computers talk, those that gain something co-sponsor a
    package to everybody, if they are enough to oblige the chair; and each gives a reason.
    """
    case, play = lesson.case, lesson.play
    asked = [seat for seat in package.to if lesson.sitting(seat) is None and seat not in package.answers]
    yes = acceptable(case, play.draft, package, play.number)
    if not lesson.solo.talkative:
        return replace(package, answers={**package.answers, **{seat: yes[seat] for seat in asked}})
    told = gains(case, play.draft, package, play.number)
    sponsors = tuple(seat for seat in asked if package.everybody and told[seat] >= SPONSORED)
    if len(sponsors) + len(package.sponsors) < package.needed:
        sponsors = ()
    answers = {seat: yes[seat] for seat in asked if seat not in sponsors}
    said, moves = on_the_draft(lesson), _moves(lesson, package)
    reasons = {}
    for seat in asked:
        public = tuple(_reasons(case, seat, moves, said))
        reasons[seat] = _reason(public, yes[seat], told[seat])
    return replace(
        package,
        to=tuple(seat for seat in package.to if seat not in sponsors),
        sponsors=(*package.sponsors, *sponsors),
        answers={**package.answers, **answers},
        reasons={**package.reasons, **reasons},
    )


def _reason(public: Iterable[Reason], yes: bool, gain: float) -> Reason:
    """Return the first public reason that speaks for the answer; without one, the answer says it all."""
    for found in public:
        if found.speaks_for == yes:
            return found
    if yes:
        return Reason("gains" if gain > INDIFFERENCE else "loses nothing")
    return Reason("costs")


def _reasons(
    case: Case, seat: str, moves: Mapping[str, bool], said: Mapping[str, Mapping[str, str]]
) -> Iterator[Reason]:
    for issue, up in moves.items():
        public = said_in_public(case, seat, issue)
        if public in _MORE:
            yield Reason("wants more" if up else "wanted more", issue)
        if public in _LESS:
            yield Reason("wanted less" if up else "wants less", issue)
    for issue in moves:
        stance = said[issue].get(seat)
        if stance == "supports":
            yield Reason("supports", issue)
        if stance == "brackets":
            yield Reason("brackets", issue)


def _moves(lesson: Lesson, package: Package) -> dict[str, bool]:
    """Return the paragraphs that a package changes, and whether it makes them more explicit."""
    case, draft = lesson.case, lesson.play.draft
    wanted = {issue: Rung.named(word) for issue, word in package.words.items()}
    return {
        issue: rung > draft[case.paragraph[issue]]
        for issue, rung in wanted.items()
        if rung != draft[case.paragraph[issue]]
    }


def said_in_public(case: Case, seat: str, issue: str) -> Attitude | None:
    """Return what a delegation is publicly known to think of a paragraph; None if nothing is known."""
    return next((Attitude(known.says) for known in case.public[issue] if known.seat == seat), None)
