from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.negotiation.chairs import STRATEGIES
from sim.scenario.schema import Chair, json_schema
from sim.scenario.shipped import shipped
from tests.scenario.files import OWN, altered

SCHEMA = json.loads(json_schema())
KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "number": (int, float), "integer": int,
    "boolean": bool, "null": type(None),
}  # fmt: skip
BOUNDS = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "minLength": lambda value, bound: len(value) >= bound,
    "minItems": lambda value, bound: len(value) >= bound,
    "maxItems": lambda value, bound: len(value) <= bound,
    "pattern": lambda value, bound: re.search(bound, value),
    "required": lambda value, bound: set(bound) <= set(value),
    "enum": lambda value, bound: value in bound,
    "const": lambda value, bound: value == bound,
}


def satisfies(value: Any, schema: dict[str, Any]) -> bool:
    """As much of JSON Schema as ours uses."""
    if "$ref" in schema:
        return satisfies(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in schema:
        return any(satisfies(value, part) for part in schema["anyOf"])
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        return False
    if not all(holds(value, schema[name]) for name, holds in BOUNDS.items() if name in schema):
        return False
    if isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties", {})
        return all(
            satisfies(part, known.get(key, other)) if known.get(key, other) is not False else False
            for key, part in value.items()
        )
    return not isinstance(value, list) or all(satisfies(part, schema.get("items", {})) for part in value)


def read(text: str) -> Any:
    """A file as an editor sees it: dates are text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_satisfies_the_schema_for_editors(name: str) -> None:
    assert satisfies(read(shipped()[name].read_text(encoding="utf-8")), SCHEMA)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "tilte:"),
        ("CABLES: 3,", "CABLES: 4,"),
        ("CABLES: 3,", "CABLES: strong,"),
        ("evidence: document", "evidence: rumour"),
        ("{CABLES: indirect}", "{CABLES: strong}"),
        ("chair: {", "chair: {strategy: autocrat, "),
        ("id: own", "id: My Own"),
        ("sessions: 2", "sessions: 0"),
        ("members: [FRA, CHN, KEN, PER, TON]", "members: []"),
    ],
)
def test_the_schema_for_editors_shows_what_is_wrong(old: str, new: str) -> None:
    assert satisfies(read(OWN), SCHEMA)
    assert not satisfies(read(altered(old, new, OWN)), SCHEMA)


def test_the_committed_schema_is_that_of_the_program() -> None:
    committed = Path(__file__).parents[2] / "docs" / "reference" / "scenario.schema.json"
    assert committed.read_text(encoding="utf-8") == json_schema()


def test_a_file_may_name_every_chair_strategy_and_no_other() -> None:
    named = Chair.model_json_schema()["properties"]["strategy"]["enum"]
    assert set(named) == {strategy.name for strategy in STRATEGIES}
    assert Chair.model_fields["strategy"].default == STRATEGIES[0].name
