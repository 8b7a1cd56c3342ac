"""Rerun: what a manifest may say, and how a comparison is told."""

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from sim.report import manifest as manifest_module
from sim.report.rerun import Comparison, in_words, read_manifest
from sim.scenario.fault import BadInput
from sim.version import __version__

FORECAST = {"kind": "forecast", "version": "0", "arguments": ["run", "x"], "sha256": {}}


def result(folder: Path, said: Any) -> Path:
    text = said if isinstance(said, str) else json.dumps(said)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, said: Any) -> str:
    result(folder, said)
    with pytest.raises(BadInput) as error:
        read_manifest(folder)
    assert str(error.value).startswith(str(folder / "manifest.json"))
    return str(error.value)


def test_a_manifest_says_by_which_command_a_result_was_made(tmp_path: Path) -> None:
    for kind, command in (("forecast", "run"), ("sweep", "sweep")):
        made = read_manifest(result(tmp_path, {**FORECAST, "kind": kind, "arguments": [command, "x"]}))
        assert made.arguments == (command, "x")
        assert "asks for another command" in refused(
            tmp_path, {**FORECAST, "kind": kind, "arguments": ["compare"]}
        )
    said = refused(tmp_path, {**FORECAST, "kind": "calibrate", "arguments": ["calibrate"]})
    assert "is not a kind of result that can be made again" in said
    assert "forecast, replay, sweep" in said.partition("allowed: ")[2]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"kind": 3}, "kind"), ({"version": None}, "version"), ({"arguments": []}, "arguments"),
        ({"arguments": ["run", 3]}, "arguments.1"), ({"sha256": {"a": 1}}, "sha256.a"),
        ({"sha256": {"../a": "0"}}, "sha256"),
    ],
)  # fmt: skip
def test_what_a_manifest_says_wrongly_is_named_by_key(
    tmp_path: Path, wrong: dict[str, Any], key: str
) -> None:
    assert f"{key}" in refused(tmp_path, {**FORECAST, **wrong}).partition(": ")[2]
    assert "is not a manifest of this program" in refused(tmp_path, {**FORECAST, **wrong})


def test_a_manifest_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    earlier = {"kind": "forecast", "version": "0", "seed": 1, "runs": 9, "behaviour": "priors", "given": {}}
    assert "arguments: is not a manifest of this program" in refused(tmp_path, earlier)


@pytest.mark.parametrize("text", ["", "{", '{"seed": ' + "9" * 5000 + "}", "[" * 5000, "NaN,"])
def test_a_manifest_that_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    assert "is not valid JSON" in refused(tmp_path, text)


def test_a_list_is_no_manifest(tmp_path: Path) -> None:
    assert "is not a manifest of this program" in refused(tmp_path, [])


def test_a_library_that_is_not_there_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "numpy":
            raise PackageNotFoundError(name)
        return "9"

    monkeypatch.setattr(manifest_module, "version", version)
    libraries = json.loads(manifest_module.manifest("forecast", ["run"], {}))["libraries"]
    assert libraries["numpy"] == "not installed"
    assert set(libraries.values()) == {"not installed", "9"}


def test_a_comparison_tells_what_differs_what_is_missing_and_who_made_it() -> None:
    assert (
        in_words(Comparison(("a", "b"), (), (), "0"))
        == "Reproduced: all 2 files are the same, byte for byte."
    )
    assert (
        in_words(Comparison((), ("a",), ("b",), __version__)) == "Not reproduced; different: a; missing: b."
    )
    missing = in_words(Comparison(("a",), (), ("b",), "0.0"))
    assert missing == f"Not reproduced; missing: b. It was made by version 0.0, this is {__version__}."
    many = in_words(Comparison((), tuple(f"f{n:03}" for n in range(50)), (), __version__))
    assert many.endswith("f029 and 20 more.")
