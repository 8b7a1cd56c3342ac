"""Events between states: what makes the weather in which two delegations meet."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sim.scenario.did_you_mean import hint
from sim.scenario.fields import TITLE, NameInTables, Sourced, StateCode, Strict, first_day, last_day
from sim.scenario.text import shipped_table

#: An event counts from this long before the first meeting on; it does not fade.
BEFORE = dt.timedelta(days=365)


class Event(Sourced):
    """A dated event between two states."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), NameInTables]
    """Short name, lower case with hyphens."""
    one: StateCode
    """One of the two states; in which order does not matter."""
    other: StateCode
    """The other."""
    sign: Literal[-1, 1]
    """1 if it brought the two together, -1 if it set them apart."""
    title: str = Field(min_length=1, max_length=TITLE)
    """What happened, in a few words."""


@cache
def known_events() -> dict[str, Event]:
    """Return the events that ship with the program, by id, oldest first."""
    rows: list[dict[str, Any]] = [{**row, "sign": int(row["sign"])} for row in shipped_table("events.csv")]
    return {event.id: event for event in (Event(**row) for row in rows)}


def _known(name: str) -> str:
    if name not in known_events():
        allowed = {"allowed": ", ".join(known_events())}
        problem = f"is not an event that ships with the program{hint(name, list(known_events()))}"
        raise PydanticCustomError("unknown_event", "{problem}", {"problem": problem, **allowed})
    return name


class Events(Strict):
    """How the events of a scenario differ from those that ship with the program."""

    added: tuple[Event, ...] = Field(default=(), max_length=200)
    """Further events; one with the id of a shipped event replaces it."""
    left_out: tuple[Annotated[str, AfterValidator(_known)], ...] = ()
    """Shipped events that do not count, by id."""


def in_time(event: Event, starts: str, ends: str) -> bool:
    """Return whether an event may lie in a process, or in the year before its first meeting."""
    happened = last_day(event.date)
    return first_day(starts) - BEFORE <= happened <= last_day(ends)


def events_between(
    members: frozenset[str], starts: str, ends: str, given: Events, shipped: bool
) -> tuple[Event, ...]:
    """Return the events that count for a process, oldest first: in time, and between two of its members.

    Parameters
    ----------
    members : codes of those in the room
    starts, ends : first and last meeting
    given : what the scenario adds and leaves out
    shipped : whether the events that ship with the program count
    """
    known = {name: event for name, event in known_events().items() if name not in given.left_out}
    found = (known if shipped else {}) | {event.id: event for event in given.added}
    counted = [e for e in found.values() if in_time(e, starts, ends) and {e.one, e.other} <= members]
    return tuple(sorted(counted, key=lambda event: (last_day(event.date), event.id)))
