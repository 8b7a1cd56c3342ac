"""`gge-sim registry`: it adds, shows and scores, and writes nothing where anything is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.scenario.shipped import shipped_open
from sim.study.registry.registry import registry
from tests.command import found_in, here
from tests.scenario.files import OWN

QUICK = ("--runs", "60", "--workers", "1", "--date", "2020-02-01", "--quiet")
FILE = Path("results/registry/registry.jsonl")
SHIPPED = Path(__file__).parents[1] / "results" / "registry"


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text(OWN)


def test_an_entry_is_added_shown_and_scored_once_the_record_is_filled() -> None:
    told = here("registry", "add", "own.yaml", *QUICK[:-1])
    assert told.exit_code == 0, told.output
    assert "Added to results/registry/registry.jsonl: 1; last digest " in told.stdout
    [line] = FILE.read_text().splitlines()
    shown = json.loads(here("registry", "show", "--json").stdout)
    assert shown["last"] == json.loads(line)["hash"]
    assert shown["entries"][0]["scenario"] == "own"
    waiting = json.loads(here("registry", "score", "--json").stdout)
    assert (waiting["waiting"], waiting["scored"]) == (1, [])
    assert "has been decided yet" in here("registry", "score").stdout
    Path("own.yaml").write_text(f"{OWN}record: {{adopted: true, document: X, date: 2021-02-10, source: x}}\n")
    scored = json.loads(here("registry", "score", "own.yaml", "--json").stdout)
    assert [row["group"] for row in scored["groups"]] == ["first", "last", "all"]
    assert scored["scored"][0]["adopted"] is True
    page = here("registry", "score", "own.yaml", "--out", "told")
    assert "Mean scores" in page.stdout or "First and last forecasts" in page.stdout
    assert {
        "dictionary.csv",
        "groups.csv",
        "page.html",
        "registry-scores.json",
        "scored.csv",
        "story.md",
    } == set(found_in(Path("told")))


def test_the_same_command_makes_the_same_entry() -> None:
    for folder in ("a", "b"):
        assert here("registry", "add", "own.yaml", "--registry", folder, *QUICK).exit_code == 0
    assert Path("a/registry.jsonl").read_bytes() == Path("b/registry.jsonl").read_bytes()


def test_a_changed_entry_is_named_and_nothing_is_written() -> None:
    assert here("registry", "add", "own.yaml", *QUICK).exit_code == 0
    FILE.write_text(FILE.read_text().replace("Cable Panel", "Cable Council"))
    before = found_in(Path())
    for words in (
        ("registry", "show"),
        ("registry", "score", "--out", "told"),
        ("registry", "add", "plenary-2026", *QUICK),
    ):
        told = here(*words)
        assert told.exit_code == 2
        assert "registry.jsonl:1: entry 0, own of 2020-02-01: breaks the chain" in told.stderr
        assert found_in(Path()) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "names no scenario; allowed: scenarios, or --open"),
        (("add", "own.yaml", "gge-2012-2013", "--runs", "60"), "has its outcome on record"),
        (("add", "own.yaml", "--date", "today"), "--date: today: is not a day"),
        (("add", "nowhere.yaml"), "no such file"),
        (("add", "own.yaml", "--registry", "own.yaml"), "own.yaml: is not a folder"),
        (
            ("add", "own.yaml", "--runs", "49", "--date", "2020-02-01"),
            "--runs: 49: are too few plays for a probability, and an entry is never changed; allowed: at "
            "least 50",
        ),
        (("show",), "results/registry: holds no registry"),
        (("score", "--registry", "nowhere"), "nowhere: holds no registry"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(words: tuple[str, ...], said: str) -> None:
    before = found_in(Path())
    told = here("registry", *words)
    assert told.exit_code == 2
    assert said in told.stderr
    assert found_in(Path()) == before


def test_a_digest_that_was_noted_has_to_be_there() -> None:
    assert here("registry", "add", "own.yaml", *QUICK).exit_code == 0
    noted = json.loads(FILE.read_text())["hash"]
    assert here("registry", "show", "--noted", noted, "--quiet").exit_code == 0
    assert here("registry", "show", "--noted", noted[:12].upper(), "--quiet").exit_code == 0
    for bad in ("", noted[:11], "g" * 12, noted + "0"):
        told = here("registry", "show", "--noted", bad)
        assert told.exit_code == 2
        assert (
            "is not a digest; allowed: the 64 hexadecimal digits of a digest, or its first 12" in told.stderr
        )
    told = here("registry", "show", "--noted", "0" * 64)
    assert told.exit_code == 2
    assert "has no entry with the digest that was noted" in told.stderr


def test_the_shipped_registry_is_whole_and_holds_every_open_process() -> None:
    found = registry(SHIPPED)
    assert {entry.scenario for entry in found.entries} >= set(shipped_open())
    assert all(entry.reference for entry in found.entries)
