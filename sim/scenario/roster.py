"""The roster: the 193 member states of the United Nations."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from sim.scenario.fault import nearest


@dataclass(frozen=True)
class MemberState:
    """A member state: ISO 3166 alpha-3 code, short name, UN regional group, standing."""

    code: str
    name: str
    group: str
    permanent: bool
    g20: bool


@cache
def roster() -> Mapping[str, MemberState]:
    """Return the 193 member states by code.

    Regional groups as of 2026, from the UN's own lists: 54 African (AFR), 54
    Asia-Pacific (APG), 23 Eastern European (EEG), 33 Latin American and
    Caribbean (GRULAC), 29 Western European and Others (WEOG).
    """
    text = resources.files("sim.scenario").joinpath("data/states.csv").read_text(encoding="utf-8")
    states = (
        MemberState(row["iso3"], row["name"], row["un_group"], row["p5"] == "1", row["g20"] == "1")
        for row in csv.DictReader(text.splitlines())
    )
    return MappingProxyType({state.code: state for state in states})


#: What people write for a code.
_ALIASES = {"UK": "GBR", "GB": "GBR", "US": "USA", "UAE": "ARE", "GER": "DEU", "SUI": "CHE"}


def suggest_state(word: str) -> str:
    """Return the member state that a wrong code or name most likely means, or nothing."""
    states = roster()
    if word.upper() in _ALIASES:
        word = _ALIASES[word.upper()]
    mixed_up = [code for code in states if sorted(code) == sorted(word.upper())]
    if mixed_up:
        return f"{mixed_up[0]} ({states[mixed_up[0]].name})"
    by_name = {state.name: state for state in states.values()}
    found = nearest(word, list(by_name)) if len(word) > 3 else nearest(word, list(states))
    state = by_name.get(found) or states.get(found)
    return f"{state.code} ({state.name})" if state else ""
