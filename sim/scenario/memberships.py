"""Memberships: who belonged to which alliance, organisation or group on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sim.scenario.fields import last_day
from sim.scenario.text import shipped_table


@dataclass(frozen=True)
class Span:
    """One stretch of membership: the state, its first day and its last; None is without limit."""

    code: str
    first: dt.date | None
    last: dt.date | None

    def holds(self, on: dt.date) -> bool:
        """Whether the state is a member on a day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@cache
def spans() -> Mapping[str, tuple[Span, ...]]:
    """Return all stretches of membership by group.

    Twenty-one groups as of November 2026, with the dated changes since 2001; a state left and readmitted has
    two stretches. Libya and Syria count as outside while the Arab League suspended them, Armenia (CSTO) and
    Venezuela (OAS) since they stay away by their own decision; other suspensions are not recorded. Where no
    first day is known the state counts as a member at all times, which is too early for the few that joined
    since (Nauru and Tajikistan in the G77). A date without its day counts as the last day that it can mean.
    Lists from memory, compared with the CIA World Factbook of 2020 as collected by github.com/dieghernan.
    Like-minded 2024 are the twelve states of one joint statement, from its day on, as Digital Watch reports
    the session of 11 July 2024.
    """
    by_group: dict[str, list[Span]] = {}
    for row in shipped_table("memberships.csv"):
        span = Span(row["iso3"], *(last_day(row[end]) if row[end] else None for end in ("from", "to")))
        by_group.setdefault(row["group"], []).append(span)
    return MappingProxyType({group: tuple(listed) for group, listed in by_group.items()})


def members_of(group: str, on: dt.date) -> frozenset[str]:
    """Return the codes of a group's members on a day; raise KeyError if the group is not known."""
    return frozenset(span.code for span in spans()[group] if span.holds(on))
