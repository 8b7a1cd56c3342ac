"""Rerun: what a manifest may say, and how a comparison is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sim.negotiation.parameters import Prior
from sim.report.rerun import Comparison, prior_of, read_arguments, read_manifest, told
from sim.scenario.fault import BadInput
from sim.version import __version__

FORECAST = {"kind": "forecast", "version": "0", "seed": 1, "runs": 9, "behaviour": "priors", "given": {}}


def result(folder: Path, said: Any) -> Path:
    text = said if isinstance(said, str) else json.dumps(said)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, said: Any) -> str:
    result(folder, said)
    with pytest.raises(BadInput) as error:
        read_arguments(folder) or read_manifest(folder)
    assert str(error.value).startswith(str(folder / "manifest.json"))
    return str(error.value)


def test_a_manifest_of_another_command_is_of_no_study(tmp_path: Path) -> None:
    study = {"kind": "sweep", "version": "0", "arguments": ["sweep", "x"], "sha256": {}}
    made = read_arguments(result(tmp_path, study))
    assert made is not None
    assert made.arguments == ("sweep", "x")
    said = refused(tmp_path, {**study, "kind": "calibrate", "arguments": ["calibrate"]})
    assert "is of no study" in said
    assert "sweep" in said.partition("allowed: ")[2]
    said = refused(tmp_path, {**study, "arguments": ["compare", "x"]})
    assert "arguments = compare: asks for another study" in said


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"runs": 0}, "runs"), ({"runs": "many"}, "runs"), ({"seed": -1}, "seed"), ({"given": 3}, "given"),
        ({"kind": "forecasts"}, "kind"), ({"behaviour": "moods"}, "behaviour"),
        ({"given": {"psi": "high"}}, "given.psi"),
    ],
)  # fmt: skip
def test_what_a_manifest_says_wrongly_is_told_by_key(tmp_path: Path, wrong: dict[str, Any], key: str) -> None:
    assert f"{key}" in refused(tmp_path, {**FORECAST, **wrong}).partition(": ")[2]
    assert "is not a manifest of this program" in refused(tmp_path, {**FORECAST, **wrong})


@pytest.mark.parametrize("text", ["", "{", '{"seed": ' + "9" * 5000 + "}", "[" * 5000, "NaN,"])
def test_a_manifest_that_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    assert "is not valid JSON" in refused(tmp_path, text)


def test_a_list_is_no_manifest(tmp_path: Path) -> None:
    assert "is not a manifest of this program" in refused(tmp_path, [])


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("harm_weight", {"normal": (0.0, 1.0)}, "is no prior"),
        ("harm_weight", {"uniform": (1.0, 2.0), "loguniform": (1.0, 2.0)}, "is no prior"),
        ("harm_weight", {"loguniform": (0.0, 1.0)}, "is no prior"),
        ("harm_weight", {"uniform": (2.0, 1.0)}, ""),
        ("indirect_harm", 1.5, ""),
        ("luck", 1.0, "luck"),
    ],
)
def test_a_prior_that_is_none_is_told_by_name(
    tmp_path: Path, name: str, value: float | dict[str, tuple[float, float]], says: str
) -> None:
    with pytest.raises(BadInput) as error:
        prior_of(tmp_path, name, value)
    assert str(error.value).startswith(f"{tmp_path / 'manifest.json'}: {name}")
    assert says in str(error.value)


def test_a_prior_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert prior_of(tmp_path, "harm_weight", {"uniform": (1.0, 2.0)}) == Prior("uniform", 1.0, 2.0)
    assert prior_of(tmp_path, "harm_weight", {"loguniform": (1.0, 2.0)}) == Prior("loguniform", 1.0, 2.0)


def test_a_comparison_tells_what_differs_what_is_missing_and_who_made_it() -> None:
    assert told(Comparison(("a", "b"), (), (), "0")) == "Reproduced: all 2 files are the same, byte for byte."
    assert told(Comparison((), ("a",), ("b",), __version__)) == "Not reproduced; different: a; missing: b."
    missing = told(Comparison(("a",), (), ("b",), "0.0"))
    assert missing == f"Not reproduced; missing: b. It was made by version 0.0, this is {__version__}."
    many = told(Comparison((), tuple(f"f{n:03}" for n in range(50)), (), __version__))
    assert many.endswith("f029 and 20 more.")
