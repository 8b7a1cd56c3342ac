"""Changing a scenario: another one that differs where asked for, checked as a file is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.scenario.checks import contradictions
from sim.scenario.fault import BadInput
from sim.scenario.other_seats import declared
from sim.scenario.schema import Scenario
from sim.scenario.schema_faults import schema_faults
from sim.scenario.yaml_file import plain, unwritten


def changed(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """Return a scenario with some keys changed: see `Scenario.change`."""
    content = _merged(scenario, plain(changes))
    seated = content["members"] if "members" in changes else None
    if isinstance(seated, Iterable) and not isinstance(seated, str) and "delegations" not in changes:
        content["delegations"] = {code: one for code, one in scenario.delegations.items() if code in seated}
    given = unwritten(f"{scenario.id}, changed", content)
    try:
        new = Scenario.model_validate(content, context=declared(content))
    except ValidationError as error:
        raise BadInput(schema_faults(given, error, Scenario)) from None
    if found := contradictions(new, None):
        raise BadInput(list(map(given.fault, found)))
    return new


def _merged(old: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a scenario, or of one of its mappings, with the changes; a list is replaced."""
    fields = type(old).model_fields if isinstance(old, BaseModel) else old
    parts = {name: getattr(old, name) if isinstance(old, BaseModel) else old[name] for name in fields}
    for name, new in changes.items():
        inner = parts.get(name)
        deeper = isinstance(new, Mapping) and isinstance(inner, BaseModel | Mapping)
        parts[name] = _merged(inner, new) if deeper else new
    return parts
