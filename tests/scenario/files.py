"""Scenario files for tests: the shipped ones, altered, and what loading says to them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped

#: The shipped scenarios of the ICT negotiations; the teaching cases have issues of their own.
NAMES = tuple(name for name, path in shipped().items() if path.parent.name != "teaching")
#: The core of the issues of the ICT negotiations, in the order of the paragraphs.
ISSUES = (
    "IL", "CHARTER", "SOV", "ART51", "IHL", "CM", "SR", "HR_FLOW", "DD", "NORMS", "CBM", "CB", "RID",
    "TREATY", "THREATS", "CONTENT",
)  # fmt: skip
TEXT = shipped()["gge-2016-2017"].read_text(encoding="utf-8")

#: A small scenario with issues of its own.
OWN = """id: own
title: Cable Panel
question: Will it agree?
body: GGE
mandate: {resolution: A/RES/74/900, adopted: 2020-01, source: invented, ambition: {CABLES: 1}}
starts: 2020-03
ends: 2021-03
sessions: 2
chair: {name: Somebody, source: invented}
issues:
  - {code: CABLES, title: Cables, salience: 3, explicit: {text: Hands off.}, indirect: {text: Care is due.}}
  - {code: FUND, title: Fund, salience: 1, explicit: {text: There is a fund.}}
acquis:
  - document: X/0
    body: GGE
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
body: GGE
mandate: {resolution: A/RES/65/900, adopted: 2011-01, source: invented, asks: [norms]}
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


_Any = TypeVar("_Any")


def of_core(by_issue: Mapping[str, _Any]) -> dict[str, _Any]:
    """What stands by issue, for the core of the ICT issues alone."""
    return {code: value for code, value in by_issue.items() if code in ISSUES}


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


class Slip(NamedTuple):
    """A slip in a scenario file: what stands there, what is written instead, and what loading says of it."""

    old: str
    new: str
    said: list[str]
    place: str


def slips(table: str) -> pytest.MarkDecorator:
    r"""Cases for a test of a `slip`, one a line: old => new | words | place.

    Words of one message are parted by " && "; "\n" and "\u00a0" are the letters they stand for. The place
    begins the line that must be named, if that is not where the files differ first.
    """
    found = []
    for line in re.sub(r"\n +(?=&& |\| |=> )", " ", table.strip("\n")).split("\n"):
        letters = re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), line).replace("\\n", "\n")
        change, said, *place = letters.split(" | ")
        old, new = re.split(" => ?", change)
        slip = Slip(old, new, said.split(" && "), "".join(place))
        found.append(pytest.param(slip, id=line.split(" | ")[0]))
    return pytest.mark.parametrize("slip", found)


def assert_told_once(folder: Path, slip: Slip, text: str = TEXT) -> str:
    """Hold that a slip is told in one line, which names the line where it stands; return the message."""
    slipped = altered(slip.old, slip.new, text)
    path = written(folder, slipped)
    differ = next(at for at, (a, b) in enumerate(zip(text, slipped, strict=False)) if a != b)
    line = line_of(slip.place, slipped) if slip.place else text.count("\n", 0, differ) + 1
    message = refusal(path)
    told = [one for one in message.splitlines() if all(words in one for words in slip.said)]
    assert len(told) == 1, message
    assert told[0].startswith(f"{path}:{line}: "), told[0]
    return message
