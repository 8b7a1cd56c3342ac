"""Class folders: the classes in a results folder, and the folder of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.classroom.room import Phase, key_of
from sim.classroom.site.alone.beginning import opened_alone
from sim.classroom.site.start.stories import plain_title
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
    title : of its scenario; the name of its folder if it cannot be read
    people : number of people in it
    phase, number, readings : where it stands: see `sim.classroom.room.Phase`
    at : when something was last done in it, in seconds since the epoch
    problem : why it cannot go on; "" if it can
    story : name of its scenario
    """

    file: str
    title: str
    people: int
    phase: str
    number: int
    readings: int
    at: float
    problem: str = ""
    story: str = ""


def past_classes(results: Path, besides: Path | None = None) -> list[PastClass]:
    """Return the latest classes in a results folder that somebody has come into, the latest first.

    Parameters
    ----------
    results : has the folders of classes in it; need not exist
    besides : file of a class to leave out, because it is open
    """
    files = [file for file in results.glob("*/class*.sqlite") if file != besides and file.is_file()]
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
    number = 1
    while (folder := results / f"{scenario.stem}-class{f'-{number}' if number > 1 else ''}").exists():
        number += 1
    try:
        folder.mkdir(parents=True)
        token = kept_token(folder / _KEY)
    except OSError as error:
        raise BadInput([Fault(str(folder), f"cannot be written: {error.strerror}")]) from None
    founding = ClassSetup.of(scenario, key_of(token), readings=readings, coded=True)
    return Store.create(folder / _FILE, founding), token


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


def _looked_at(file: Path, results: Path) -> PastClass:
    named = file.relative_to(results).as_posix()
    try:
        store, _ = resume(file)
    except BadInput as error:
        return PastClass(named, file.parent.name, 0, "", 0, 0, file.stat().st_mtime, error.faults[0].problem)
    with store:
        lesson, deeds = store.lesson, store.deeds()
        at = deeds[-1].at if deeds else file.stat().st_mtime
        people = sum(not player.removed for player in lesson.players)
        title = plain_title(store.case.scenario.title)
        story = Path(store.founding.source).stem
        play = lesson.play
        return PastClass(named, title, people, lesson.phase, play.number, store.case.last, at, story=story)
