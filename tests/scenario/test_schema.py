import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sim.negotiation.chairs import STRATEGIES
from sim.scenario.json_schema import json_schema
from sim.scenario.schema import Chair
from sim.scenario.shipped import shipped
from tests.scenario.files import OWN, altered

SCHEMA = json.loads(json_schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def read(text: str) -> Any:
    """A file as an editor sees it: dates are text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_satisfies_the_schema_for_editors(name: str) -> None:
    assert VALIDATOR.is_valid(read(shipped()[name].read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "tilte:"), ("CABLES: 3,", "CABLES: 4,"), ("CABLES: 3,", "CABLES: strong,"),
        ("evidence: document", "evidence: rumour"), ("{CABLES: indirect}", "{CABLES: strong}"),
        ("chair: {", "chair: {strategy: autocrat, "), ("id: own", "id: My Own"),
        ("sessions: 2", "sessions: 0"), ("members: [FRA, CHN, KEN, PER, TON]", "members: []"),
    ],
)  # fmt: skip
def test_the_schema_for_editors_shows_what_is_wrong(old: str, new: str) -> None:
    assert VALIDATOR.is_valid(read(OWN))
    assert not VALIDATOR.is_valid(read(altered(old, new, OWN)))


def test_the_committed_schema_is_that_of_the_program_with_every_chair() -> None:
    committed = Path(__file__).parents[2] / "docs" / "reference" / "scenario.schema.json"
    assert committed.read_text(encoding="utf-8") == json_schema()
    named = Chair.model_json_schema()["properties"]["strategy"]["enum"]
    assert set(named) == {strategy.name for strategy in STRATEGIES}
    assert Chair.model_fields["strategy"].default == STRATEGIES[0].name
