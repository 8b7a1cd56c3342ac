"""Defaults: the instructions assumed for members that the scenario does not code.

One rule for everybody (docs/reference/codebook.md): its coding for an earlier group, if
it sat there; else its votes; and over either, what it or a group of its has documentedly
said since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sim.scenario.fields import Evidence, first_day
from sim.scenario.ict_issues import beyond_core
from sim.scenario.positions import Cell
from sim.scenario.proxy import proxies, vote_leaning
from sim.scenario.schema import SCALE, Defaults, Instructions, Position, Scenario
from sim.scenario.statements import Statement, speaking_for, that_count

#: Begins the source of what follows from votes alone.
BY_VOTES = "By rule from its votes"
#: Introduces the leaning at the end of a source made from votes.
LEANING = " (leaning "
_DAY = dt.timedelta(days=1)


def default_instructions(
    code: str, rule: Defaults, starts: str, issues: Sequence[str], earlier: Sequence[Scenario]
) -> Instructions:
    """Return the instructions assumed for a member at the start of a process.

    Parameters
    ----------
    issues : issues that positions may be about; beyond the core, `cells` looks for statements in any process
    earlier : codings of earlier groups, the latest first; the first that has the member counts
    """
    begins, newest = first_day(starts), last_vote_day(rule, starts)
    side = vote_leaning(code, newest + _DAY)
    seat = next((scenario for scenario in earlier if code in scenario.delegations), None)
    base = _from_seat(seat, code) if seat else _from_votes(side, newest)
    since = first_day(seat.starts) if seat else dt.date.min
    known = set(issues) - beyond_core()
    said = [one for one in speaking_for(code) if since < one.day < begins and one.issue in known]
    if seat:
        said += _coded_as_said(code, base, since)
    return base.model_copy(update={"positions": {**base.positions, **that_count(said)}, "leaning": side})


def on_votes_alone(grid: Mapping[str, Mapping[str, Cell]]) -> list[str]:
    """Return the delegations of whose positions none rests on anything but votes.

    Parameters
    ----------
    grid : every cell by delegation and issue
    """
    return [code for code, row in grid.items() if all(c.source.startswith(BY_VOTES) for c in row.values())]


def last_vote_day(rule: Defaults, starts: str) -> dt.date:
    """Return the last day whose votes count."""
    before = first_day(rule.votes_before or starts)
    return max(before, dt.date.min + _DAY) - _DAY


def _from_votes(side: float, newest: dt.date) -> Instructions:
    positions = {name: Position(value=value * SCALE) for name, value in proxies(side).items()}
    source = f"{BY_VOTES} on ICT security and disarmament up to {newest}{LEANING}{side:+.2f})"
    return Instructions(source=source, date=str(newest), evidence=Evidence.PROXY, positions=positions)


def _from_seat(seat: Scenario, code: str) -> Instructions:
    coded = seat.delegations[code]
    source = f"As coded for {seat.id}: {coded.source}"
    return Instructions(source=source, date=coded.date, evidence=coded.evidence, positions=coded.positions)


def _coded_as_said(code: str, coded: Instructions, day: dt.date) -> Iterator[Statement]:
    """Yield the cells of an earlier group that rest on a document, as the member's own word of a day."""
    for issue, cell in coded.positions.items():
        if (cell.evidence or coded.evidence) in (Evidence.DOCUMENT, Evidence.LITERATURE):
            yield Statement(code, issue, cell, day)
