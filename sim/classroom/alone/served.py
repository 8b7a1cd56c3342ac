"""Served assignment: its files in one folder, made or resumed together, for one server at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sim.classroom.alone.assignment import Assignment, read_assignment
from sim.classroom.alone.register import REGISTER, Register, read_register
from sim.classroom.open_class import put_away
from sim.classroom.room import key_of
from sim.classroom.store import Store
from sim.classroom.whole_file import write_whole
from sim.scenario.fault import BadInput, Fault

#: Names in the folder: the assignment, the class in which nobody sits down, plays, and results.
ASSIGNMENT, LOBBY, PLAYS, HANDED_IN = "assignment.json", "lobby.sqlite", "plays", "handed-in"


@dataclass(frozen=True)
class ServedAssignment:
    """An assignment whose files are open.

    Parameters
    ----------
    folder : with all its files
    assignment, register : as they stood when it was opened
    lobby : everybody who ever came in, kept as a class in which nobody sits down
    token : the teacher's
    """

    folder: Path
    assignment: Assignment
    register: Register
    lobby: Store
    token: str

    def close(self) -> None:
        """Close the files, so that another server can open them."""
        self.lobby.close()


def served(folder: Path, made: Assignment, token: str) -> ServedAssignment:
    """Open the assignment in a folder, or begin one.

    Parameters
    ----------
    made : what is asked for; in a folder that has it already, a deadline takes the place of the one there
    token : of the teacher

    Raises
    ------
    BadInput
        if the files cannot be opened, or the folder has another assignment
    """
    file = folder / ASSIGNMENT
    if file.exists():
        given = read_assignment(file)
        if not _same(given, made):
            problem = (
                "is another assignment: another scenario, seat or number of readings; begin one with --new"
            )
            raise BadInput([Fault(str(file), problem)])
        made = given if made.until is None else replace(given, until=made.until)
    for inner in (PLAYS, HANDED_IN):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    lobby = folder / LOBBY
    store = Store.resume(lobby) if lobby.exists() else Store.create(lobby, made.setup(key_of(token)))
    try:
        if store.founding.teacher != key_of(token):
            raise BadInput([Fault(str(folder / "teacher.key"), f"is not the key of {lobby}; use --new")])
        write_assignment(folder, made)
        return ServedAssignment(folder, made, read_register(folder), store, token)
    except BaseException:
        store.close()
        raise


def write_assignment(folder: Path, assignment: Assignment) -> None:
    """Write an assignment into its folder; raises OSError if that is not possible."""
    write_whole(folder / ASSIGNMENT, assignment.file())


def _same(given: Assignment, asked: Assignment) -> bool:
    """Return whether an assignment is the one that is asked for, as far as that says."""
    drawn = (given.coded, given.seed) == (asked.coded, asked.seed) or asked.coded
    wanted = asked.seat in (None, given.seat) and asked.readings in (None, given.readings)
    return given.name == asked.name and drawn and wanted


def set_aside(folder: Path) -> None:
    """Move the assignment of a folder into a folder of its own within it: assignment-1 and so on."""
    put_away(folder / LOBBY)
    number = next(n for n in range(1, 10**6) if not (folder / f"assignment-{n}").exists())
    aside = folder / f"assignment-{number}"
    aside.mkdir()
    for name in (ASSIGNMENT, LOBBY, PLAYS, HANDED_IN, REGISTER):
        if (folder / name).exists():
            (folder / name).rename(aside / name)
