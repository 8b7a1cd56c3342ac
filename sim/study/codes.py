"""Codes: what a coder decides about a process, each by kind, with what is allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sim.scenario.codebook import STAKE
from sim.scenario.defaults import LEANING
from sim.scenario.fault import BadInput, Fault
from sim.scenario.fields import first_day
from sim.scenario.ict_issues import CODED, Request
from sim.scenario.positions import standing
from sim.scenario.schema import SCALE, Instructions, Scenario
from sim.scenario.votes import Vote, resolutions, roll_call

#: A code as a coder writes it: a word or a number.
Value = str | float


class Kind(StrEnum):
    """What kind of code it is; kinds differ in how hard they are, so that each is compared by itself."""

    MANDATE = "mandate"
    OUTLETS = "outlets"
    CAMP = "camp"
    STAKE = "stake"
    SIGNAL = "signal"
    POSITION = "position"
    BY_VOTES = "position-by-votes"


@dataclass(frozen=True)
class Scale:
    """What may stand at a code of one kind.

    Parameters
    ----------
    question : what a coder is asked
    allowed : what may be written, in words
    values : the values that are allowed; empty if every number within `ends` is
    ends : the lowest and the highest number
    near : two numbers that are no farther apart count as the same
    """

    question: str
    allowed: str
    values: tuple[Value, ...] = ()
    ends: tuple[float, float] = (0.0, 0.0)
    near: float = 0.0

    @property
    def words(self) -> bool:
        """Whether codes are words, which have no distance, and not numbers."""
        return bool(self.values) and isinstance(self.values[0], str)

    def read(self, text: str) -> Value:
        """Return what a coder wrote as a value; raise ValueError if it is not allowed."""
        if self.words:
            return next(word for word in map(str, self.values) if word.casefold() == text.casefold())
        # A spreadsheet may write a comma, and a typeset minus is no hyphen.
        number = float(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
        if number in self.values or (not self.values and self.ends[0] <= number <= self.ends[1]):
            return number
        raise ValueError(text)


_POSITION = (
    "Position on the matter, before the end",
    "from -3 to 3, whole steps as a rule",
    (),
    (-3.0, 3.0),
    0.5,
)
_STAKES: tuple[Value, ...] = tuple(dict.fromkeys(STAKE.values()))
SCALES: Mapping[Kind, Scale] = {
    Kind.MANDATE: Scale("Has the mandate words of this family?", "yes or no", ("yes", "no")),
    Kind.OUTLETS: Scale(
        "How many outlets were known before the end?", "0, 1, 2 or 3", tuple(map(float, range(4)))
    ),
    Kind.CAMP: Scale(
        "To which camp does the chair belong?", "West, East or neutral", ("West", "East", "neutral")
    ),
    Kind.STAKE: Scale(
        "Stake by what the state did about the resolution, without signals",
        ", ".join(f"{value:g}" for value in _STAKES),
        _STAKES,
    ),
    Kind.SIGNAL: Scale(
        "Change of the stake by signals since then, 0 if there are none",
        "from -1 to 1, usually -0.2, 0 or 0.2",
        (),
        (-1.0, 1.0),
    ),
    Kind.POSITION: Scale(*_POSITION),
    Kind.BY_VOTES: Scale(*_POSITION),
}
#: What a state did at a vote, in words.
_VOTED = {
    Vote.YES: "voted yes", Vote.NO: "voted no", Vote.ABSTAINED: "abstained", Vote.ABSENT: "did not vote",
}  # fmt: skip


class Key(NamedTuple):
    """Which code it is: of what process and kind, of whom (or nobody), on what."""

    process: str
    kind: Kind
    delegation: str
    matter: str


@dataclass(frozen=True)
class Code:
    """A code that somebody gave or is to give.

    Parameters
    ----------
    value : None if it is not given
    documents, date : what the code may be read from; empty where the page of the process has it
    note : why, in the words of the coder
    """

    key: Key
    value: Value | None = None
    documents: str = ""
    date: str = ""
    note: str = ""


def codes(scenario: Scenario) -> tuple[Code, ...]:
    """Return every code of a process as its file has it.

    Raises BadInput if the scenario has issues of its own, for which the codebook has no rules.
    """
    if scenario.own_issues:
        problem = "has issues of its own, and the codebook codes the ICT negotiations only"
        raise BadInput([Fault(scenario.id, problem, allowed="a scenario on ICT issues")])
    return tuple(_codes(scenario))


def _codes(scenario: Scenario) -> Iterator[Code]:
    def code(kind: Kind, delegation: str, matter: str, value: Value, *documents: str) -> Code:
        return Code(Key(scenario.id, kind, delegation, matter), value, *documents)

    for request in Request:
        asked = request in scenario.mandate.asks
        yield code(Kind.MANDATE, "", request.value, "yes" if asked else "no")
    yield code(Kind.OUTLETS, "", "number", float(len(scenario.outlets)))
    yield code(Kind.CAMP, "", "chair", scenario.chair.camp)
    members = sorted(scenario.members)
    for state in members:
        vote = _vote(scenario.mandate.resolution, state)
        yield code(Kind.STAKE, state, "resolution", STAKE[standing(scenario, state)], vote)
    for state in members:
        if scenario.state(state).permanent:
            changes = (signal.change for signal in scenario.stakes.signals if signal.state == state)
            yield code(Kind.SIGNAL, state, "since", float(sum(changes)))
    for state in members:
        given = scenario.delegations[state]
        for matter in CODED:
            if matter in given.positions:
                kind, source, date = _founded(given, matter)
                if kind is Kind.BY_VOTES:
                    source = _votes(state, first_day(scenario.starts))
                value = given.positions[matter].value
                yield code(kind, state, matter, value, source, date)


def _vote(resolution: str, state: str) -> str:
    """Say what a state did at the vote on a resolution; empty if that does not ship with the program."""
    known = resolutions().get(resolution)
    if known is None:
        return ""
    if not known.totals:
        return f"{resolution}, adopted without a vote"
    return f"{resolution}: {_VOTED[roll_call(resolution)[state]]}"


def _votes(state: str, before: dt.date) -> str:
    """Say how a state voted on the texts of rival camps before a day."""
    cast = (
        f"{known.symbol} ({known.side.value}) {_VOTED[roll_call(known.symbol)[state]]}"
        for known in resolutions().values()
        if known.scored and known.date < before
    )
    return "; ".join(cast) or "no vote between rival texts yet"


def _founded(given: Instructions, matter: str) -> tuple[Kind, str, str]:
    """Return how a position is coded, from what document, and of what date."""
    cell = given.positions[matter]
    source = cell.source or given.source
    return Kind.BY_VOTES if LEANING in source else Kind.POSITION, source, cell.date or given.date


assert SCALES[Kind.POSITION].ends == (-SCALE, SCALE), "the scale of the scenario file"
