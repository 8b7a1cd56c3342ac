"""Checking: repeats the actions of a result file, and refuses one whose outcome they do not give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.outcome import SeatOutcome, outcome_of
from sim.classroom.alone.result_file import FORMAT, who_plays
from sim.classroom.alone.signed_file import Unusable, read, unsigned
from sim.classroom.class_file import RULES
from sim.classroom.room import Action, Lesson, Refused, Who, act, write_action
from sim.classroom.room.actions import Enter
from sim.classroom.room.case import Case
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.lesson import NOBODY, TEACHER, Phase
from sim.classroom.room.messages import action_of
from sim.classroom.room.pacing import next_step
from sim.classroom.room.solo_actions import PlayAlone
from sim.classroom.store import StoredAction

#: Most actions in a file; a person who taps once a second does as many in five hours.
MOST_ACTIONS = 20_000
_FIELDS: Mapping[str, type] = {
    "format": str, "name": str, "player": int, "seat": str, "assignment": str, "scenario": dict,
    "setup": dict, "rules": int, "version": str, "actions": list, "outcome": dict,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class CheckedResult:
    """A result file whose outcome is what its actions give.

    Parameters
    ----------
    file : its name
    name, seat : of the student
    lesson : the class after all actions
    teacher : digest of the teacher's token
    deeds : the actions
    outcome : of the seat
    late : whether the student did something after the deadline
    """

    file: str
    name: str
    seat: str
    lesson: Lesson
    teacher: str
    deeds: tuple[StoredAction, ...]
    outcome: SeatOutcome
    late: bool

    @property
    def trace(self) -> tuple[tuple[object, ...], ...]:
        """All that was done and when, apart from names: two plays never have the same."""
        return tuple(
            (d.at, d.who, write_action(d.action)) for d in self.deeds if not isinstance(d.action, Enter)
        )

    @property
    def minutes(self) -> float:
        """Minutes between the first action and the last."""
        return (self.deeds[-1].at - self.deeds[0].at) / 60


def checked_result(
    file: str, content: bytes, case: Case, setup: ClassSetup, assignment: Assignment | None = None
) -> CheckedResult:
    """Return what a result file says, after repeating all its actions.

    Parameters
    ----------
    file, content : its name, and what is in it
    case, setup : what is to be negotiated; the setup's teacher does not matter
    assignment : which it must belong to, if any

    Raises
    ------
    Unusable
        with the reason, if the file is damaged or changed, belongs elsewhere, or has another outcome than its
        actions give
    """
    told = unsigned_result(content, assignment)
    _check_setup(told, case, setup)
    lesson, deeds = _repeated(told, case)
    player = who_plays(lesson)
    if player is None or (player.number, player.name, player.seat) != (
        told["player"], told["name"], told["seat"],
    ):  # fmt: skip
        raise Unusable("Its actions give another name or seat.")
    if assignment and assignment.seat not in (None, player.seat):
        raise Unusable("It was played in another seat than the assignment's.")
    if lesson.phase is not Phase.OVER:
        raise Unusable("It is not finished: nothing has been decided.")
    outcome = outcome_of(lesson, told["seat"])
    given = outcome.plain()
    if differing := sorted(
        name for name in {*given, *told["outcome"]} if given.get(name) != told["outcome"].get(name)
    ):
        raise Unusable(f"Its outcome is not what its actions give: {', '.join(differing)}.")
    until = assignment.until if assignment else None
    late = until is not None and any(deed.at > until for deed in deeds if deed.who != TEACHER)
    return CheckedResult(
        file, told["name"], told["seat"], lesson, told["setup"]["teacher"], deeds, outcome, late
    )


def unsigned_result(content: bytes, assignment: Assignment | None) -> dict[str, Any]:
    """Return the object in a result file, after checking its signature and its fields.

    Raises
    ------
    Unusable
        with the reason
    """
    told = read(content)
    if told.get("format") != FORMAT:
        raise Unusable("It is no result file of this version of the program.")
    belongs = told.get("assignment")
    if assignment is None and belongs:
        raise Unusable(f"It belongs to an assignment ({belongs}); name that with --assignment.")
    if assignment is not None and belongs != assignment.id:
        raise Unusable("It does not belong to this assignment.")
    told = unsigned(told, assignment.key if assignment else "")
    for name, kind in _FIELDS.items():
        if not isinstance(told.get(name), kind):
            raise Unusable(f"It does not say what it must: {name}.")
    return told


def _check_setup(told: Mapping[str, Any], case: Case, setup: ClassSetup) -> None:
    scenario, given = told["scenario"], told["setup"]
    if scenario.get("files") != setup.digest:
        raise Unusable(f"It is of another scenario, or of another version of it: {scenario.get('name')}.")
    if told["rules"] != RULES or scenario.get("model") != case.setting.digest:
        raise Unusable(f"It was made with version {told['version']}, whose rules or model differ.")
    for name in ("seed", "replicate", "readings", "coded"):
        if given.get(name) != getattr(setup, name):
            raise Unusable(f"It was played with other settings: {name}.")
    if not isinstance(given.get("teacher"), str):
        raise Unusable("It does not say what it must: teacher.")


def _repeated(told: Mapping[str, Any], case: Case) -> tuple[Lesson, tuple[StoredAction, ...]]:
    """Repeat all actions from the beginning, by the rules of the room."""
    if not 0 < len(told["actions"]) <= MOST_ACTIONS:
        raise Unusable("It has no actions, or too many.")
    lesson, before = Lesson.gathering(case, told["setup"]["teacher"]), float("-inf")
    deeds: list[StoredAction] = []
    for number, entry in enumerate(told["actions"], 1):
        try:
            at, who, about = entry
            person = who in (TEACHER, NOBODY) or (isinstance(who, int) and not isinstance(who, bool))
            sound = isinstance(at, int | float) and not isinstance(at, bool) and isfinite(at) and at >= before
            if not (sound and person and isinstance(about, dict)):
                raise ValueError
            action = action_of(dict(about))
            _check_step(number, lesson, who, action)
            lesson = act(lesson, who, action, at)
        except (ValueError, TypeError):
            raise Unusable(f"Action {number} of it has no valid form.") from None
        except Refused as refused:
            raise Unusable(f"Action {number} of it is not possible: {refused}") from None
        deeds.append(StoredAction(number, float(at), who, action))
        before = at
    return lesson, tuple(deeds)


def _check_step(number: int, lesson: Lesson, who: Who, action: Action) -> None:
    """Refuse what nobody can do who plays alone: only the pacing takes the teacher's steps."""
    if number == 1:
        if not (who == TEACHER and isinstance(action, PlayAlone)):
            raise Unusable("It was not played alone.")
        return
    due = next_step(lesson)
    if who == TEACHER and (due is None or due.action != action):
        raise Unusable(f"Action {number} of it is a teacher's, and none was due.")
