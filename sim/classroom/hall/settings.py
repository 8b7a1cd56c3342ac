"""Settings of a hall: its rooms, who may choose, and how to reach people; a small file beside the classes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sim.classroom.whole_file import write_whole
from sim.scenario.fault import BadInput, Fault

#: Name of the file, and of the lobby's.
SETTINGS, LOBBY = "hall.json", "lobby.sqlite"
#: Most rooms of a hall. Each needs the time of a class on the same machine.
MOST_ROOMS = 12


@dataclass(frozen=True)
class HallSettings:
    """The settings of a hall.

    Parameters
    ----------
    scenarios : what each room negotiates, by the name of its file
    choosing : whether people in the lobby may choose their room
    contacts : e-mail address or number of people on the list, by name
    """

    scenarios: tuple[str, ...]
    choosing: bool = False
    contacts: Mapping[str, str] = field(default_factory=dict)


def room_file(folder: Path, room: int) -> Path:
    """Return the file of a room, by its number from 1."""
    return folder / f"room-{room}.sqlite"


def read_settings(folder: Path) -> HallSettings:
    """Read the settings of the hall in a folder.

    Raises
    ------
    BadInput
        if the file is not that of a hall
    """
    file = folder / SETTINGS
    try:
        told: Any = json.loads(file.read_bytes())
        found = HallSettings(tuple(told["scenarios"]), told["choosing"], dict(told["contacts"]))
        names = (*found.scenarios, *found.contacts, *found.contacts.values())
        if not 1 <= len(found.scenarios) <= MOST_ROOMS or not all(isinstance(name, str) for name in names):
            raise ValueError
        if not isinstance(found.choosing, bool):
            raise ValueError
    except OSError as error:
        raise BadInput([Fault(str(file), f"cannot be read: {error.strerror}")]) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadInput([Fault(str(file), "does not say which rooms the class has")]) from None
    return found


def write_settings(folder: Path, settings: HallSettings) -> None:
    """Write the settings whole or not at all, for their owner alone; they are on the disk afterwards.

    Raises OSError if that is not possible.
    """
    write_whole(folder / SETTINGS, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())
