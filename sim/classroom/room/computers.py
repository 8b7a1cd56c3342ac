"""Computers that talk: what they do when a reading opens, in a class that lets them."""

from __future__ import annotations

from dataclasses import replace

from sim.classroom.room.computer_answers import answered_by_computers
from sim.classroom.room.computer_offers import Offer, computer_offers
from sim.classroom.room.computer_statements import computer_statements
from sim.classroom.room.lesson import Lesson, Phase
from sim.classroom.room.package import Package, PackageState
from sim.classroom.room.package_actions import needed
from sim.classroom.room.package_worth import acceptable


def spoken(lesson: Lesson) -> Lesson:
    """Return a class in a reading after its computers have spoken: statements, and package offers.

    First they withdraw offers of theirs that would cost them by now.
    """
    if not lesson.solo.talkative or lesson.phase is not Phase.READING:
        return lesson
    lesson = _without_costly(lesson)
    lesson = replace(lesson, statements=(*lesson.statements, *computer_statements(lesson)))
    for offer in computer_offers(lesson):
        lesson = _offered(lesson, offer)
    return lesson


def _without_costly(lesson: Lesson) -> Lesson:
    play = lesson.play
    packages = tuple(
        replace(p, ended=PackageState.WITHDRAWN)
        if p.state is PackageState.OPEN
        and lesson.sitting(p.sender) is None
        and not acceptable(lesson.case, play.draft, p, play.number)[p.sender]
        else p
        for p in play.packages
    )
    return replace(lesson, play=replace(play, packages=packages))


def _offered(lesson: Lesson, offer: Offer) -> Lesson:
    case, play = lesson.case, lesson.play
    drafted = dict(zip(case.paragraph, case.words(play.draft), strict=True))
    package = Package(
        number=lesson.offered + 1,
        reading=play.number,
        sender=offer.sender,
        by="",
        to=(offer.to,),
        everybody=False,
        takes=dict([offer.takes]),
        asks=dict([offer.asks]),
        drafted={issue: drafted[issue] for issue, _ in (offer.takes, offer.asks)},
        needed=needed(lesson),
    )
    package = answered_by_computers(lesson, package)
    play = replace(play, packages=(*play.packages, package))
    return replace(lesson, play=play, offered=package.number)
