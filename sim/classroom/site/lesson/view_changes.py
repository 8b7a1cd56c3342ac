"""View changes: the parts of a view that changed since a screen last drew it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from sim.classroom.room.view_data import RoomView

#: Fields of a paragraph that never change in a class; they are sent once.
_LADDER = ("issue", "title", "ladder", "public")
Sections = Mapping[str, object]


def plain(value: object) -> Any:
    """Return a view, or a part of one, as data for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def sections(view: object) -> dict[str, object]:
    """Return the parts of a view by name; the names of the room's parts begin with ``room.``."""
    assert is_dataclass(view)
    if isinstance(view, RoomView):
        return _of_room(view)
    found: dict[str, object] = {}
    for field in fields(view):
        value = getattr(view, field.name)
        found |= _of_room(value) if isinstance(value, RoomView) else {field.name: value}
    return found


def _of_room(room: RoomView) -> dict[str, object]:
    found: dict[str, object] = {
        f"room.{field.name}": getattr(room, field.name)
        for field in fields(room)
        if field.name != "paragraphs"
    }
    found["room.ladders"] = [{name: getattr(p, name) for name in _LADDER} for p in room.paragraphs]
    found["room.paragraphs"] = [
        {field.name: getattr(p, field.name) for field in fields(p) if field.name not in _LADDER[1:]}
        for p in room.paragraphs
    ]
    return found


class ViewChanges:
    """The changes that one screen has not yet received.

    For a long part, only the items that differ are sent, by number, under the part's name with a # at its
    end: a bracket changes one paragraph and one seat of perhaps 193.
    """

    def __init__(self) -> None:
        self._told: Sections = {}

    def of(self, now: Sections) -> dict[str, Any]:
        """Return the parts that differ from those sent before, and mark them as sent."""
        before, self._told = self._told, now
        found: dict[str, Any] = {}
        for name, part in now.items():
            was = before.get(name)
            if name in before and (was is part or was == part):
                continue
            items = _changed(was, part)
            found |= {name: plain(part)} if items is None else {f"{name}#": items}
        return found


def _changed(was: object, part: object) -> dict[str, Any] | None:
    """Return the items of a list that differ, by number; None if it is better to send the whole list."""
    if not isinstance(was, list | tuple) or not isinstance(part, list | tuple) or len(was) != len(part):
        return None
    differ = [n for n, (old, new) in enumerate(zip(was, part, strict=True)) if old != new]
    return {str(n): plain(part[n]) for n in differ} if 2 * len(differ) <= len(part) else None
