"""The course of packages: how the chair carries them out, and what ends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.classroom.room.carried import Answers
from sim.classroom.room.case import ROW, DraftText, as_array
from sim.classroom.room.chair_input import heard
from sim.classroom.room.lesson import Lesson
from sim.classroom.room.package import Package, PackageState, with_package
from sim.classroom.words.message import say
from sim.negotiation.arrays import OBJECTS, Rungs
from sim.negotiation.stance import on_package

#: What the computer's chair says about a pressing package that it does not carry out.
NOT_NOW = say("It would lose more delegations than it wins.")


def with_packages(lesson: Lesson, draft: DraftText) -> DraftText:
    """Return the draft that the computer's chair leaves, with the packages that it carries out.

    It carries out a package as it keeps a repair: if the room adopts the text then, or no more would object.
    A pressing one it also carries out if it loses no more delegations than it wins. It hears those who stand
    by the package as accepting its words.
    """
    for package in lesson.play.packages:
        changed = with_package(draft, lesson.case.paragraph, package)
        if package.ripe and changed != draft:
            before, after = _stances(lesson, draft), _stances(_keeping(lesson, package), changed)
            if _better(lesson, before, after) or (package.pressing and _wins(before, after)):
                draft = changed
    return draft


def _better(lesson: Lesson, before: Rungs, after: Rungs) -> bool:
    table = lesson.case.table
    adopted = [bool(table.carries(stances)[0]) for stances in (before, after)]
    objecting = [int((stances == OBJECTS).sum()) for stances in (before, after)]
    return adopted[1] or (not adopted[0] and objecting[1] <= objecting[0])


def _wins(before: Rungs, after: Rungs) -> bool:
    """Return whether no more delegations move away from joining than towards it."""
    return int((after > before).sum()) <= int((after < before).sum())


def _stances(lesson: Lesson, draft: DraftText) -> Rungs:
    """Return what every delegation would decide on a text, as the chair hears them (1, N)."""
    return on_package(heard(lesson, lesson.play.number), as_array(draft), ROW)


def _keeping(lesson: Lesson, package: Package) -> Lesson:
    answers = kept(lesson.play.answers, package, {*lesson.present, *lesson.play.answers})
    return replace(lesson, play=replace(lesson.play, answers=answers))


def kept(answers: Answers, package: Package, people: set[str]) -> Answers:
    """Return answers in which those who stand by a package accept its words, unless they support them.

    Parameters
    ----------
    people : seats that people play or have spoken for
    """
    found = {seat: {code: dict(said) for code, said in row.items()} for seat, row in answers.items()}
    for seat in set(package.parties) & people:
        for issue, word in package.words.items():
            said = found.setdefault(seat, {}).setdefault(issue, {})
            if said.get(word) != "supports":
                said[word] = "accepts"
    return found


def unanswered(lesson: Lesson, draft: DraftText) -> tuple[Package, ...]:
    """Return the pressing packages that a draft does not carry out, and that have no answer yet."""
    places = lesson.case.paragraph
    return tuple(
        package
        for package in lesson.play.packages
        if package.pressing and not package.answer and with_package(draft, places, package) != draft
    )


def answered(packages: tuple[Package, ...], answers: Mapping[int, str]) -> tuple[Package, ...]:
    """Return packages with what the chair has said about them, by number."""
    return tuple(replace(p, answer=answers.get(p.number, p.answer)) for p in packages)


def ended(packages: tuple[Package, ...], drafted: dict[str, str], closing: bool) -> tuple[Package, ...]:
    """Return packages after the draft has moved.

    Parameters
    ----------
    drafted : the next draft: formulation by issue
    closing : whether the text goes to the decision, so that no package has an object any more
    """
    found = []
    for package in packages:
        if package.live:
            end = package.says(drafted) or (PackageState.EXPIRED if closing else None)
            package = replace(package, ended=end)
        found.append(package)
    return tuple(found)
