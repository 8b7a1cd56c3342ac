"""Votes: the roll calls of the General Assembly on ICT security, and how a state leans by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from sim.scenario.text import shipped_table


class Side(StrEnum):
    """The camp whose text a resolution is."""

    RUSSIA = "russia"
    WEST = "west"
    BOTH = "both"


class Vote(StrEnum):
    """What a state did at a roll call; absent also stands for one that was no member yet."""

    YES = "Y"
    NO = "N"
    ABSTAINED = "A"
    ABSENT = "-"


@dataclass(frozen=True)
class Resolution:
    """A resolution on ICT security.

    Parameters
    ----------
    symbol, date : such as A/RES/73/27, and the day of adoption
    side : the camp whose text it is
    scored : whether it separates the camps: the texts that rival camps have tabled since December 2018
    totals : how many did what, absent counting members only; empty if adopted without a vote
    about, source : its subject, and where the vote is read
    """

    symbol: str
    date: dt.date
    side: Side
    scored: bool
    totals: Mapping[Vote, int]
    about: str
    source: str


#: Column of the shipped table that counts each kind of vote.
_COLUMNS = {Vote.YES: "yes", Vote.NO: "no", Vote.ABSTAINED: "abstained", Vote.ABSENT: "absent"}
#: Votes on mandates outside ICT security, for the wide record.
_WIDER = "wider_votes.csv"
#: Worth of a vote to the camp whose text it is on.
_WORTH = {Vote.YES: 1.0, Vote.ABSTAINED: 0.0, Vote.NO: -1.0}


@cache
def resolutions() -> Mapping[str, Resolution]:
    """Return the resolutions that ship with the program by symbol, oldest first."""
    shipped = (_resolution(row) for row in shipped_table("resolutions.csv"))
    return MappingProxyType({resolution.symbol: resolution for resolution in shipped})


@cache
def roll_call(symbol: str) -> Mapping[str, Vote]:
    """Return what each of the 193 member states did at the vote on a resolution, by code.

    From the records of the UN Digital Library. A state that had not joined by then counts as absent. Raises
    LookupError if the resolution is not known, or was adopted without a vote.
    """
    if symbol not in recorded_votes():
        without = symbol in resolutions()
        problem = "adopted without a vote" if without else "no resolution that ships with the program"
        raise LookupError(f"{symbol}: {problem}")
    table = "votes.csv" if symbol in resolutions() else _WIDER
    return MappingProxyType({row["iso3"]: Vote(row[symbol]) for row in shipped_table(table)})


@cache
def recorded_votes() -> tuple[str, ...]:
    """Return the symbols of all resolutions whose votes ship: on ICT security, then on other fields."""
    wider = [column for column in shipped_table(_WIDER)[0] if column != "iso3"]
    return (*(r.symbol for r in resolutions().values() if r.totals), *wider)


def cyber_vote_score(code: str, before: dt.date) -> float | None:
    """Return how a state voted on the rival texts before a day, -1 (Russia's) to 1 (the West's).

    The mean over the scored resolutions on which it voted: 1 for a yes to a Western text or a no to a Russian
    one, -1 for the reverse, 0 for an abstention; absence does not count. Those with one vote against or none
    (2005-2008, 2016) are not scored: they do not separate the camps. Returns the score, or None if it had
    voted on none of them.

    Parameters
    ----------
    before : votes of this day and later are not seen
    """
    worths = [
        _WORTH[vote] if resolution.side is Side.WEST else -_WORTH[vote]
        for resolution in resolutions().values()
        if resolution.scored and resolution.date < before
        if (vote := roll_call(resolution.symbol)[code]) in _WORTH
    ]
    return sum(worths) / len(worths) if worths else None


def _resolution(row: Mapping[str, str]) -> Resolution:
    totals = {vote: int(row[column]) for vote, column in _COLUMNS.items() if row[column]}
    return Resolution(
        symbol=row["symbol"],
        date=dt.date.fromisoformat(row["date"]),
        side=Side(row["side"]),
        scored=row["scored"] == "yes",
        totals=MappingProxyType(totals),
        about=row["about"],
        source=row["source"],
    )
