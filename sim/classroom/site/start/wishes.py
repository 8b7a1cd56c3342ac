"""Wishes: what a teacher has chosen for a new class, as the page says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sim.classroom.room import COMPUTER, TEACHER
from sim.classroom.words.languages import ENGLISH, LANGUAGES

#: Most readings of a class.
MOST_READINGS = 40


@dataclass(frozen=True)
class Wishes:
    """What a new class is to be.

    Parameters
    ----------
    scenario : name of a scenario that ships
    readings : 1 to `MOST_READINGS`
    chair : computer or teacher
    lan : whether phones on the network may come in
    language : code of the language of the class
    quiz : whether there is a quiz before and after the lesson
    """

    scenario: str
    readings: int
    chair: str
    lan: bool
    language: str = ENGLISH
    quiz: bool = False


def read_wishes(told: object, known: Collection[str]) -> Wishes | None:
    """Return what a message of the page asks for; None for what no page sends.

    Parameters
    ----------
    told : the message, from JSON
    known : names of the scenarios that may be chosen
    """
    if not isinstance(told, dict):
        return None
    scenario, readings = told.get("scenario"), told.get("readings")
    chair, lan, language = told.get("chair"), told.get("lan"), told.get("language", ENGLISH)
    quiz = told.get("quiz", False)
    sound = (
        isinstance(scenario, str)
        and scenario in known
        and type(readings) is int
        and 1 <= readings <= MOST_READINGS
        and chair in (COMPUTER, TEACHER)
        and isinstance(lan, bool)
        and isinstance(language, str)
        and language in LANGUAGES
        and isinstance(quiz, bool)
    )
    if not sound:
        return None
    return Wishes(str(scenario), int(str(readings)), str(chair), bool(lan), str(language), bool(quiz))
