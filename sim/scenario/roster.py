"""The roster: the 193 member states of the United Nations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from sim.scenario.text import shipped_table

#: Stands for all member states of today under `members`.
EVERY_MEMBER = "all"


@dataclass(frozen=True)
class MemberState:
    """A member state, or whoever else a scenario seats.

    Parameters
    ----------
    code : ISO 3166 alpha-3, or the scenario's own
    name : short name
    group : UN regional group; empty for what is no member state
    permanent, g20 : standing: in the Security Council, and in the G20
    since : day of admission to the United Nations
    """

    code: str
    name: str
    group: str
    permanent: bool
    g20: bool
    since: dt.date


def name_of(code: str) -> str:
    """Return the name of a member state; the code itself for any other."""
    return roster()[code].name if code in roster() else code


@cache
def roster() -> Mapping[str, MemberState]:
    """Return the 193 member states by code.

    Regional groups as of 2026, from the UN's own lists: 54 African (AFR), 54 Asia-Pacific (APG), 23 Eastern
    European (EEG), 33 Latin American and Caribbean (GRULAC), 29 Western European and Others (WEOG). Days of
    admission from the UN's own list of members (press release ORG/1469 and since); a state that goes on with
    the seat of another has that one's day, as Russia has.
    """
    states = (
        MemberState(
            row["iso3"],
            row["name"],
            row["un_group"],
            row["p5"] == "1",
            row["g20"] == "1",
            dt.date.fromisoformat(row["un_since"]),
        )
        for row in shipped_table("states.csv")
    )
    return MappingProxyType({state.code: state for state in states})


def with_everybody(members: Any) -> Any:
    """Return the names under `members`, with all member states of today in place of `all`."""
    if members == EVERY_MEMBER:
        return sorted(roster())
    if not isinstance(members, list | tuple) or EVERY_MEMBER not in members:
        return members
    # What the list names itself keeps its place, so that a fault finds its line.
    named = [one for one in members if one != EVERY_MEMBER]
    return [*named, *(code for code in sorted(roster()) if code not in named)]
