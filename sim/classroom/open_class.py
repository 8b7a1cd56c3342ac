"""Open a class in its file, or begin one; the teacher's key and the options must be those it began with."""

from __future__ import annotations

from pathlib import Path

from sim.classroom.room import key_of
from sim.classroom.store import ClassSetup, Store
from sim.scenario.fault import BadInput, Fault


def open_class(
    file: Path, scenario: Path, token: str, readings: int | None = None, drawn: int | None = None
) -> Store:
    """Open the class in a file, or begin one.

    Parameters
    ----------
    scenario : its file, for a class that begins
    token : of the teacher
    readings : number of readings; None for the scenario's
    drawn : seed for drawn instructions; None for those as coded

    Raises
    ------
    BadInput
        if the file is no class, or is one with another key, or with other readings or instructions than
        those asked for
    """
    if not file.exists():
        seed, coded = (1, True) if drawn is None else (drawn, False)
        return Store.create(
            file, ClassSetup.of(scenario, key_of(token), seed, readings=readings, coded=coded)
        )
    store = Store.resume(file)
    if fault := _other(store, file, token, readings, drawn):
        store.close()
        raise BadInput([fault])
    return store


def _other(store: Store, file: Path, token: str, readings: int | None, drawn: int | None) -> Fault | None:
    if store.founding.teacher != key_of(token):
        beside = file.with_name("teacher.key")
        return Fault(str(beside), f"is not the key of {file}; use --new to begin another class")
    if readings is not None and store.founding.readings != readings:
        problem = f"has a class with {store.case.last} readings; use --new to begin another"
        return Fault(str(file), problem, key="--readings", value=str(readings))
    if drawn is not None and (store.case.coded or store.founding.seed != drawn):
        problem = "has a class with other instructions; use --new to begin another"
        return Fault(str(file), problem, key="--drawn", value=str(drawn))
    return None


def set_aside(file: Path) -> Path:
    """Move the file of a class out of the way, to the first number that is free beside it: class-1 and so on.

    Returns where it is now.
    """
    number = next(n for n in range(1, 10**6) if not file.with_stem(f"{file.stem}-{n}").exists())
    put_away(file)
    return file.rename(file.with_stem(f"{file.stem}-{number}"))


def put_away(file: Path) -> None:
    """Make SQLite move everything from its side files into the file of a class, so that it can be moved."""
    with Store.resume(file):
        pass
