"""Saved classes: read from the folders that they were kept in, of this year or of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.classroom.comparison.compared import ComparedClass, Comparison, compared
from sim.classroom.export.kept import Kept
from sim.classroom.hall.settings import SETTINGS, read_settings, room_file
from sim.classroom.room import debrief
from sim.classroom.room_forecast import forecast_of
from sim.classroom.store import Store
from sim.scenario.fault import BadInput, Fault
from sim.study.forecast import Forecast

#: The file of a class in one room, in its folder.
_ALONE = "class.sqlite"


def saved_classes(places: Sequence[Path], plays: int) -> Comparison:
    """Return the classes in folders or files, in order; each is opened and left as it is.

    Parameters
    ----------
    places : folders of classes, in one room or in several, or files of classes
    plays : of the model's forecast for each room

    Raises
    ------
    BadInput
        if one of them has no class, or cannot be opened
    """
    files = [found for place in places for found in _files(place)]
    names = [label for label, _, _ in files]
    if len(places) == 1:
        names = [short for _, short, _ in files]
    forecasts: dict[str, Forecast] = {}
    classes = tuple(
        _compared(f"{name} ({n})" if names.count(name) > 1 else name, room, file, plays, forecasts)
        for n, (name, (_, _, (room, file))) in enumerate(zip(names, files, strict=True), 1)
    )
    return Comparison(classes)


def _files(place: Path) -> Iterator[tuple[str, str, tuple[int, Path]]]:
    """Yield for each class its name among others, its name alone, its room and its file."""
    if place.is_dir() and (place / SETTINGS).is_file():
        for room in range(1, len(read_settings(place).scenarios) + 1):
            yield f"{place.name}, room {room}", f"Room {room}", (room, room_file(place, room))
        return
    file = place / _ALONE if place.is_dir() else place
    if not file.is_file():
        problem = "has no class" if place.is_dir() else "no such file or folder"
        raise BadInput([Fault(str(place), problem, allowed="a folder that gge-sim classroom has written")])
    name = place.name if place.is_dir() else f"{place.parent.name}, {place.stem}"
    yield name, name, (0, file)


def _compared(label: str, room: int, file: Path, plays: int, forecasts: dict[str, Forecast]) -> ComparedClass:
    with Store.resume(file) as store:
        case = store.case
        kept = Kept(case, store.founding.teacher, (), room)
        if (digest := case.setting.digest) not in forecasts:
            forecasts[digest] = forecast_of(case, plays)
        told = debrief(store.lesson, forecasts[digest], store.record)
    return compared(label, kept.id, case.scenario.id, told)
