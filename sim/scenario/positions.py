"""Positions: every cell of delegations by issues, resolved to a value with its source or rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sim.scenario import codebook
from sim.scenario.fields import SPREAD, Evidence, first_day
from sim.scenario.ict_issues import CODED, beyond_core, leaning
from sim.scenario.schema import SCALE, Instructions, Position, Scenario, ScenarioFile
from sim.scenario.statements import speaking_for, that_count
from sim.scenario.votes import Vote, roll_call


def is_public(evidence: Evidence, rule: str) -> bool:
    """Return whether a position is public: inferences, recollections and derivations by a rule are not."""
    return evidence in (Evidence.DOCUMENT, Evidence.LITERATURE) and not rule


@dataclass(frozen=True)
class Cell:
    """One delegation's position on one issue, with where it comes from.

    Parameters
    ----------
    value : -1 (resists) to 1 (insists)
    source, date, evidence : of the coded fact, or of those a rule derives it from
    rule : the codebook's rule in words, empty if the cell was coded
    """

    value: float
    source: str
    date: str
    evidence: Evidence
    rule: str = ""

    @property
    def public(self) -> bool:
        """Whether a document or a publication has it."""
        return is_public(self.evidence, self.rule)

    @property
    def spread(self) -> float:
        """Standard deviation of what the coder may have missed."""
        return SPREAD[self.evidence]


#: Worst first: a derived cell is no better than the worst of what it rests on.
_WORST_FIRST = (Evidence.PROXY, Evidence.RECALLED, Evidence.LITERATURE, Evidence.DOCUMENT)


def cells(scenario: Scenario) -> dict[str, dict[str, Cell]]:
    """Resolve every cell of a scenario.

    Raises LookupError if a cell is neither coded nor covered by a rule, with (delegation, issue). Returns
    cell by delegation code and issue code.
    """
    return {code: _row(scenario, code) for code in sorted(scenario.members)}


def _row(scenario: Scenario, code: str) -> dict[str, Cell]:
    instructions = scenario.delegations.get(code)
    if instructions is None:
        raise LookupError(code, "")
    coded = {name: _coded(instructions, cell) for name, cell in instructions.positions.items()}
    own = scenario.own_issues
    said = {} if own else _said(code, first_day(scenario.starts))
    row = {}
    for issue in scenario.issues:
        if issue.code in coded:
            row[issue.code] = coded[issue.code]
        elif own:
            raise LookupError(code, issue.code)
        elif issue.code in said:
            row[issue.code] = said[issue.code]
        else:
            row[issue.code] = _derived(code, issue.code, first_day(scenario.starts), coded, instructions)
    return row


@cache
def _said(code: str, starts: dt.date) -> dict[str, Cell]:
    """Return what a state, or a group of its, had said before the first meeting on issues beyond the core."""
    before = that_count(one for one in speaking_for(code) if one.day < starts and one.issue in beyond_core())
    return {
        issue: Cell(cell.value / SCALE, str(cell.source), str(cell.date), cell.evidence or Evidence.PROXY)
        for issue, cell in before.items()
    }


def _coded(instructions: Instructions, cell: Position) -> Cell:
    return Cell(
        value=cell.value / SCALE,
        source=cell.source or instructions.source,
        date=cell.date or instructions.date,
        evidence=cell.evidence or instructions.evidence,
    )


def _derived(code: str, issue: str, starts: dt.date, coded: Mapping[str, Cell], given: Instructions) -> Cell:
    missing = [name for name in CODED if name not in coded]
    if missing:
        raise LookupError(code, missing[0])
    facts = {name: coded[name].value for name in CODED}
    value, rule = codebook.derived(issue, starts, facts, _side(given))
    worst = min((coded[name] for name in rule.basis), key=lambda cell: _WORST_FIRST.index(cell.evidence))
    newest = max(coded[name].date for name in rule.basis)
    return Cell(value, worst.source, newest, worst.evidence, rule.words)


def _side(given: Instructions) -> float:
    if given.leaning is not None:
        return given.leaning
    return leaning({name: given.positions[name].value / SCALE for name in CODED})


@dataclass(frozen=True)
class Seat:
    """What a delegation is in the room, apart from its positions.

    Parameters
    ----------
    stake, weight : 0 to 1
    caucus : its name; the delegation's own code if it consults with nobody
    conduct : its name
    decides : whether it may object and vote
    """

    stake: float
    weight: float
    caucus: str
    conduct: str
    decides: bool


def seats(scenario: Scenario) -> dict[str, Seat]:
    """Resolve what every delegation is in the room, by the codebook where the file is silent."""
    return {code: _seat(scenario, code) for code in sorted(scenario.members)}


def _seat(scenario: Scenario, code: str) -> Seat:
    state, given = scenario.state(code), scenario.delegations[code]
    stake = given.stake if given.stake is not None else _stake(scenario, code)
    caucus = given.caucus
    if caucus == ALONE or (caucus is None and code in scenario.other_seats):
        caucus = code
    elif caucus is None and scenario.caucuses == "alliances":
        caucus = codebook.alliance(state, first_day(scenario.starts))
    elif caucus is None and scenario.own_issues:
        caucus = state.group
    elif caucus is None:
        caucus = codebook.caucus(state, _side(given))
    weight = given.weight if given.weight is not None else codebook.weight(state)
    return Seat(stake, weight, caucus, given.conduct or INSTRUCTED, given.decides is not False)


#: How a state may stand to the establishing resolution, other than by voting yes.
SIDES = ("sponsors", "against", "abstained", "absent")
#: Caucus of a delegation that consults with nobody; a seat that is no member state has no other by rule.
ALONE = "alone"
#: Conduct of a delegation for which the file gives none.
INSTRUCTED = "instructed"


def _stake(scenario: Scenario, code: str) -> float:
    signals = sum(signal.change for signal in scenario.stakes.signals if signal.state == code)
    return min(1.0, max(0.0, codebook.STAKE[standing(scenario, code)] + signals))


def standing(scenario: Scenario | ScenarioFile, code: str) -> str:
    """Return what a member did about the establishing resolution: a key of `codebook.STAKE`."""
    stakes = scenario.stakes
    for side in SIDES:
        if code in getattr(stakes, side):
            return side
    return _CAST[roll_call(stakes.roll_call).get(code, Vote.ABSENT)] if stakes.roll_call else "yes"


#: How a state stood to the establishing resolution, by its vote.
_CAST = {Vote.YES: "yes", Vote.NO: "against", Vote.ABSTAINED: "abstained", Vote.ABSENT: "absent"}
