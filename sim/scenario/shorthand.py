"""Shorthand: members and instructions given by group, by table or for everybody, written out by state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sim.scenario.by_rule import by_rule
from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput, Contradiction
from sim.scenario.fields import first_day, last_day
from sim.scenario.memberships import members_of, spans
from sim.scenario.other_seats import declared
from sim.scenario.position_table import EVERYBODY, narrowness, read_positions
from sim.scenario.roster import roster
from sim.scenario.schema import Instructions, Position, Scenario, ScenarioFile
from sim.scenario.shorthand_checks import (
    Reach,
    Seats,
    strange_names,
    strange_rows,
    without_instructions,
)

_WRITTEN_OUT = ("members", "delegations")
#: Group of all that the United Nations had admitted by the first meeting.
ADMITTED = "UN"


class Unclear(Exception):
    """Shorthand that cannot be written out."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        self.found = list(found)
        super().__init__()


def write_out(file: ScenarioFile, path: Path, earlier: Callable[[str], Scenario]) -> Scenario:
    """Return the scenario with every member and its instructions written out.

    Layer upon layer, cell by cell: everybody, groups in the order of the file, then the state itself; of a
    table and the file itself, the file. Raises Unclear if a name is neither a state, a group nor * (for
    everybody), or the shorthand is otherwise wrong; BadInput if the table beside the file cannot be used.

    Parameters
    ----------
    path : where the file is, for the table beside it
    earlier : loads an earlier scenario by its name
    """
    reach = _reach(file)
    absent = {code for name in file.without for code in reach.get(name, ())}
    seats = {
        code: place
        for place, name in enumerate(file.members)
        for code in sorted(reach.get(name, frozenset()) - absent)
    }
    _refuse([*strange_names(file, reach, seats)])
    layers = _layers(file, _table(file, path, reach, seats))
    previous = _previous(file, earlier)

    known = file.coded_issues
    delegations: dict[str, Instructions] = {}
    for code in seats:
        laid = [layer for name, layer in layers if code in reach[name]]
        if code in roster() and (ruled := by_rule(code, file)):
            laid.insert(0, ruled)
        if file.defaults and code in roster():
            laid.insert(0, default_instructions(code, file.defaults, file.starts, known, previous))
        if laid:
            delegations[code] = _laid(laid)
    _refuse([*without_instructions(file, seats, delegations)])
    states = {*roster(), *file.other_seats}
    seatless = {c: given for c, given in file.delegations.items() if c in states and c not in seats}
    shared = {name: getattr(file, name) for name in Scenario.model_fields if name not in _WRITTEN_OUT}
    content = {**shared, "members": tuple(seats), "delegations": {**delegations, **seatless}}
    return Scenario.model_validate(content, context=declared(content))


def _refuse(found: Sequence[Contradiction]) -> None:
    if found:
        raise Unclear(found)


def _reach(file: ScenarioFile) -> Reach:
    """Return whom each name stands for: a group as of the first meeting, one of the file's own first."""
    start = first_day(file.starts)
    shipped = {name: members_of(name, start) for name in spans()}
    own = {name: frozenset(codes) for name, codes in file.groups.items()}
    states = {code: frozenset([code]) for code in (*roster(), *file.other_seats)}
    admitted = frozenset(code for code, state in roster().items() if state.since <= start)
    return {EVERYBODY: frozenset(states), ADMITTED: admitted, **shipped, **own, **states}


def _table(file: ScenarioFile, path: Path, reach: Reach, seats: Seats) -> dict[str, Instructions]:
    """Return the instructions that the table beside the file gives, by name."""
    if not file.positions_file:
        return {}
    table = path.parent / file.positions_file
    rows = read_positions(table)
    if faults := [*strange_rows(file, str(table), rows, reach, seats)]:
        raise BadInput(sorted(faults, key=lambda fault: fault.line or 0))
    given: dict[str, Instructions] = {}
    for row in rows:
        last = row.cell.model_dump(include={"source", "date", "evidence"})
        before = given[row.whose].positions if row.whose in given else {}
        given[row.whose] = Instructions(**last, positions={**before, row.issue: row.cell})
    return given


def _layers(file: ScenarioFile, table: Mapping[str, Instructions]) -> list[tuple[str, Instructions]]:
    """Return all instructions with their names, the wider before the narrower, the table before the file."""
    names = [*(name for name in table if name not in file.delegations), *file.delegations]
    given = (table, file.delegations)
    names.sort(key=partial(narrowness, others=file.other_seats))
    return [(name, layer[name]) for name in names for layer in given if name in layer]


def _previous(file: ScenarioFile, earlier: Callable[[str], Scenario]) -> list[Scenario]:
    """Load the earlier scenarios whose coding of a delegation comes before its votes."""
    found, unclear = [], []
    for place, name in enumerate(file.defaults.earlier if file.defaults else ()):
        problem = ""
        try:
            scenario = earlier(name)
        except BadInput as error:
            problem = f"cannot be used: {error.faults[0]}"
        else:
            found.append(scenario)
            if scenario.own_issues:
                problem = "has issues of its own"
            elif last_day(scenario.ends) >= first_day(file.starts):
                problem = f"ended on {scenario.ends}, not before the first meeting, {file.starts}"
            elif len(found) > 1 and last_day(scenario.ends) > last_day(found[-2].ends):
                before = found[-2]
                problem = (
                    f"ended on {scenario.ends}, after {before.id} above it, {before.ends}; the latest first"
                )
        if problem:
            unclear.append(Contradiction(("defaults", "earlier", place), problem, name))
    _refuse(unclear)
    return found


def _laid(layers: Sequence[Instructions]) -> Instructions:
    """Lay instructions upon each other; each cell keeps the source of the layer it comes from."""
    if len(layers) == 1:
        return layers[0]
    positions: dict[str, Position] = {}
    seat: dict[str, Any] = {}
    for layer in layers:
        for name, cell in layer.positions.items():
            positions[name] = Position(
                value=cell.value,
                source=cell.source or layer.source,
                date=cell.date or layer.date,
                evidence=cell.evidence or layer.evidence,
            )
        for key in ("stake", "weight", "caucus", "leaning", "conduct", "decides"):
            if getattr(layer, key) is not None:
                seat[key] = getattr(layer, key)
    last = layers[-1].model_dump(include={"source", "date", "evidence"})
    return Instructions(**last, positions=positions, **seat)
