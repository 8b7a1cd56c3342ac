"""Loading: from a scenario file to a `Scenario`, or to a clear list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.checks import contradictions
from sim.scenario.did_you_mean import hint, nearest
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.schema import Record, Scenario, ScenarioFile
from sim.scenario.shipped import locate
from sim.scenario.shorthand import Unclear, write_out
from sim.scenario.state_names import state_hint
from sim.scenario.tabular.table import file_and_sheet
from sim.scenario.text import read_raw
from sim.scenario.typos import swallowed
from sim.scenario.warnings import warnings
from sim.scenario.yaml_file import YamlFile, read_yaml


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
    return load_with_record(source)[0]


def load_with_record(source: str | Path) -> tuple[Scenario, Record | None]:
    """Load a scenario, and apart from it its record, reading the file once: see `load`."""
    return load_with_warnings(source)[:2]


def load_with_warnings(source: str | Path) -> tuple[Scenario, Record | None, tuple[Fault, ...]]:
    """Load a scenario and its record, with warnings about what the file hardly means: see `load`."""
    parsed, scenario, record = _load(locate(source), ())
    found = [parsed.fault(warning) for warning in warnings(scenario)]
    lost = "is lost as a comment; put the text in quotes, or a space behind #"
    found += [Fault(parsed.file, lost, line, "", comment) for line, _, comment in swallowed(parsed.text)]
    return scenario, record, tuple(sorted(found, key=lambda fault: fault.line or 0))


def load_record(source: str | Path) -> Record | None:
    """Load the record of a scenario, if it has one: what really happened, for scoring only."""
    return load_with_record(source)[1]


#: Name of a scenario file in a results folder.
SCENARIO = "scenario.yaml"


def scenario_files(path: Path) -> dict[str, bytes]:
    """Return the files that a scenario consists of: itself, as scenario.yaml, and the table beside it."""
    files = {SCENARIO: read_raw(path, str(path))}
    table = read_yaml(path).value(("positions_file",))
    # Where it names a folder as well, loading refuses it; nothing outside is read.
    if isinstance(table, str) and table and Path(table).name == table:
        beside, _ = file_and_sheet(path.parent / table)
        files[beside.name] = read_raw(beside, str(beside))
    return files


def _load(path: Path, after: tuple[Path, ...]) -> tuple[YamlFile, Scenario, Record | None]:
    """Load a file, its scenario and record; `after` are the scenarios that asked for it as an earlier one."""
    parsed = read_yaml(path)

    def earlier(name: str) -> Scenario:
        other = locate(name)
        if other in (*after, path):
            raise BadInput([Fault(parsed.file, f"refers in a circle to {name}", key="defaults.earlier")])
        return _load(other, (*after, path))[1]

    try:
        file = ScenarioFile.model_validate(parsed.content)
        scenario = write_out(file, path, earlier)
        found = contradictions(scenario, file.record)
    except ValidationError as error:
        raise BadInput(_faults(parsed, error)) from None
    except Unclear as error:
        found = error.found
    if found:
        raise BadInput(sorted(map(parsed.fault, found), key=lambda fault: fault.line or 0))
    return parsed, scenario, file.record


def _faults(parsed: YamlFile, error: ValidationError) -> list[Fault]:
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
    return [
        parsed.fault(_contradiction(path, detail))
        for path, detail in details
        if detail["type"] != "missing" or path[-1] in missing[path[:-1]]
    ]


def _path(location: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(step for step in location if step != "[key]")


def _contradiction(path: tuple[str | int, ...], detail: Mapping[str, Any]) -> Contradiction:
    """Put an error of the schema in words."""
    meant: Callable[[], str] = str
    kind, context = detail["type"], detail.get("ctx") or {}
    value = "" if detail["loc"][-1] == "[key]" else _plain(detail["input"])
    problem, allowed = detail["msg"][:1].lower() + detail["msg"][1:], str(context.get("allowed", ""))
    if kind in _WORDS:
        problem, allowed = _WORDS[kind]
    elif kind == "extra_forbidden":
        value, known = "", _keys_at(path)
        problem, allowed, meant = "is not a known key", ", ".join(known), partial(hint, str(path[-1]), known)
    elif kind == "unknown_state":
        meant = partial(state_hint, str(detail["input"]))
    elif kind in {"model_type", "dict_type"}:
        problem, allowed = "does not hold keys and values", ", ".join(_keys_at((*path, "")))
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
        problem, allowed = f"is {kind.replace('_', ' ')}", f"{bound[0]} {context[bound[1]]}"
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
def _schema() -> dict[str, Any]:
    return ScenarioFile.model_json_schema()


def _keys_at(path: Sequence[str | int]) -> list[str]:
    """Return the keys that a part of the schema knows."""
    here = _schema()
    for step in path[:-1]:
        here = _resolve(here)
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(step) or here.get("additionalProperties") or {}
        if not isinstance(here, dict):
            return []
    return list(_resolve(here).get("properties", {}))


def _resolve(part: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in part:
            part = _schema()["$defs"][part["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in part:
            part = next((way for way in part["anyOf"] if "$ref" in way), part["anyOf"][0])
        else:
            return part
