"""The JSON Schema of scenario files, for editors."""

from __future__ import annotations

import json

from sim.scenario.schema import ScenarioFile


def json_schema() -> str:
    """Return the JSON Schema of scenario files, as text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ScenarioFile.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
