"""Standing lines: where classes of states stand on subjects that come up again outside ICT security."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from sim.scenario.did_you_mean import hint
from sim.scenario.fields import Evidence
from sim.scenario.memberships import members_of
from sim.scenario.roster import roster
from sim.scenario.text import shipped_table

#: Allies of the United States outside NATO.
_ALLIES = frozenset({"AUS", "JPN", "KOR"})
#: Classes by UN regional group, where no alliance or organisation decides.
_REGIONAL = {"AFR": "african", "GRULAC": "latin-american", "APG": "asian"}
#: Years of Republican administrations, from the first to before the second.
_REPUBLICAN = ((2001, 2009), (2017, 2021), (2025, 2029))


@dataclass(frozen=True)
class Line:
    """The positions of all states on one subject, -1 (resists) to 1 (insists).

    Parameters
    ----------
    note : the subject
    classes : position by class; that of the United States under a Democratic and a Republican administration
    named : position of the states that differ from their class
    """

    note: str
    classes: Mapping[str, float]
    named: Mapping[str, float]


@cache
def standing_lines() -> Mapping[str, Line]:
    """Return the standing lines that ship with the program, by name: recalled group lines, not documents."""
    return MappingProxyType({row["line"]: _line(row) for row in shipped_table("standing_lines.csv")})


def _line(row: Mapping[str, str]) -> Line:
    classes = {name: float(value) for name, value in row.items() if name not in ("line", "note", "named")}
    named = {
        code: float(value)
        for value, codes in re.findall(r"(-?[0-9.]+): ([A-Z ]+)", row["named"])
        for code in codes.split()
    }
    return Line(row["note"], classes, named)


@cache
def class_of(code: str, on: dt.date) -> str:
    """Return the class of a state on a day: of those that fit, the first of this list.

    A permanent member, by its code; sanctioned (by the United States); ally (NATO, Australia, Japan, South
    Korea); european (other Western European and Others Group, or EU); csto; arab; african; latin-american;
    asian; eastern (what remains of the Eastern European Group).
    """
    state = roster()[code]
    if state.permanent:
        return code
    if code in members_of("US sanctions", on):
        return "sanctioned"
    if code in members_of("NATO", on) | _ALLIES:
        return "ally"
    if state.group == "WEOG" or code in members_of("EU", on):
        return "european"
    if code in members_of("CSTO", on):
        return "csto"
    return "arab" if code in members_of("Arab League", on) else _REGIONAL.get(state.group, "eastern")


@cache
def on_line(name: str, code: str, on: dt.date) -> tuple[float, str, Evidence]:
    """Return where a state stands on a line on a day, as whose position, and how well that is founded.

    A state that the line names comes first, then its class. Israel stands where the United States stands,
    and an eastern state half as far out as an ally. Named states, permanent members and Israel are recalled,
    all others proxies.
    """
    line = standing_lines()[name]
    whose = class_of(code, on)
    if code in line.named:
        return line.named[code], code, Evidence.RECALLED
    if whose == "eastern":
        return line.classes["ally"] / 2, whose, Evidence.PROXY
    grade = Evidence.RECALLED if whose == code or code == "ISR" else Evidence.PROXY
    if code in ("USA", "ISR"):
        republican = any(first <= on.year < end for first, end in _REPUBLICAN)
        whose = "USA (R)" if republican else "USA (D)"
    return line.classes[whose], whose, grade


def _line_name(name: str) -> str:
    if name not in standing_lines():
        problem = f"is not a standing line{hint(name, standing_lines())}"
        allowed = {"allowed": "a line of sim/scenario/data/standing_lines.csv"}
        raise PydanticCustomError("unknown_line", problem, allowed)
    return name


#: Name of a standing line.
LineName = Annotated[str, AfterValidator(_line_name)]
