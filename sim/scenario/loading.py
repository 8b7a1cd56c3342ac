"""Loading: from a scenario file to a `Scenario`, or to a clear account of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.checks import contradictions
from sim.scenario.fault import BadInput, Fault, nearest
from sim.scenario.schema import Record, Scenario, ScenarioFile
from sim.scenario.shipped import locate
from sim.scenario.text import Sheet, read_sheet


def load(source: str | Path) -> Scenario:
    """Load a scenario, without its record.

    Parameters
    ----------
    source : path of a scenario file, or the name of a shipped one, such as ``gge-2016-2017``

    Raises
    ------
    BadInput
        if the file cannot be used: every fault with file, line, key, value and what is allowed
    """
    whole = _load_file(locate(source))
    return Scenario(**{name: getattr(whole, name) for name in Scenario.model_fields})


def load_record(source: str | Path) -> Record | None:
    """Load the record of a scenario, if it has one: what really happened, for scoring only."""
    return _load_file(locate(source)).record


def _load_file(path: Path) -> ScenarioFile:
    sheet = read_sheet(path)
    try:
        scenario = ScenarioFile.model_validate(sheet.content)
    except ValidationError as error:
        raise BadInput(_faults(sheet, error)) from None
    except RecursionError:
        raise BadInput([Fault(sheet.file, "is nested too deeply")]) from None
    if found := contradictions(scenario):
        raise BadInput(
            [
                Fault(sheet.file, c.problem, sheet.line(c.path), _dotted(c.path), c.value, c.allowed)
                for c in found
            ]
        )
    return scenario


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in path)


def _faults(sheet: Sheet, error: ValidationError) -> list[Fault]:
    faults = [_fault(sheet, dict(detail)) for detail in error.errors(include_url=False)]
    return sorted(faults, key=lambda fault: fault.line or 0)


def _fault(sheet: Sheet, detail: Mapping[str, Any]) -> Fault:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    context = detail.get("ctx") or {}
    kind = detail["type"]
    value = "" if kind == "missing" or isinstance(detail["input"], dict | list) else str(detail["input"])
    problem, allowed = detail["msg"][:1].lower() + detail["msg"][1:], str(context.get("allowed", ""))
    if kind == "missing":
        problem = "is missing"
    elif kind == "extra_forbidden":
        known = _keys_at(path)
        hint = nearest(str(path[-1]), known)
        problem = "is not a known key" + (f"; did you mean {hint}?" if hint else "")
        allowed, value = ", ".join(known), ""
    elif kind in {"enum", "literal_error"}:
        problem, allowed = "is not one of the values allowed", str(context["expected"])
    elif kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        problem = "is out of range"
        allowed = f"{_BOUND[kind]} {next(iter(context.values())):g}"
    elif kind == "string_pattern_mismatch":
        problem, allowed = "is not written as it must be", f"pattern {context['pattern']}"
    return Fault(sheet.file, problem, sheet.line(path), _dotted(path), value, allowed)


_BOUND = {
    "greater_than_equal": "at least",
    "less_than_equal": "at most",
    "greater_than": "more than",
    "less_than": "less than",
}


def _keys_at(path: Sequence[str | int]) -> list[str]:
    """Return the keys that a part of the schema knows."""
    schema = ScenarioFile.model_json_schema()
    here: dict[str, Any] = schema
    for step in path[:-1]:
        here = _resolve(schema, here)
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(step) or here.get("additionalProperties") or {}
        if not isinstance(here, dict):
            return []
    return list(_resolve(schema, here).get("properties", {}))


def _resolve(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in part:
            part = part["anyOf"][0]
        else:
            return part
