"""Faults of a schema: what Pydantic objects to in a file, in our words, with its line and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.scenario.did_you_mean import hint, nearest
from sim.scenario.fault import Contradiction, Fault
from sim.scenario.state_names import state_hint
from sim.scenario.yaml_file import YamlFile


def schema_faults(parsed: YamlFile, error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """Return what a schema objects to in a file, in the order of its lines."""
    details = [(_path(detail["loc"]), dict(detail)) for detail in error.errors(include_url=False)]
    details.sort(key=lambda found: parsed.line(found[0]) or 0)
    missing: dict[tuple[str | int, ...], set[str]] = {}
    for path, detail in details:
        if detail["type"] == "missing":
            missing.setdefault(path[:-1], set()).add(str(path[-1]))
    # A misspelt key would be reported a second time, as missing.
    for path, detail in details:
        if detail["type"] == "extra_forbidden" and path[:-1] in missing:
            missing[path[:-1]].discard(nearest(str(path[-1]), missing[path[:-1]]))
    # A list that loses a faulty item would be reported as too short, too.
    inside = {path[:end] for path, _ in details for end in range(len(path))}
    return [
        parsed.fault(_contradiction(path, detail, model))
        for path, detail in details
        if (detail["type"] != "missing" or path[-1] in missing[path[:-1]])
        and (detail["type"] != "too_short" or path not in inside)
    ]


def _path(location: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(step for step in location if step != "[key]")


def _contradiction(
    path: tuple[str | int, ...], detail: Mapping[str, Any], model: type[BaseModel]
) -> Contradiction:
    """Put an error of the schema in words."""
    meant: Callable[[], str] = str
    kind, context = detail["type"], detail.get("ctx") or {}
    value = "" if detail["loc"][-1] == "[key]" else _plain(detail["input"])
    problem, allowed = detail["msg"][:1].lower() + detail["msg"][1:], str(context.get("allowed", ""))
    if kind in _WORDS:
        problem, allowed = _WORDS[kind]
    elif kind == "extra_forbidden":
        value, known = "", _keys_at(path, model)
        problem, allowed, meant = "is not a known key", ", ".join(known), partial(hint, str(path[-1]), known)
    elif kind == "unknown_state":
        meant = partial(state_hint, str(detail["input"]))
    elif kind in {"model_type", "dict_type"}:
        problem, allowed = "does not contain keys and values", ", ".join(_keys_at((*path, ""), model))
    elif kind in {"enum", "literal_error"}:
        problem, allowed = "is not one of the values allowed", str(context["expected"]).replace("'", "")
        meant = partial(hint, value, allowed.replace(" or ", ", ").split(", "))
    elif kind in _BOUND:
        problem, allowed = "is out of range", f"{_BOUND[kind]} {next(iter(context.values())):g}"
    elif kind == "string_too_long":
        problem = f"is too long ({len(detail['input'])} letters)"
        allowed = f"up to {context['max_length']} letters"
    elif kind in _LENGTH:
        bound = _LENGTH[kind]
        problem = f"is {kind.replace('_', ' ')}" if detail["input"] else "is empty"
        allowed = f"{bound[0]} {context[bound[1]]}"
    elif kind == "string_pattern_mismatch":
        problem, allowed = "does not have the required form", f"pattern {context['pattern']}"
    if kind == "missing":
        value = ""
    return Contradiction(path, problem, value, allowed, hint=meant)


#: Errors of the schema by Pydantic's name: in our words, with what is allowed.
_WORDS = {
    "missing": ("is missing", ""),
    "invalid_key": ("is not a key", "text"),
    "bool_type": ("is not true or false", "true, false"),
    "bool_parsing": ("is not true or false", "true, false"),
    "finite_number": ("is not a finite number", "a number"),
    "float_type": ("is not a number", "a number"),
    "float_parsing": ("is not a number", "a number"),
    "int_type": ("is not a whole number", "a whole number"),
    "int_parsing": ("is not a whole number", "a whole number"),
    "int_from_float": ("is not a whole number", "a whole number"),
    "int_parsing_size": ("is too large", "a smaller whole number"),
    "string_type": ("is not text", "text"),
    "string_unicode": ("is not text", "text"),
    "string_too_short": ("is empty", "some text"),
    "tuple_type": ("is not a list", "a list"),
}
_BOUND = {
    "greater_than_equal": "at least",
    "less_than_equal": "at most",
    "greater_than": "more than",
    "less_than": "less than",
}
_LENGTH = {"too_short": ("at least", "min_length"), "too_long": ("at most", "max_length")}


def _plain(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys_at(path: Sequence[str | int], model: type[BaseModel]) -> list[str]:
    """Return the keys that a part of the schema knows."""
    schema = here = _schema(model)
    for step in path[:-1]:
        here = _resolve(here, schema)
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(step) or here.get("additionalProperties") or {}
        if not isinstance(here, dict):
            return []
    return list(_resolve(here, schema).get("properties", {}))


def _resolve(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in part:
            part = next((way for way in part["anyOf"] if "$ref" in way), part["anyOf"][0])
        else:
            return part
