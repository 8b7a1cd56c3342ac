"""Beginning: opens the class of one in a folder, or begins it there."""

from __future__ import annotations

from pathlib import Path
from time import time

from sim.classroom.alone.assignment import Assignment, check_seat
from sim.classroom.open_class import set_aside
from sim.classroom.room import TEACHER, act, key_of, new_token
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.solo_actions import PlayAlone
from sim.classroom.store import Store
from sim.scenario.fault import BadInput, Fault

#: Name of the class in its folder.
CLASS = "alone.sqlite"


def opened_alone(
    folder: Path, path: Path | None, assignment: Assignment | None = None, seat: str | None = None,
    readings: int | None = None, drawn: int | None = None, new: bool = False,
) -> Store:  # fmt: skip
    """Return the class of one in a folder, begun if there is none.

    Parameters
    ----------
    folder : of the class
    path : the scenario's file; None if an assignment says what to play
    assignment : what to play, and for whom
    seat : the seat of whoever plays; None lets them choose
    readings, drawn : number of readings, and the seed of drawn instructions; None as in `gge-sim classroom`
    new : whether to begin another, and keep the former under another name

    Raises
    ------
    BadInput
        if the folder has a class of something else, or the seat is not in the room
    """
    file = folder / CLASS
    # Nobody has the teacher's token: there is no teacher.
    teacher = key_of(new_token())
    setup = assignment.setup(teacher) if assignment else _setup(path, teacher, readings, drawn)
    if new and file.exists():
        set_aside(file)
    if not file.exists():
        check_seat(seat, setup.scenario()[0].seats)
        folder.mkdir(parents=True, exist_ok=True)
        with Store.create(file, setup) as store:
            begun = PlayAlone(seat)
            at = time()
            act(store.lesson, TEACHER, begun, at)
            store.keep(TEACHER, begun, at)
        return Store.resume(file)
    store = Store.resume(file)
    same = (store.founding.digest, store.founding.readings, store.founding.coded) == (
        setup.digest, setup.readings, setup.coded,
    )  # fmt: skip
    if not same or store.lesson.solo.reserved != seat or not store.lesson.solo.alone:
        store.close()
        problem = "has a play of another scenario, seat or number of readings; begin another with --new"
        raise BadInput([Fault(str(file), problem)])
    return store


def _setup(path: Path | None, teacher: str, readings: int | None, drawn: int | None) -> ClassSetup:
    assert path is not None, "without an assignment there is a scenario"
    seed, coded = (1, True) if drawn is None else (drawn, False)
    return ClassSetup.of(path, teacher, seed, readings=readings, coded=coded)
