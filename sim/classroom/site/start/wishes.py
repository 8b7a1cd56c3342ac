"""Wishes: what a teacher has chosen for a new class, as the page says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sim.classroom.hall.settings import MOST_ROOMS
from sim.classroom.room import COMPUTER, TEACHER
from sim.classroom.words.languages import ENGLISH, LANGUAGES

#: Most readings of a class.
MOST_READINGS = 40
#: Who chairs if it is a student: the computer, until the teacher has chosen one.
STUDENT = "student"


@dataclass(frozen=True)
class Wishes:
    """What a new class is to be.

    Parameters
    ----------
    scenario : name of a scenario that ships
    readings : 1 to `MOST_READINGS`
    chair : computer, teacher or student
    lan : whether phones on the network may come in
    language : code of the language of the class
    quiz : whether there is a quiz before and after the lesson
    rooms : 1 to `MOST_ROOMS`
    second : name of another scenario that ships, for the last rooms; "" for one scenario in all rooms
    second_rooms : number of its rooms; 0 without it
    """

    scenario: str
    readings: int
    chair: str
    lan: bool
    language: str = ENGLISH
    quiz: bool = False
    rooms: int = 1
    second: str = ""
    second_rooms: int = 0

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenario of each room."""
        return (self.scenario,) * (self.rooms - self.second_rooms) + (self.second,) * self.second_rooms


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
    quiz, rooms = told.get("quiz", False), told.get("rooms", 1)
    second, second_rooms = told.get("second", ""), told.get("second_rooms", 0)
    sound = (
        isinstance(scenario, str)
        and scenario in known
        and type(readings) is int
        and 1 <= readings <= MOST_READINGS
        and chair in (COMPUTER, TEACHER, STUDENT)
        and isinstance(lan, bool)
        and isinstance(language, str)
        and language in LANGUAGES
        and isinstance(quiz, bool)
        and type(rooms) is int
        and 1 <= rooms <= MOST_ROOMS
        and isinstance(second, str)
        and (second == "" or second in known)
        and type(second_rooms) is int
        and 0 <= second_rooms < rooms
        and (second_rooms > 0) == (second != "")
    )
    if not sound:
        return None
    return Wishes(
        str(scenario), int(str(readings)), str(chair), bool(lan), str(language), bool(quiz), rooms, second,
        second_rooms,
    )  # fmt: skip
