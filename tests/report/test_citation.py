"""How a result and a registry are cited, and what a deposit of one says of itself."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.report.citation import CITATION, CRATE, citation_files, deposit, in_words
from sim.scenario.fault import BadInput
from sim.study.registry.registry import registry
from tests.command import gge


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("results")
    told = gge(
        place,
        "sweep",
        "gge-2009-2010",
        "--over",
        "outlets=0,1",
        "--rooms",
        "2",
        "-n",
        "4",
        "-q",
        "-o",
        "mine",
    )
    assert told.returncode == 0, told.stderr
    return place / "mine"


def graph(files: dict[str, bytes]) -> dict[str, Any]:
    return {one["@id"]: one for one in json.loads(files[CRATE])["@graph"]}


def test_a_crate_names_every_file_with_its_digest_and_what_made_it(result: Path) -> None:
    found = deposit(result)
    entities = graph(citation_files(found, ["Doe, Jane", "Roe, Richard"], "CC0-1.0", ""))
    root = entities["./"]
    assert entities[CRATE]["about"] == {"@id": "./"}
    assert entities[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    for one in root["hasPart"]:
        path = result / one["@id"]
        if path.name != CITATION:
            assert entities[one["@id"]]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {one["@id"] for one in root["hasPart"]} >= {
        "sweep.csv",
        "scenario.yaml",
        "manifest.json",
        CITATION,
    }
    assert [entities[one["@id"]]["name"] for one in root["author"]] == ["Doe, Jane", "Roe, Richard"]
    made = entities["#made"]
    assert made["object"] == [{"@id": "scenario.yaml"}]
    assert {"@id": "sweep.csv"} in made["result"]
    assert entities[made["instrument"]["@id"]]["name"] == "gge-sim"
    referred = [root["license"], *root["author"], *root["hasPart"], root["mentions"]]
    assert {one["@id"] for one in referred} <= set(entities)


def test_a_citation_file_has_what_its_format_asks_for(result: Path) -> None:
    found = deposit(result)
    without, given = (citation_files(found, ["Doe"], "CC0-1.0", doi) for doi in ("", "10.5281/zenodo.1"))
    read = yaml.safe_load(given[CITATION])
    assert {"cff-version", "message", "title", "authors"} <= set(read)
    assert (read["type"], read["doi"], read["license"]) == ("dataset", "10.5281/zenodo.1", "CC0-1.0")
    assert b"# doi: not yet" in without[CITATION]
    assert graph(given)["./"]["identifier"] == "https://doi.org/10.5281/zenodo.1"
    assert "identifier" not in graph(without)["./"]


def test_a_result_that_was_changed_is_not_cited(result: Path, tmp_path: Path) -> None:
    for path in result.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "sweep.csv").write_bytes(b"seats\n")
    with pytest.raises(BadInput, match=r"sweep\.csv: is not as it was when the result was made"):
        deposit(tmp_path)


def test_a_registry_is_cited_by_its_last_digest(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds neither a result with a manifest nor a registry"):
        deposit(tmp_path)
    made = registry(tmp_path).add(["paros-2028"], runs=50)
    assert in_words(deposit(tmp_path)).endswith(f", digest {made.last}.")
    told = gge(tmp_path, "registry", "show", "--registry", ".")
    assert made.last[:12] in told.stdout
    assert "To cite: Registry of 1 dated forecasts" in told.stdout


def test_the_command_writes_once_and_refuses_what_is_no_doi(result: Path) -> None:
    said = gge(result, "cite", ".")
    assert "digest" in said.stdout
    assert not (result / CITATION).exists()
    assert gge(result, "cite", ".", "--author", "Doe").returncode == 0
    again = gge(result, "cite", ".", "--author", "Doe")
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert "--doi: 10: is not a DOI" in gge(result, "cite", ".", "--doi", "10").stderr
    rerun = gge(result, "rerun", ".")
    assert rerun.returncode == 0, rerun.stdout
