"""A scenario as it stands after what has happened: stated positions, chair, sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.scenario.fields import Evidence, last_day
from sim.scenario.follow_file import Entry
from sim.scenario.memberships import members_of, spans
from sim.scenario.roster import roster
from sim.scenario.schema import Position, Scenario


def speakers(names: Sequence[str], scenario: Scenario, date: str) -> dict[str, bool]:
    """Return the members for whom some names speak, and whether each speaks for itself."""
    found: dict[str, bool] = {}
    for name in names:
        if name in roster():
            found[name] = True
        elif name in spans():
            for code in sorted(members_of(name, last_day(date)) & set(scenario.members)):
                found.setdefault(code, False)
    return found


def after(scenario: Scenario, entries: Iterable[Entry]) -> Scenario:
    """Return a scenario as it stands after some entries, in their order.

    What a delegation says itself counts before what its group says, whichever is later; so does a coded
    position that rests on a document.
    """
    own: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.statement is not None:
            said = entry.statement
            scenario = _restated(scenario, entry, said.by, said.positions, said.evidence, own)
        elif entry.withdrawal is not None:
            gone = dict.fromkeys(entry.withdrawal.issues, 0.0)
            scenario = _restated(scenario, entry, entry.withdrawal.by, gone, Evidence.DOCUMENT, own)
        elif entry.chair is not None:
            given = {**_given(entry.chair), "source": entry.source}
            scenario = scenario.model_copy(update={"chair": scenario.chair.model_copy(update=given)})
        elif entry.deadline is not None:
            scenario = scenario.model_copy(update=_given(entry.deadline))
    return scenario


def _given(change: Any) -> dict[str, Any]:
    return {key: value for key, value in vars(change).items() if value is not None}


def _restated(
    scenario: Scenario,
    entry: Entry,
    by: Sequence[str],
    positions: Mapping[str, float],
    evidence: Evidence,
    own: set[tuple[str, str]],
) -> Scenario:
    changed = dict(scenario.delegations)
    for code, itself in speakers(by, scenario, entry.date).items():
        given = changed[code]
        cells = dict(given.positions)
        for issue, value in positions.items():
            stood = cells.get(issue)
            documented = stood is not None and (stood.evidence or given.evidence) is Evidence.DOCUMENT
            if itself:
                own.add((code, issue))
            elif documented or (code, issue) in own:
                continue
            cells[issue] = Position(value=value, source=entry.source, date=entry.date, evidence=evidence)
        changed[code] = given.model_copy(update={"positions": cells})
    return scenario.model_copy(update={"delegations": changed})
