"""Defaults: the instructions assumed for members that the scenario does not code.

One rule for everybody (docs/reference/codebook.md): its coding for an earlier group, if
it sat there; else its votes; and over either, what it has documentedly said since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sim.scenario.fields import Evidence, first_day, last_day
from sim.scenario.proxy import proxies, vote_leaning
from sim.scenario.schema import SCALE, Defaults, Instructions, Position, Scenario
from sim.scenario.text import shipped_table

#: Introduces the leaning at the end of a source made from votes.
LEANING = " (leaning "
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Statement:
    """A documented statement: who, on what, how strongly (-3 to 3), until when it was made, where."""

    state: str
    issue: str
    value: float
    date: str
    source: str
    evidence: Evidence

    @property
    def day(self) -> dt.date:
        """The last day on which it may have been made."""
        return last_day(self.date)


@cache
def statements() -> Mapping[str, tuple[Statement, ...]]:
    """Return the documented statements that ship with the program by state, oldest first."""
    by_state: dict[str, list[Statement]] = {}
    for row in shipped_table("statements.csv"):
        state, issue, value, date, source, evidence = row.values()
        statement = Statement(state, issue, float(value), date, source, Evidence(evidence))
        by_state.setdefault(state, []).append(statement)
    return {state: tuple(sorted(made, key=lambda s: s.day)) for state, made in by_state.items()}


def default_instructions(
    code: str, rule: Defaults, starts: str, issues: Sequence[str], earlier: Sequence[Scenario]
) -> Instructions:
    """Return the instructions assumed for a member at the start of a process.

    Parameters
    ----------
    issues : issues that statements may be about
    earlier : codings of earlier groups, the latest first; the first that has the member counts
    """
    begins, newest = first_day(starts), last_vote_day(rule, starts)
    side = vote_leaning(code, newest + _DAY)
    seat = next((scenario for scenario in earlier if code in scenario.delegations), None)
    base = _from_seat(seat, code) if seat else _from_votes(side, newest)
    since = first_day(seat.starts) if seat else dt.date.min
    said = {
        s.issue: Position(value=s.value, source=s.source, date=s.date, evidence=s.evidence)
        for s in statements().get(code, ())
        if since < s.day < begins and s.issue in issues
    }
    return base.model_copy(update={"positions": {**base.positions, **said}, "leaning": side})


def last_vote_day(rule: Defaults, starts: str) -> dt.date:
    """Return the last day whose votes count."""
    before = first_day(rule.votes_before or starts)
    return max(before, dt.date.min + _DAY) - _DAY


def _from_votes(side: float, newest: dt.date) -> Instructions:
    positions = {name: Position(value=value * SCALE) for name, value in proxies(side).items()}
    source = f"By rule from its votes on ICT security and disarmament up to {newest}{LEANING}{side:+.2f})"
    return Instructions(source=source, date=str(newest), evidence=Evidence.PROXY, positions=positions)


def _from_seat(seat: Scenario, code: str) -> Instructions:
    coded = seat.delegations[code]
    source = f"As coded for {seat.id}: {coded.source}"
    return Instructions(source=source, date=coded.date, evidence=coded.evidence, positions=coded.positions)
