"""Naming: under which names people come in, so that on no screen and in no record one passes for another.

Who comes in is refused a name that somebody present has, or a role, or a delegation of the room, or one that
looks like it. The rules themselves refuse no name for its looks, since a class that was begun before must
still open: they tell such people apart by a number, which then stands wherever their name does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sim.classroom.room.case import Case
from sim.classroom.room.lesson import NOBODY, Lesson, Refused
from sim.classroom.room.lookalike_names import alike, hidden, looks, rough, scripts

#: Roles that screens and records name. The first may stand nowhere in a name; the others are not a whole
#: name, with or without an article, but may be part of one: there are people called Chairez.
_ROLES = ("teacher", "computer")
_WHOLE = (NOBODY, "chair", "chairman", "chairwoman", "chairperson", "observer", "everybody", "you")
#: Scripts that are written together, as in Japanese and Korean, and beside Latin letters.
_TOGETHER = tuple(
    frozenset(f"LATIN HAN {others}".split()) for others in ("HIRAGANA KATAKANA", "BOPOMOFO", "HANGUL")
)
#: Scripts whose letters are joined, or kept apart, by marks that draw nothing.
_JOINING = (
    "ARABIC SYRIAC MONGOLIAN NKO MYANMAR KHMER TIBETAN "
    "DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA"
)
_JOINERS = "\u200c\u200d"


def welcome(lesson: Lesson, name: str) -> None:
    """Let a name pass for somebody who comes in.

    Raises
    ------
    Refused
        if it has hidden marks, or may be taken for another: a sentence for whoever chose it
    """
    if _hides(name):
        raise Refused("Please write your name without marks that cannot be seen.")
    if any(not _written_together(scripts(word)) for word in name.replace("-", " ").split()):
        raise Refused("Please do not mix the letters of several scripts in one word.")
    if _reserved(lesson.case, name):
        raise Refused(
            "A name like this stands for something else here; please add to yours, or take another."
        )
    if _taken(name, (player.name for player in lesson.players if not player.removed)):
        raise Refused("Somebody in the room has this name, or one that looks like it; please add to yours.")


def told_apart(lesson: Lesson, name: str) -> str:
    """Return the name under which the next player is known: with a number, if it may be taken for another."""
    known = [player.name for player in lesson.players]
    number = f" (person {len(known) + 1})"
    if _reserved(lesson.case, name):
        name += number
    while _taken(name, known):
        name += number
    return name


def _taken(name: str, names: Iterable[str]) -> bool:
    return "" in looks(name) or any(alike(name, other) for other in names)


def _reserved(case: Case, name: str) -> bool:
    """Return whether this may be taken for a role or for a delegation of the room."""
    # Some letters look like others only as capitals, some only as small ones.
    looked = {rough(name), rough(name.casefold())}
    bare = {look.removeprefix("the") for look in looked}
    return (
        any(rough(role) in look for role in _ROLES for look in looked)
        or not bare.isdisjoint(rough(role) for role in _WHOLE)
        or not bare.isdisjoint(rough(case.name(seat)).removeprefix("the") for seat in case.seats)
        or (name.isupper() and any(alike(name, seat) for seat in case.seats))
    )


def _written_together(found: frozenset[str]) -> bool:
    return len(found) < 2 or any(found <= together for together in _TOGETHER)


def _hides(name: str) -> bool:
    """Return whether there is a mark that draws nothing, where no script needs one."""
    around = ["", *name.strip(), ""]
    return any(
        hidden(mark) and not _needed(before, mark, after)
        for (before, mark), (_, after) in pairwise(pairwise(around))
    )


def _needed(before: str, mark: str, after: str) -> bool:
    if mark in _JOINERS:
        return _joined(before) and _joined(after)
    # What chooses between two ways to draw an ideograph, or a picture.
    chooses = "\ufe00" <= mark <= "\ufe0f" or "\U000e0100" <= mark <= "\U000e01ef"
    return chooses and before > "\u2000" and scripts(before) <= {"HAN"}


def _joined(letter: str) -> bool:
    return letter != "" and any(script in _JOINING.split() for script in scripts(letter))
