"""Checks of shorthand: faults of names and of instructions of groups, reported on their own lines.

Once written out by state, a slip in the instructions of a group would be reported
for each member, far from the line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from sim.scenario.checks import too_late
from sim.scenario.defaults import last_vote_day
from sim.scenario.did_you_mean import hint
from sim.scenario.fault import Contradiction, Fault
from sim.scenario.ict_issues import no_ladder
from sim.scenario.position_table import EVERYBODY, NO_STATE, WHOSE, Row, meant, strangers
from sim.scenario.roster import roster
from sim.scenario.schema import Instructions, ScenarioFile

_NAMES = f"ISO 3166 alpha-3 codes of UN members, groups, {EVERYBODY} for everybody"
_MEMBERS = "ISO 3166 alpha-3 codes of UN members, and groups; or all in place of the list"

#: Whom each name stands for: everybody, a group, or one state.
Reach = Mapping[str, frozenset[str]]
#: Every member, with its place in the list of members: its own, or that of its group.
Seats = Mapping[str, int]


def strange_names(file: ScenarioFile, reach: Reach, seats: Seats) -> Iterator[Contradiction]:
    """Find what is wrong with members, groups, instructions of many, and defaults."""
    yield from _groups(file)
    yield from _members(file, reach)
    for code in file.other_seats:
        if code not in seats:
            yield Contradiction(("other_seats", code), "has no seat; name it under members, too")
    if file.positions_file and Path(file.positions_file).name != file.positions_file:
        problem = "does not lie beside this file"
        yield Contradiction(("positions_file",), problem, file.positions_file, "a name without a folder")
    unknown = [name for name in file.delegations if name not in reach]
    for name in unknown:
        yield Contradiction(("delegations", name), NO_STATE, allowed=_NAMES, hint=meant(name, reach))
    for name, layer in file.delegations.items():
        if name in reach and name not in roster() and name not in file.other_seats:
            yield from _layer(file, name, layer)
            if reach[name].isdisjoint(seats):
                yield Contradiction(("delegations", name), "has instructions, but nobody in it has a seat")
    yield from _without(file, reach)
    yield from _rules(file)
    yield from _defaults(file)


def without_instructions(
    file: ScenarioFile, seats: Seats, delegations: Mapping[str, Instructions]
) -> Iterator[Contradiction]:
    """Find members without instructions in a list that names groups; in any other the checks find them."""
    if all(name in roster() or name in file.other_seats for name in file.members):
        return
    for code, place in seats.items():
        if code not in delegations:
            name = file.members[place]
            problem = (
                f"has a seat{'' if name == code else f', as one of {name},'} but no entry under delegations"
            )
            yield Contradiction(("members", place), problem, code)


def strange_rows(
    file: ScenarioFile, table: str, rows: list[Row], reach: Reach, seats: Seats
) -> Iterator[Fault]:
    """Find what is wrong with the rows of the table beside the file."""
    yield from strangers(rows, table, WHOSE, reach, _NAMES, file.coded_issues)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.whose in reach and reach[row.whose].isdisjoint(seats):
            problem = "has no seat; add it to members or remove the row"
            yield Fault(table, problem, row.line, WHOSE, row.whose)
        if problem := too_late(file, str(row.cell.date)):
            yield Fault(table, problem, row.line, "date", str(row.cell.date), f"dates up to {file.ends}")
        if (row.whose, row.issue) in seen:
            yield Fault(table, "is named twice", row.line, "issue", f"{row.whose} {row.issue}")
        seen.add((row.whose, row.issue))


def _groups(file: ScenarioFile) -> Iterator[Contradiction]:
    for name in file.groups:
        if name in roster() or name in file.other_seats or name == EVERYBODY:
            yield Contradiction(("groups", name), "cannot name a group; the name is already taken")


def _members(file: ScenarioFile, reach: Reach) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for place, name in enumerate(file.members):
        if name not in reach or name == EVERYBODY:
            yield Contradiction(("members", place), NO_STATE, name, _MEMBERS, hint=meant(name, reach))
        elif name in seen:
            yield Contradiction(("members", place), "duplicate seat", name, "each member once")
        seen.add(name)


def _without(file: ScenarioFile, reach: Reach) -> Iterator[Contradiction]:
    listed = frozenset[str]().union(*(reach.get(name, ()) for name in file.members))
    everybody = set(file.members).issuperset(roster())
    for place, name in enumerate(file.without):
        if name not in reach or name == EVERYBODY:
            yield Contradiction(("without", place), NO_STATE, name, _MEMBERS, hint=meant(name, reach))
        elif name in file.members and not (everybody and name in roster()):
            yield Contradiction(("without", place), "is also under members", name)
        elif reach[name].isdisjoint(listed):
            yield Contradiction(("without", place), "has no seat under members anyway", name)


def _rules(file: ScenarioFile) -> Iterator[Contradiction]:
    for place, issue in enumerate(file.issues):
        if issue.line and issue.vote:
            yield Contradiction(
                ("issues", place, "vote"), "cannot stand beside a line", allowed="one of them"
            )


def _layer(file: ScenarioFile, name: str, layer: Instructions) -> Iterator[Contradiction]:
    allowed = f"dates up to {file.ends}"
    if problem := too_late(file, layer.date):
        yield Contradiction(("delegations", name, "date"), problem, layer.date, allowed)
    for issue, cell in layer.positions.items():
        here = ("delegations", name, "positions", issue)
        if issue not in (known := file.coded_issues):
            near = partial(hint, issue, known)
            yield Contradiction(here, no_ladder(issue, known), allowed=", ".join(known), hint=near)
        if cell.date and (problem := too_late(file, cell.date)):
            yield Contradiction((*here, "date"), problem, cell.date, allowed)


def _defaults(file: ScenarioFile) -> Iterator[Contradiction]:
    if file.defaults and file.own_issues:
        problem = "applies to the ICT issues only, and this scenario has issues of its own"
        yield Contradiction(("defaults",), problem, allowed=f"instructions for {EVERYBODY} in their place")
    if file.defaults and file.defaults.votes_before:
        newest = str(last_vote_day(file.defaults, file.starts))
        if problem := too_late(file, newest):
            yield Contradiction(("defaults", "votes_before"), problem, file.defaults.votes_before)
