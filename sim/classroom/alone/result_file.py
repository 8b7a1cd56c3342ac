"""Result file: what somebody who played alone hands in: who they are, all they did, and the outcome."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.outcome import outcome_of
from sim.classroom.alone.signed_file import written
from sim.classroom.class_file import RULES
from sim.classroom.room import Case, Lesson, replayed, write_action
from sim.classroom.room.actions import Enter, NewKey, UseLink
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.credentials import key_of
from sim.classroom.room.lesson import Player
from sim.classroom.store import StoredAction
from sim.version import __version__

FORMAT = "gge-sim result 1"


def result_file(
    case: Case, setup: ClassSetup, deeds: Sequence[StoredAction], assignment: Assignment | None = None
) -> bytes | None:
    """Return the result of whoever plays alone, as a file; None while nobody has a seat.

    It has no token, and no key of one: a digest of the name stands for each.

    Parameters
    ----------
    case, setup : what is played
    deeds : every action, in order
    """
    kept = tuple(_without_keys(deeds))
    lesson = replayed(case, setup.teacher, ((deed.who, deed.action, deed.at) for deed in kept))
    player = who_plays(lesson)
    if player is None or player.seat is None:
        return None
    told = {
        "format": FORMAT,
        "name": player.name,
        "player": player.number,
        "seat": player.seat,
        "assignment": assignment.id if assignment else "",
        "scenario": {"name": Path(setup.source).stem, "files": setup.digest, "model": case.setting.digest},
        "setup": {
            "seed": setup.seed,
            "replicate": setup.replicate,
            "readings": setup.readings,
            "coded": setup.coded,
            "teacher": setup.teacher,
        },
        "rules": RULES,
        "version": __version__,
        "actions": [[deed.at, deed.who, json.loads(write_action(deed.action))] for deed in kept],
        "outcome": outcome_of(lesson, player.seat).plain(),
    }
    return written(told, assignment.key if assignment else "")


def who_plays(lesson: Lesson) -> Player | None:
    """Return who plays alone: the first who has a seat."""
    return next((player for player in lesson.players if player.seat is not None and not player.removed), None)


def _without_keys(deeds: Sequence[StoredAction]) -> list[StoredAction]:
    found: list[StoredAction] = []
    for deed in deeds:
        if isinstance(deed.action, NewKey | UseLink):
            continue
        action = deed.action
        if isinstance(action, Enter):
            action = Enter(action.name, key_of(f"{len(found)} {action.name}"))
        found.append(StoredAction(len(found) + 1, deed.at, deed.who, action))
    return found
