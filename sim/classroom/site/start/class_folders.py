"""Class folders: the classes in a results folder, and the folder of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.classroom.hall.opening import OpenHall, open_hall
from sim.classroom.hall.settings import LOBBY, SETTINGS, read_settings
from sim.classroom.room import Phase, key_of
from sim.classroom.site.alone.beginning import opened_alone
from sim.classroom.site.start.stories import titles
from sim.classroom.site.teacher_token import kept_token
from sim.classroom.store import ClassSetup, Store
from sim.scenario.fault import BadInput, Fault

#: Most classes that the start page offers; each is repeated action by action to see where it stands.
MOST = 6
_FILE, _KEY = "class.sqlite", "teacher.key"


@dataclass(frozen=True)
class PastClass:
    """A class that may go on.

    Parameters
    ----------
    file : from the results folder
    titles : of its scenarios, by name; the name of its folder if it cannot be read
    people : number of people in it
    phase, number, readings : where it stands, of several rooms the first that is not over: see
        `sim.classroom.room.Phase`
    at : when something was last done in it, in seconds since the epoch
    problem : why it cannot go on; "" if it can
    rooms : number of its rooms
    """

    file: str
    titles: Mapping[str, str]
    people: int
    phase: str
    number: int
    readings: int
    at: float
    problem: str = ""
    rooms: int = 1


def past_classes(results: Path, besides: Path | None = None) -> list[PastClass]:
    """Return the latest classes in a results folder that somebody has come into, the latest first.

    Parameters
    ----------
    results : has the folders of classes in it; need not exist
    besides : file of a class to leave out, because it is open
    """
    files = [
        file
        for pattern in ("*/class*.sqlite", f"*/{SETTINGS}")
        for file in results.glob(pattern)
        if file != besides and file.is_file()
    ]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    found: list[PastClass] = []
    for file in files:
        if len(found) == MOST:
            break
        one = _looked_at(file, results)
        if one.people or one.problem:
            found.append(one)
    return sorted(found, key=lambda one: one.at, reverse=True)


def begin(results: Path, scenario: Path, readings: int) -> tuple[Store, str]:
    """Begin a class in a folder of its own; return it with the teacher's token.

    Raises
    ------
    BadInput
        if the folder cannot be written
    """
    folder, token = _begun(results, f"{scenario.stem}-class")
    founding = ClassSetup.of(scenario, key_of(token), readings=readings, coded=True)
    return Store.create(folder / _FILE, founding), token


def begin_rooms(results: Path, scenarios: Sequence[Path], readings: int) -> tuple[OpenHall, str]:
    """Begin a class in several rooms in a folder of its own; return it with the teacher's token.

    Parameters
    ----------
    scenarios : the scenario of each room

    Raises
    ------
    BadInput
        if the folder cannot be written
    """
    folder, token = _begun(results, f"{scenarios[0].stem}-rooms")
    return open_hall(folder, scenarios, token, readings), token


def _begun(results: Path, name: str) -> tuple[Path, str]:
    """Make a folder for a class; return it with the teacher's token."""
    number = 1
    while (folder := results / (f"{name}-{number}" if number > 1 else name)).exists():
        number += 1
    try:
        folder.mkdir(parents=True)
        return folder, kept_token(folder / _KEY)
    except OSError as error:
        raise BadInput([Fault(str(folder), f"cannot be written: {error.strerror}")]) from None


def opened_alone_again(results: Path, scenario: Path, readings: int) -> Store:
    """Open the play of one person with a scenario where it stopped, or another if it is over or another game.

    Raises
    ------
    BadInput
        if the folder cannot be read or written
    """
    folder = results / f"{scenario.stem}-alone"
    try:
        store = opened_alone(folder, scenario, readings=readings)
    except BadInput:
        return opened_alone(folder, scenario, readings=readings, new=True)
    if store.lesson.phase is not Phase.OVER:
        return store
    store.close()
    return opened_alone(folder, scenario, readings=readings, new=True)


def resume(file: Path) -> tuple[Store, str]:
    """Open a class where it stopped; return it with the teacher's token.

    Raises
    ------
    BadInput
        if it cannot be resumed, or the key beside it is not its own
    """
    key = file.with_name(_KEY)
    store = Store.resume(file)
    token = kept_token(key) if key.is_file() else ""
    if store.founding.teacher != key_of(token):
        store.close()
        raise BadInput([Fault(str(key), f"is not the key of {file.name}")])
    return store, token


def resume_rooms(file: Path) -> tuple[OpenHall, str]:
    """Open a class in several rooms where it stopped; return it with the teacher's token.

    Parameters
    ----------
    file : of its settings

    Raises
    ------
    BadInput
        if it cannot be resumed, or the key beside it is not its own
    """
    settings = read_settings(file.parent)
    lobby, token = resume(file.with_name(LOBBY))
    lobby.close()
    # Rooms that are there already need no more than the names.
    return open_hall(file.parent, [Path(f"{name}.yaml") for name in settings.scenarios], token), token


def resume_any(file: Path) -> tuple[Store | OpenHall, str]:
    """Open a class in one room or in several where it stopped: see `resume` and `resume_rooms`."""
    return resume_rooms(file) if file.name == SETTINGS else resume(file)


def _looked_at(file: Path, results: Path) -> PastClass:
    named = file.relative_to(results).as_posix()
    try:
        found, _ = resume_any(file)
    except BadInput as error:
        name, at = file.parent.name, file.stat().st_mtime
        return PastClass(named, {name: name}, 0, "", 0, 0, at, error.faults[0].problem)
    with found:
        rooms = found.rooms if isinstance(found, OpenHall) else (found,)
        stores = (found.lobby, *rooms) if isinstance(found, OpenHall) else rooms
        ends = [deeds[-1].at for store in stores if (deeds := store.deeds())]
        first = next((room for room in rooms if room.lesson.phase is not Phase.OVER), rooms[0])
        return PastClass(
            file=named,
            titles=titles(rooms),
            people=sum(not player.removed for store in stores for player in store.lesson.players),
            phase=first.lesson.phase,
            number=first.lesson.play.number,
            readings=first.case.last,
            at=max(ends, default=file.stat().st_mtime),
            rooms=len(rooms),
        )
