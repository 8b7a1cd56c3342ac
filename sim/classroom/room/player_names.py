"""Player names: no screen and no record may confuse two people.

A newcomer cannot take the name of somebody present, of a role or of a delegation, nor a lookalike.
The rules themselves refuse no lookalike, because earlier classes must still open: they add a number to such a
name, wherever it appears.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sim.classroom.room.case import Case
from sim.classroom.room.lesson import NOBODY, Lesson, Refused
from sim.classroom.room.lookalike_names import alike, hidden, looks, rough, scripts

#: Roles on screens and in records. The first may not appear anywhere in a name. The others may be part of a
#: name (some people are called Chairez), but not a whole one, with or without an article.
_ROLES = ("teacher", "computer")
_WHOLE = (NOBODY, "chair", "chairman", "chairwoman", "chairperson", "observer", "everybody", "you")
#: Scripts that appear together, as in Japanese and Korean, and with Latin letters.
_TOGETHER = tuple(
    frozenset(f"LATIN HAN {others}".split()) for others in ("HIRAGANA KATAKANA", "BOPOMOFO", "HANGUL")
)
#: Scripts that use invisible marks to join letters or to separate them.
_JOINING = (
    "ARABIC SYRIAC MONGOLIAN NKO MYANMAR KHMER TIBETAN "
    "DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA"
)
_JOINERS = "\u200c\u200d"


def welcome(lesson: Lesson, name: str) -> None:
    """Check the name of a newcomer.

    Raises
    ------
    Refused
        if it has invisible characters or looks like another name, with a sentence for whoever chose it
    """
    if _hides(name):
        raise Refused("Please write your name without invisible characters.")
    if any(not _written_together(scripts(word)) for word in name.replace("-", " ").split()):
        raise Refused("Please use one alphabet in each word.")
    if _reserved(lesson.case, name):
        raise Refused("This name, or one like it, means something else here. Please choose another.")
    if "" in looks(name):
        raise Refused("Please write your name.")
    if _taken(name, (player.name for player in lesson.players if not player.removed)):
        raise Refused("Somebody has this name, or one that looks like it. Please add a surname.")


def told_apart(lesson: Lesson, name: str) -> str:
    """Return the next player's name, with a number if it could be confused with another."""
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
    """Return whether this could be confused with a role or with a delegation in the room."""
    # Some letters look alike only as capitals, others only as small letters.
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
    """Return whether there is an invisible mark where no script needs one."""
    around = ["", *name.strip(), ""]
    return any(
        hidden(mark) and not _needed(before, mark, after)
        for (before, mark), (_, after) in pairwise(pairwise(around))
    )


def _needed(before: str, mark: str, after: str) -> bool:
    if mark in _JOINERS:
        return _joined(before) and _joined(after)
    # Variation selectors, which choose how to draw an ideograph or a picture.
    chooses = "\ufe00" <= mark <= "\ufe0f" or "\U000e0100" <= mark <= "\U000e01ef"
    return chooses and before > "\u2000" and scripts(before) <= {"HAN"}


def _joined(letter: str) -> bool:
    return letter != "" and any(script in _JOINING.split() for script in scripts(letter))
