"""View changes: the parts of a view that changed since a screen last drew it, as plain data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from sim.classroom.room.view_data import RoomView
from sim.classroom.words.message import Listing, Message

#: Fields of a paragraph that never change in a class; they are sent once.
_LADDER = ("issue", "title", "ladder", "public")
Sections = Mapping[str, object]
#: Beginning of the names of parts that all screens share, and what stands for a part never sent before.
_ROOM, _NEVER = "room.", object()
#: Most results that are kept for other screens: those of a few moments, of some 25 parts each.
_MOST = 200


class _Shared:
    """Recent results for pairs of objects; other screens that hold the very same objects need them, too."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, int, int], tuple[object, object, Any]] = OrderedDict()

    def __call__(self, what: Callable[[Any, Any], Any], one: object, other: object) -> Any:
        # The objects are kept with the result, so that no other has their identity meanwhile.
        key = (what, id(one), id(other))
        if key not in self._kept:
            self._kept[key] = (one, other, what(one, other))
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return self._kept[key][2]


_shared = _Shared()


def plain(value: object) -> Any:
    """Return a view, or a part of one, as data for JSON; the page says messages in its reader's language."""
    if isinstance(value, Message | Listing):
        return value.data()
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
        return dict(_shared(_of_room, None, view))
    found: dict[str, object] = {}
    for field in fields(view):
        value = getattr(view, field.name)
        found |= _shared(_of_room, None, value) if isinstance(value, RoomView) else {field.name: value}
    return found


def _of_room(_: None, room: RoomView) -> dict[str, object]:
    found: dict[str, object] = {
        f"{_ROOM}{field.name}": getattr(room, field.name)
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
            was = before.get(name, _NEVER)
            if was is part:
                continue
            news = _shared(_news, was, part) if name.startswith(_ROOM) else _news(was, part)
            found |= {f"{name}{ending}": value for ending, value in news.items()}
        return found


def _news(was: object, part: object) -> dict[str, Any]:
    """Return what is new in a part, by the ending of its name: nothing, all of it, or some items."""
    if was == part:
        return {}
    items = _changed(was, part)
    return {"": plain(part)} if items is None else {"#": items}


def _changed(was: object, part: object) -> dict[str, Any] | None:
    """Return the items of a list that differ, by number; None if it is better to send the whole list."""
    if not isinstance(was, list | tuple) or not isinstance(part, list | tuple) or len(was) != len(part):
        return None
    differ = [n for n, (old, new) in enumerate(zip(was, part, strict=True)) if old != new]
    return {str(n): plain(part[n]) for n in differ} if 2 * len(differ) <= len(part) else None
