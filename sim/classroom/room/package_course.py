"""The course of packages: how the chair carries them out, and what ends them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.classroom.room.carried import Answers
from sim.classroom.room.case import ROW, DraftText, as_array
from sim.classroom.room.chair_input import heard
from sim.classroom.room.lesson import Lesson
from sim.classroom.room.package import Package, PackageState, with_package
from sim.negotiation.silence import sounded


def with_packages(lesson: Lesson, draft: DraftText) -> DraftText:
    """Return the draft that the computer's chair leaves, with the packages that it carries out.

    It carries out a package as it keeps a repair: if the room adopts the text then, or no more would object.
    It hears those who stand by the package as accepting its words.
    """
    for package in lesson.play.packages:
        changed = with_package(draft, lesson.case.paragraph, package)
        if package.ripe and changed != draft:
            before = _sounded(lesson, draft)
            after = _sounded(_keeping(lesson, package), changed)
            if after[0] or (not before[0] and after[1] <= before[1]):
                draft = changed
    return draft


def _sounded(lesson: Lesson, draft: DraftText) -> tuple[bool, int]:
    adopted, objecting = sounded(heard(lesson, lesson.play.number), as_array(draft), ROW)
    return bool(np.all(adopted)), int(objecting[0])


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
