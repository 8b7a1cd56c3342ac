"""By rule: the positions of a member on issues that name a standing line or the vote on the mandate."""

from __future__ import annotations

from functools import cache

from sim.scenario.codebook import VOTED
from sim.scenario.fields import Evidence, first_day
from sim.scenario.positions import standing
from sim.scenario.schema import SCALE, Instructions, Position, Scenario, ScenarioFile
from sim.scenario.standing_lines import on_line, standing_lines

#: How a state stood to the mandate, in words.
_STOOD = {
    "sponsors": "a main sponsor",
    "yes": "voted yes",
    "absent": "was absent",
    "abstained": "abstained",
    "against": "voted no",
}


def by_rule(code: str, file: ScenarioFile | Scenario) -> Instructions | None:
    """Return what follows for a member from the lines and votes that issues name; None if none does."""
    positions, day = {}, first_day(file.starts)
    for issue in file.issues:
        if issue.line:
            positions[issue.code] = _of(issue.line, *on_line(issue.line, code, day))
        elif issue.vote:
            positions[issue.code] = _by_vote(standing(file, code), file.stakes.source)
    if not positions:
        return None
    source = "By rule from standing lines and votes"
    return Instructions(source=source, date=file.starts, evidence=Evidence.PROXY, positions=positions)


@cache
def _of(line: str, value: float, whose: str, grade: Evidence) -> Position:
    source = f"Standing line {line} ({standing_lines()[line].note}) of {whose}"
    return Position(value=value * SCALE, source=source, evidence=grade)


@cache
def _by_vote(stood: str, where: str) -> Position:
    source = f"By rule from the vote on the mandate: {_STOOD[stood]} ({where})"
    return Position(value=VOTED[stood] * SCALE, source=source, evidence=Evidence.PROXY)
