"""Checks of shorthand: what is wrong with names and with instructions of many, told where it stands.

Once written out by state, a slip in the instructions of a group would be told
for each of its members, and nowhere near the line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.scenario.defaults import last_vote_day
from sim.scenario.fault import TOLD, Contradiction, Fault, nearest
from sim.scenario.position_table import Row
from sim.scenario.roster import roster, suggest_state
from sim.scenario.schema import Instructions, ScenarioFile
from sim.scenario.strict import last_day

EVERYBODY = "*"
_NAMES = f"ISO 3166 alpha-3 codes of UN members, groups, {EVERYBODY} for everybody"
_MEMBERS = "ISO 3166 alpha-3 codes of UN members, and groups; or all in place of the list"

#: Whom each name stands for: everybody, a group, or one state.
Reach = Mapping[str, frozenset[str]]
#: Every member, with its place in the list of members: its own, or that of its group.
Seats = Mapping[str, int]


def coded_issues(file: ScenarioFile) -> list[str]:
    """Return the issues that a position may be about: those with a ladder, and the axis FLOW."""
    ladders = [issue.code for issue in file.issues]
    return ladders if file.own_issues else [*ladders, "FLOW"]


def strange_names(file: ScenarioFile, reach: Reach, seats: Seats) -> Iterator[Contradiction]:
    """Find what is wrong with members, groups, instructions of many, and defaults."""
    yield from _groups(file)
    yield from _members(file, reach)
    if file.positions_file and Path(file.positions_file).name != file.positions_file:
        problem = "does not lie beside this file"
        yield Contradiction(("positions_file",), problem, file.positions_file, "a name without a folder")
    unknown = [name for name in file.delegations if name not in reach]
    for number, name in enumerate(unknown):
        problem = _no_state(name, reach, number)
        yield Contradiction(("delegations", name), problem, allowed=_NAMES)
    for name, layer in file.delegations.items():
        if name in reach and name not in roster():
            yield from _layer(file, name, layer)
            if reach[name].isdisjoint(seats):
                yield Contradiction(("delegations", name), "has instructions, but nobody in it has a seat")
    yield from _defaults(file)


def without_instructions(
    file: ScenarioFile, seats: Seats, delegations: Mapping[str, Instructions]
) -> Iterator[Contradiction]:
    """Find members without instructions in a list that names groups; in any other the checks find them."""
    if all(name in roster() for name in file.members):
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
    seen: set[tuple[str, str]] = set()
    told = 0
    for row in rows:
        if row.whose not in reach:
            problem = _no_state(row.whose, reach, told)
            yield Fault(table, problem, row.line, "iso3", row.whose, _NAMES)
            told += 1
        elif reach[row.whose].isdisjoint(seats):
            problem = "has no seat; add it to members or take the row out"
            yield Fault(table, problem, row.line, "iso3", row.whose)
        if problem := _no_ladder(file, row.issue):
            yield Fault(table, problem, row.line, "issue", row.issue, ", ".join(coded_issues(file)))
        if problem := _too_late(file, str(row.cell.date)):
            yield Fault(table, problem, row.line, "date", str(row.cell.date), f"dates up to {file.ends}")
        if (row.whose, row.issue) in seen:
            yield Fault(table, "is named twice", row.line, "issue", f"{row.whose} {row.issue}")
        seen.add((row.whose, row.issue))


def _groups(file: ScenarioFile) -> Iterator[Contradiction]:
    for name in file.groups:
        if name in roster() or name == EVERYBODY:
            yield Contradiction(("groups", name), "cannot be the name of a group; it has a meaning already")


def _members(file: ScenarioFile, reach: Reach) -> Iterator[Contradiction]:
    seen: set[str] = set()
    unknown = 0
    for place, name in enumerate(file.members):
        if name not in reach or name == EVERYBODY:
            problem = _no_state(name, reach, unknown)
            yield Contradiction(("members", place), problem, name, _MEMBERS)
            unknown += 1
        elif name in seen:
            yield Contradiction(("members", place), "duplicate seat", name, "each member once")
        seen.add(name)


def _layer(file: ScenarioFile, name: str, layer: Instructions) -> Iterator[Contradiction]:
    allowed = f"dates up to {file.ends}"
    if problem := _too_late(file, layer.date):
        yield Contradiction(("delegations", name, "date"), problem, layer.date, allowed)
    for issue, cell in layer.positions.items():
        here = ("delegations", name, "positions", issue)
        if problem := _no_ladder(file, issue):
            yield Contradiction(here, problem, allowed=", ".join(coded_issues(file)))
        if cell.date and (problem := _too_late(file, cell.date)):
            yield Contradiction((*here, "date"), problem, cell.date, allowed)


def _defaults(file: ScenarioFile) -> Iterator[Contradiction]:
    if file.defaults and file.own_issues:
        problem = "speaks of the ICT issues, and this scenario has issues of its own"
        yield Contradiction(("defaults",), problem, allowed=f"instructions for {EVERYBODY} in their place")
    if file.defaults and file.defaults.votes_before:
        newest = str(last_vote_day(file.defaults, file.starts))
        if problem := _too_late(file, newest):
            yield Contradiction(("defaults", "votes_before"), problem, file.defaults.votes_before)


def _no_state(name: str, reach: Reach, told: int) -> str:
    """Say that a name is not known; only one of the first, which are told, is worth a suggestion."""
    problem = "is not a member state"
    if told >= TOLD:
        return problem
    groups = [known for known in reach if known not in roster()]
    states = [state.name for state in roster().values()] if len(name) > 3 else list(roster())
    meant = nearest(name, [*groups, *states])
    hint = meant if meant in groups else suggest_state(name)
    return problem + (f"; did you mean {hint}?" if hint else "")


def _no_ladder(file: ScenarioFile, issue: str) -> str:
    if issue in coded_issues(file):
        return ""
    hint = nearest(issue, coded_issues(file))
    return "is an issue without a ladder" + (f"; did you mean {hint}?" if hint else "")


def _too_late(file: ScenarioFile, date: str) -> str:
    if last_day(date) <= last_day(file.ends):
        return ""
    return f"may lie after the end, {file.ends}, and nothing later may be used"
