"""The registry: entries say what was forecast, stay as they were made, and whatever else is refused."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.study.chain import linked, written
from sim.study.forecast import forecast
from sim.study.registry.entry import COUNTS
from sim.study.registry.registry import FILE, Registry, check_noted, registry
from sim.study.setting import scenario_digest
from tests.scenario.files import OWN, altered

RUNS = 60
#: The same room as a body of which no probability is claimed.
OTHER = altered("id: own", "id: council", altered("body: GGE", "body: other", OWN)).replace("/900", "/901")
DAY, NEXT = "2020-02-01", "2020-02-03"


def laid(folder: Path, text: str = OWN, name: str = "own") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def two(tmp_path: Path) -> Registry:
    first = registry(tmp_path / "kept").add(
        [laid(tmp_path), laid(tmp_path, OTHER, "council")], DAY, runs=RUNS
    )
    return first.add([tmp_path / "own.yaml"], NEXT, runs=RUNS, seed=2)


def _refused(found: Registry, scenarios: list[Path], date: str = NEXT) -> str:
    before = found.path.read_bytes() if found.path.exists() else None
    with pytest.raises(BadInput) as refused:
        found.add(scenarios, date, runs=RUNS)
    assert (found.path.read_bytes() if found.path.exists() else None) == before, "nothing is written"
    return str(refused.value)


def test_an_entry_says_what_the_forecast_says(tmp_path: Path, two: Registry) -> None:
    entry, scenario = two.entries[0], load(tmp_path / "own.yaml")
    made = forecast(scenario, RUNS)
    assert (entry.date, entry.scenario, entry.title) == (DAY, "own", "Cable Panel")
    assert (entry.question, entry.counts, entry.ends) == ("Will it agree?", COUNTS, "2021-03")
    assert entry.scenario_hash == scenario_digest(scenario)
    assert entry.probability == pytest.approx(made.probability, abs=1e-6)
    assert made.band
    assert (entry.low, entry.high) == pytest.approx(made.band.ends, abs=1e-6)
    assert entry.plays_adopted == made.outcomes.adoptions
    assert entry.reference
    first = made.references[0]
    assert (entry.reference.name, entry.reference.agreed) == (first.name, first.agreed.successes)
    assert [one.issue for one in entry.text] == ["CABLES", "FUND"]
    assert [one.state for one in entry.blocks] == [d.code for d in made.delegations if d.objects]
    assert (entry.version, entry.runs, entry.seed) == (sim.__version__, RUNS, 1)
    assert entry.own_issues


def test_where_nothing_is_claimed_the_reference_class_stands_and_the_plays_are_kept(two: Registry) -> None:
    entry = two.entries[1]
    assert entry.probability is entry.low is entry.high is None
    assert entry.reference is not None
    assert 0 <= entry.plays_adopted <= RUNS


def test_what_was_entered_stays_and_is_read_again(two: Registry) -> None:
    assert registry(two.folder) == two
    assert [entry.date for entry in two.entries] == [DAY, DAY, NEXT]
    assert [[entry.number for entry in one] for one in two.processes()] == [[0, 2], [1]]
    assert registry(two.folder, noted=two.entries[0].hash).last == two.entries[2].hash


@pytest.mark.parametrize("key", ["probability", "date", "plays_adopted", "question", "title"])
def test_an_improved_entry_is_found_and_named(two: Registry, key: str) -> None:
    lines = two.path.read_text().splitlines()
    changed = json.loads(lines[0])
    value = changed[key]
    changed[key] = 0.5 if isinstance(value, float) else value + 1 if isinstance(value, int) else f"{value} "
    two.path.write_text("\n".join([json.dumps(changed, sort_keys=True), *lines[1:]]) + "\n")
    with pytest.raises(BadInput, match=rf"{FILE}:1: entry 0, own of .*breaks the chain: its digest"):
        registry(two.folder)


def test_a_removed_entry_is_found_and_named(two: Registry) -> None:
    lines = two.path.read_text().splitlines(keepends=True)
    two.path.write_text(lines[0] + lines[2])
    with pytest.raises(BadInput, match=rf"{FILE}:2: entry 2, own of {NEXT}: breaks the chain: .* is missing"):
        registry(two.folder)
    two.path.write_text("".join(lines[:2]))
    assert len(registry(two.folder).entries) == 2, "what is cut off the end leaves a chain"
    with pytest.raises(BadInput, match="no entry with the digest that was noted"):
        registry(two.folder, noted=two.last)


def test_a_process_is_entered_once_a_day_and_not_once_it_is_decided(tmp_path: Path, two: Registry) -> None:
    own, council = tmp_path / "own.yaml", tmp_path / "council.yaml"
    assert f"own.yaml: has an entry of {NEXT} already" in _refused(two, [own])
    renamed = laid(tmp_path, altered("id: own", "id: renamed", OWN), "renamed")
    assert "has an entry of" in _refused(two, [renamed]), "the mandate and the first meeting tell it"
    assert "is named twice" in _refused(two, [council, council])
    record = "record: {adopted: true, document: X, date: 2021-03-01, source: x}\n"
    decided = laid(tmp_path, altered("id: own", "id: done", OWN).replace("/900", "/902") + record, "done")
    assert "has its outcome on record" in _refused(two, [decided])
    assert "has its outcome on record" in _refused(two, [Path("gge-2016-2017")])
    assert "no such file" in _refused(two, [council, tmp_path / "nowhere.yaml"])


def test_days_follow_each_other_and_do_not_lie_ahead(tmp_path: Path, two: Registry) -> None:
    council = tmp_path / "council.yaml"
    tomorrow = (dt.date.today() + dt.timedelta(2)).isoformat()
    for day in (DAY, tomorrow):
        told = _refused(two, [council], day)
        assert f"--date: {day}: is not between the last entry and today" in told
        assert f"a day from {NEXT} to " in told
    for day in ("yesterday", "2020-02-30", "2020-02", "20200203"):
        assert f"--date: {day}: is not a day; allowed: a day as YYYY-MM-DD" in _refused(two, [council], day)


def test_a_registry_that_grew_meanwhile_is_not_overwritten(tmp_path: Path, two: Registry) -> None:
    two.add([tmp_path / "council.yaml"], NEXT, runs=RUNS)
    longer = two.path.read_bytes()
    assert "has changed since it was read; nothing was added" in _refused(
        two, [tmp_path / "council.yaml"], NEXT
    )
    assert two.path.read_bytes() == longer


def test_a_folder_that_is_none_or_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a folder"):
        registry(laid(tmp_path))
    assert registry(tmp_path / "nothing yet").entries == ()
    blocked = Registry(tmp_path / "own.yaml" / "below", ())
    with pytest.raises(BadInput, match="cannot be written"):
        blocked.add([tmp_path / "own.yaml"], DAY, runs=RUNS)


def test_it_is_at_hand_from_python(two: Registry) -> None:
    assert sim.registry(two.folder) == two


def test_an_entry_holds_every_reference_class_and_a_line_without_further_ones_is_still_read(
    tmp_path: Path, two: Registry
) -> None:
    made = forecast(load(tmp_path / "own.yaml"), RUNS)
    assert [one.name for one in two.entries[0].references] == [one.name for one in made.references]
    alone = replace(two.entries[0], further=())
    assert "further" not in alone.content()
    sealed = linked((), alone)
    old = tmp_path / "old" / FILE
    old.parent.mkdir()
    old.write_bytes(written([sealed]))
    assert registry(old.parent).entries == (sealed,)


def test_the_first_digits_of_a_digest_tell_an_entry_if_no_other_begins_so() -> None:
    digests = ["ab" * 32, "ab" * 10 + "cd" * 22]
    check_noted("x", digests, "ab" * 10 + "c")
    with pytest.raises(BadInput, match="begins the digests of 2 entries; allowed: more digits"):
        check_noted("x", digests, "ab" * 6)
