"""Shorthand: members and instructions given by group, by table or for everybody, written out by state."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.memberships import members_of, spans
from sim.scenario.roster import roster, suggest_state
from sim.scenario.schema import Instructions, Position, Scenario, ScenarioFile
from sim.scenario.strict import first_day

EVERYBODY = "*"
_COLUMNS = ("iso3", "issue", "value", "source", "date", "evidence")


class Unclear(Exception):
    """Shorthand that cannot be written out."""

    def __init__(self, found: list[Contradiction]) -> None:
        self.found = found
        super().__init__()


def write_out(file: ScenarioFile, path: Path, earlier: Callable[[str], Scenario]) -> Scenario:
    """Return the scenario with every member and its instructions written out.

    Layer upon layer, cell by cell: everybody, groups in the order of the file,
    then the state itself; of a table and the file itself, the file.

    Parameters
    ----------
    path : where the file is, for the table beside it
    earlier : loads an earlier scenario by its name

    Raises
    ------
    Unclear
        if a name is neither a state, a group nor * (for everybody)
    BadInput
        if the table beside the file cannot be used
    """
    groups = _groups(file)
    members = _members(file, groups)
    rows = _table(path.parent / file.positions_file) if file.positions_file else {}
    _check_names(file, groups, rows, path)
    previous = [earlier(name) for name in file.defaults.earlier] if file.defaults else []
    known = [issue.code for issue in file.issues]

    delegations: dict[str, Instructions] = {}
    for code in dict.fromkeys(members):
        layers = _layers(code, file.delegations, rows, groups)
        if file.defaults and not file.own_issues:
            layers.insert(0, default_instructions(code, file.defaults, file.starts, known, previous))
        if layers:
            delegations[code] = _laid(layers)
    seatless = {c: given for c, given in file.delegations.items() if c in roster() and c not in members}
    shared = {name: getattr(file, name) for name in Scenario.model_fields if name not in _WRITTEN_OUT}
    return Scenario(**shared, members=tuple(members), delegations={**delegations, **seatless})


_WRITTEN_OUT = ("members", "delegations")


def _groups(file: ScenarioFile) -> dict[str, frozenset[str]]:
    start = first_day(file.starts)
    shipped = {name: members_of(name, start) for name in spans()}
    return shipped | {name: frozenset(codes) for name, codes in file.groups.items()}


def _members(file: ScenarioFile, groups: Mapping[str, frozenset[str]]) -> list[str]:
    found, unclear = [], []
    for place, name in enumerate(file.members):
        if name in roster():
            found.append(name)
        elif name in groups:
            found += sorted(groups[name] - set(found))
        else:
            unclear.append(_unknown(("members", place), name))
    if unclear:
        raise Unclear(unclear)
    return found


def _check_names(
    file: ScenarioFile, groups: Mapping[str, frozenset[str]], rows: Mapping[str, Any], path: Path
) -> None:
    known = {*roster(), *groups, EVERYBODY}
    unclear = [_unknown(("delegations", name), name) for name in file.delegations if name not in known]
    if unclear:
        raise Unclear(unclear)
    strange = [name for name in rows if name not in known]
    if strange:
        table = str(path.parent / str(file.positions_file))
        raise BadInput([Fault(table, _unknown((), name).problem, key="iso3", value=name) for name in strange])


def _unknown(path: tuple[str | int, ...], name: str) -> Contradiction:
    hint = suggest_state(name)
    problem = "is not a member state" + (f"; did you mean {hint}?" if hint else "")
    allowed = "ISO 3166 alpha-3 codes of UN members, groups, * for everybody"
    return Contradiction(path, problem, "" if path[:1] == ("delegations",) else name, allowed)


def _layers(
    code: str,
    given: Mapping[str, Instructions],
    rows: Mapping[str, Instructions],
    groups: Mapping[str, frozenset[str]],
) -> list[Instructions]:
    """Return what is said of a member, from the widest to the narrowest."""
    names = [EVERYBODY, *[name for name in [*rows, *given] if code in groups.get(name, ())], code]
    found = []
    for name in dict.fromkeys(names):
        found += [layer[name] for layer in (rows, given) if name in layer]
    return found


def _laid(layers: list[Instructions]) -> Instructions:
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
        for key in ("stake", "weight", "caucus", "leaning"):
            if getattr(layer, key) is not None:
                seat[key] = getattr(layer, key)
    last = layers[-1].model_dump(include={"source", "date", "evidence"})
    return Instructions(**last, positions=positions, **seat)


def _table(path: Path) -> dict[str, Instructions]:
    """Read a table of positions: a row a cell."""
    file = str(path)
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput([Fault(file, f"cannot be read as a table: {reason}")]) from None
    if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or [])]:
        raise BadInput(
            [Fault(file, "lacks columns", 1, value=", ".join(missing), allowed=", ".join(_COLUMNS))]
        )
    found: dict[str, Instructions] = {}
    for line, row in enumerate(rows, start=2):
        try:
            cell = Position.model_validate({key: row[key] for key in ("value", "source", "date", "evidence")})
            whole = Instructions.model_validate(
                {**{k: row[k] for k in ("source", "date", "evidence")}, "positions": {row["issue"]: cell}}
            )
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = str(first["loc"][0]) if first["loc"] else ""
            raise BadInput([Fault(file, first["msg"].lower(), line, key, str(first["input"]))]) from None
        name = row["iso3"]
        if name in found and row["issue"] in found[name].positions:
            raise BadInput([Fault(file, "is named twice", line, "issue", f"{name} {row['issue']}")])
        found[name] = _laid([found[name], whole]) if name in found else whole
    return found
