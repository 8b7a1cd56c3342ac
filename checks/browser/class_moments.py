"""Moments of a class on a real scenario, by name, made of actions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from checks.browser.crowded_class import gathered
from sim.classroom.room import TEACHER, Case, Lesson, act, prepare
from sim.classroom.room import actions as do
from sim.scenario.loading import load

#: Rooms of these moments: seats of the scenario, and people in the class.
ROOMS = {
    8: ("scenarios/teaching/package-deal.yaml", 8),
    25: ("gge-2016-2017", 17),
    193: ("oewg-2019-2021", 40),
}
#: What people write in these moments.
NOTE, REPLY = "Would you take our words on this, for something else?", "Perhaps. What do you offer?"
SPEECH, RED_LINE, MORE = "We cannot join this text.", "It is a red line for us.", "We need more on this."
WRITTEN = (NOTE, REPLY, SPEECH, RED_LINE, MORE)


@cache
def case_of(seats: int) -> Case:
    """Return the room with so many seats."""
    name, _ = ROOMS[seats]
    return prepare(load(Path(name) if "/" in name else name), readings=3, coded=True)


@cache
def moments(seats: int) -> dict[str, Lesson]:
    """Return the moments of a class by name, from the lobby to the end; without a report, and with one."""
    case, people = case_of(seats), ROOMS[seats][1]
    found = {"empty": gathered(case, 0)}
    lesson = found["lobby"] = gathered(case, people, watching=1)
    found["practice"] = act(lesson, TEACHER, do.Practise())
    begun = act(act(lesson, TEACHER, do.Begin()), TEACHER, do.SetTimer(250), 0.0)
    found["begun"] = begun
    found["reading"] = lesson = _negotiated(begun, people)
    found["statement"] = act(lesson, TEACHER, do.GiveFloor(lesson.hands[0].seat))
    found["paused"] = act(lesson, TEACHER, do.Pause(), 40.0)
    found["revision"] = act(act(lesson, TEACHER, do.AppointChair("teacher")), TEACHER, do.Advance())
    found["chair"] = act(act(lesson, TEACHER, do.AppointChair(0)), TEACHER, do.Advance())
    silence = found["undecided"] = act(lesson, TEACHER, do.PutUnderSilence())
    silence = act(silence, 0, do.Decide("objects", RED_LINE))
    second = case.issues[1].code
    silence = act(silence, 1, do.Decide("dissociates", MORE, (second,)))
    found["silence"] = silence
    opening = found["closed"] = act(silence, TEACHER, do.Advance())
    for _ in range(3):
        opening = act(opening, TEACHER, do.OpenSeats())
    found["opening"] = opening
    while opening.phase != "over":
        found["last"], opening = opening, act(opening, TEACHER, do.OpenSeats())
    found["over"] = opening
    found["revealed"] = act(opening, TEACHER, do.Reveal(True))
    found["adopted"] = _adopted(case)
    return found


def _adopted(case: Case) -> Lesson:
    """Let a person in every seat decide: two stand apart, the others join."""
    lesson = act(gathered(case, len(case.seats)), TEACHER, do.Begin())
    lesson = act(lesson, TEACHER, do.PutUnderSilence())
    for n in range(len(case.seats)):
        apart = do.Decide("dissociates", MORE, (case.issues[1].code,))
        lesson = act(lesson, n, apart if n < 2 else do.Decide("joins"))
    return act(act(lesson, TEACHER, do.Advance()), TEACHER, do.OpenSeats(all=True))


def _negotiated(lesson: Lesson, people: int) -> Lesson:
    """Let people answer, offer and co-sponsor a package, write notes, meet and ask for the floor."""
    case = lesson.case
    first, second = [issue.code for issue in case.issues[:2]]
    drafted = dict(zip(case.paragraph, case.words(lesson.play.draft), strict=True))
    takes, asks = ({issue: _other(case, issue, drafted[issue])} for issue in (first, second))
    for n in range(0, people, 2):
        lesson = act(lesson, n, do.Answer(first, "brackets"))
        lesson = act(lesson, n, do.Ready())
    lesson = act(lesson, 0, do.Propose(first, takes[first]))
    lesson = act(lesson, 2, do.Answer(second, "supports"))
    lesson = act(lesson, 1, do.OfferPackage(takes, asks))
    for n in range(2, min(people, 2 + lesson.play.packages[0].needed)):
        lesson = act(lesson, n, do.CoSponsor(1))
    seats = [player.seat or "" for player in lesson.players]
    lesson = act(lesson, 1, do.SendNote(seats[0], NOTE))
    lesson = act(lesson, 0, do.SendNote(seats[1], REPLY))
    lesson = act(act(lesson, 3, do.AskFloor(SPEECH)), 5, do.Away())
    return act(lesson, TEACHER, do.Discuss(first))


def _other(case: Case, issue: str, rung: str) -> Any:
    return next(word for word in reversed(case.ladder(issue)) if word != rung)
