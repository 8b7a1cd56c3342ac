"""Scenario files for tests: the shipped ones, altered, and what loading says to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped

#: The shipped scenarios of the ICT negotiations; the teaching cases have issues of their own.
NAMES = tuple(name for name, path in shipped().items() if path.parent.name != "teaching")
#: The issues of the ICT negotiations, in the order of the paragraphs.
ISSUES = (
    "IL", "CHARTER", "SOV", "ART51", "IHL", "CM", "SR", "HR_FLOW", "DD", "NORMS", "CBM", "CB", "RID",
    "TREATY", "THREATS", "CONTENT",
)  # fmt: skip
TEXT = shipped()["gge-2016-2017"].read_text(encoding="utf-8")

#: A small scenario with issues of its own.
OWN = """id: own
title: Cable Panel
question: Will it agree?
body: OEWG
mandate: {resolution: X/1, adopted: 2020-01, source: invented, ambition: {CABLES: 1}}
starts: 2020-03
ends: 2021-03
sessions: 2
chair: {name: Somebody, source: invented}
issues:
  - {code: CABLES, title: Cables, salience: 3, explicit: {text: Hands off.}, indirect: {text: Care is due.}}
  - {code: FUND, title: Fund, salience: 1, explicit: {text: There is a fund.}}
acquis:
  - document: X/0
    body: OEWG
    adopted: 2019-05-01
    language: {CABLES: indirect}
    source: invented
    evidence: proxy
stakes: {sponsors: [FRA], against: [CHN], abstained: [KEN], absent: [PER], source: invented}
members: [FRA, CHN, KEN, PER, TON]
members_source: invented
delegations:
  FRA: {source: invented, date: 2020, evidence: document, positions: {CABLES: 3, FUND: -1}, caucus: Friends}
  CHN: {source: invented, date: 2020, evidence: proxy, positions: {CABLES: -3, FUND: 1}}
  KEN: {source: invented, date: 2020, evidence: proxy, positions: {CABLES: 1.5, FUND: 3}}
  PER: {source: invented, date: 2020, evidence: proxy, positions: {CABLES: 0, FUND: 2}, stake: 0.9}
  TON: {source: invented, date: 2020, evidence: proxy, positions: {CABLES: 2, FUND: 2}, weight: 0}
"""

#: A small scenario of the ICT negotiations, in which nobody minds anything.
ICT = """id: ict
title: Panel
question: Will it agree?
body: OEWG
mandate: {resolution: X/1, adopted: 2011-01, source: invented, asks: [norms]}
starts: 2021-12-13
ends: 2022-07-29
sessions: 2
chair: {name: Somebody, source: invented}
acquis: [A/75/816, A/76/135]
stakes: {sponsors: [RUS], source: invented}
members: [CHN, FRA, TON]
members_source: invented
delegations:
  "*":
    {source: x, date: 2020, evidence: proxy, positions: {IL: 0, IHL: 0, ART51: 0, FLOW: 0, CM: 0, TREATY: 0}}
"""


def altered(old: str, new: str, text: str = TEXT) -> str:
    """A scenario, else the shipped one of 2016-17, with the first occurrence of a text replaced."""
    assert old in text, f"the scenario no longer says {old!r}"
    return text.replace(old, new, 1)


def line_of(part: str, text: str) -> int:
    """The line that the first occurrence of a part stands on."""
    return text.count("\n", 0, text.index(part)) + 1


@cache
def shipped_scenario(name: str) -> Scenario:
    """A shipped scenario, loaded once for all tests."""
    return load(name)


def written(folder: Path, text: str | bytes) -> Path:
    """A scenario file with this content."""
    path = folder / "scenario.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(path: Path | str) -> str:
    """What loading a file that cannot be used says."""
    with pytest.raises(BadInput) as refused:
        load(path)
    return str(refused.value)
