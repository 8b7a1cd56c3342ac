"""Opening a hall: the files of its lobby and its rooms in one folder, made or resumed together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sim.classroom.hall.settings import (
    LOBBY,
    SETTINGS,
    HallSettings,
    read_settings,
    room_file,
    write_settings,
)
from sim.classroom.open_class import open_class, put_away
from sim.classroom.quiz.file import quiz_path
from sim.classroom.store import Store
from sim.scenario.fault import BadInput, Fault


@dataclass(frozen=True)
class OpenHall:
    """A hall whose files are open; a context manager that closes them.

    Parameters
    ----------
    folder : with all its files
    settings : as they stood when it was opened
    lobby : the lobby, kept as a class in which nobody sits down
    rooms : the classes, in order
    """

    folder: Path
    settings: HallSettings
    lobby: Store
    rooms: tuple[Store, ...]

    @property
    def path(self) -> Path:
        """The file of its settings."""
        return self.folder / SETTINGS

    def close(self) -> None:
        """Close the files; the hall is saved."""
        for store in (self.lobby, *self.rooms):
            store.close()

    def __enter__(self) -> OpenHall:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files."""
        self.close()


def open_hall(
    folder: Path,
    scenarios: Sequence[Path],
    token: str,
    readings: int | None = None,
    drawn: int | None = None,
) -> OpenHall:
    """Open the hall in a folder, or begin one.

    Parameters
    ----------
    scenarios : the scenario of each room
    token, readings, drawn : see `sim.classroom.open_class.open_class`

    Raises
    ------
    BadInput
        if one of the files cannot be opened, or the folder holds a hall with other rooms
    """
    names = tuple(path.stem for path in scenarios)
    settings = HallSettings(names)
    if (folder / SETTINGS).exists():
        settings = read_settings(folder)
        if settings.scenarios != names:
            problem = "has a class with other rooms; use --new to begin another, or --out"
            raise BadInput([Fault(str(folder), problem, key="rooms", value=", ".join(settings.scenarios))])
    with ExitStack() as opened:
        lobby = opened.enter_context(open_class(folder / LOBBY, scenarios[0], token))
        rooms = tuple(
            opened.enter_context(open_class(room_file(folder, n), path, token, readings, drawn))
            for n, path in enumerate(scenarios, 1)
        )
        write_settings(folder, settings)
        opened.pop_all()
    return OpenHall(folder, settings, lobby, rooms)


def set_aside(folder: Path) -> None:
    """Move the hall of a folder into a folder of its own within it: class-1, class-2 and so on."""
    count = len(read_settings(folder).scenarios)
    files = [folder / LOBBY, *(room_file(folder, n) for n in range(1, count + 1))]
    for file in files:
        put_away(file)
    number = next(n for n in range(1, 10**6) if not (folder / f"class-{n}").exists())
    aside = folder / f"class-{number}"
    aside.mkdir()
    quiz = [quiz_path(folder)] if quiz_path(folder).exists() else []
    for file in (*files, folder / SETTINGS, *quiz):
        file.rename(aside / file.name)
