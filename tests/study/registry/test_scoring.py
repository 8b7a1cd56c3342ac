"""Scores of the registry: against the outcome, beside the base rate, the first and the last apart."""

from __future__ import annotations

from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.study.chain import linked
from sim.study.registry.entry import Entry, ReferenceClass, entry_of
from sim.study.registry.registry import Registry
from sim.study.registry.scoring import Score, score_registry
from tests.scenario.files import OWN, altered, shipped_scenario, written

RECORD = "record: {{adopted: {}, document: X, date: {}, source: x}}\n"


@pytest.fixture(scope="module")
def plain() -> Entry:
    from sim.study.forecast import forecast

    return entry_of(forecast(shipped_scenario("lone-blocker"), 50), "2020-01-01")


def of(plain: Entry, date: str, probability: float | None = 0.8, **more: object) -> Entry:
    reference = ReferenceClass("such bodies", 3, 8, 2)
    given = {"scenario": "own", "resolution": "A/RES/74/900", "starts": "2020-03", **more}
    return replace(
        plain, date=date, probability=probability, plays_adopted=20, runs=50, reference=reference, **given
    )


def kept(*entries: Entry) -> Registry:
    links: tuple[Entry, ...] = ()
    for entry in entries:
        links = (*links, linked(links, entry))
    return Registry(Path("nowhere"), links)


def outcome(folder: Path, adopted: bool, date: str = "2021-02-10") -> Path:
    return written(folder, OWN + RECORD.format(str(adopted).lower(), date))


def test_an_entry_is_scored_against_the_outcome_beside_base_rate_and_plays(
    tmp_path: Path, plain: Entry
) -> None:
    scores = score_registry(kept(of(plain, "2020-05-01")), [outcome(tmp_path, adopted=False)])
    [one] = scores.scored
    assert one.claimed == Score(pytest.approx(0.64), pytest.approx(-log(0.2)))
    assert one.base == Score(pytest.approx(0.4**2), pytest.approx(-log(0.6))), "4 of 10, one of each added"
    assert one.plays == Score(pytest.approx(0.4**2), pytest.approx(-log(0.6)))
    assert not one.outcome.adopted


def test_the_first_and_the_last_of_a_process_are_scored_apart(tmp_path: Path, plain: Entry) -> None:
    entries = [
        of(plain, day, p) for day, p in (("2020-05-01", 0.2), ("2020-06-01", 0.5), ("2021-01-01", 0.9))
    ]
    scores = score_registry(kept(*entries), [outcome(tmp_path, adopted=True)])
    assert [(one.place, one.of) for one in scores.scored] == [(1, 3), (2, 3), (3, 3)]
    briers = {group.group: group.claimed and group.claimed.brier for group in scores.groups}
    assert briers == {
        "first": pytest.approx(0.64),
        "last": pytest.approx(0.01),
        "all": pytest.approx((0.64 + 0.25 + 0.01) / 3),
    }
    assert [group.entries for group in scores.groups] == [1, 1, 3]


def test_an_entry_without_a_claim_has_no_score_of_one(tmp_path: Path, plain: Entry) -> None:
    entries = [of(plain, "2020-05-01", None), of(plain, "2020-06-01", 0.8)]
    scores = score_registry(kept(*entries), [outcome(tmp_path, adopted=True)])
    first, last, every = scores.groups
    assert first.claims == 0
    assert first.claimed is first.base_of_claims is None
    assert first.plays == Score(pytest.approx(0.36), pytest.approx(-log(0.4)))
    assert (last.claims, every.claims, every.entries) == (1, 1, 2)
    assert every.claimed == Score(pytest.approx(0.04), pytest.approx(-log(0.8)))


def test_what_was_said_when_the_outcome_was_known_does_not_count(tmp_path: Path, plain: Entry) -> None:
    entries = [of(plain, day) for day in ("2021-02-09", "2021-02-10", "2021-03-01")]
    scores = score_registry(kept(*entries), [outcome(tmp_path, adopted=True)])
    assert [one.entry.number for one in scores.scored] == [0]
    assert [entry.number for entry in scores.late] == [1, 2]


def test_what_is_open_waits_and_shipped_records_are_found_by_id_or_mandate(plain: Entry) -> None:
    gge = {"resolution": "A/RES/70/237", "starts": "2016-08-29"}
    entries = [
        of(plain, "2016-09-01", scenario="gge-2016-2017", **gge),
        of(plain, "2016-10-01", scenario="renamed", **gge),
        of(plain, "2020-06-01"),
    ]
    scores = score_registry(kept(*entries))
    assert [one.outcome.id for one in scores.scored] == ["gge-2016-2017"] * 2
    assert [entry.number for entry in scores.waiting] == [2]
    assert not score_registry(kept(entries[2])).groups
    assert not score_registry(kept()).groups


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path, plain: Entry) -> None:
    path = written(tmp_path, altered("title: Cable Panel\n", "", OWN))
    with pytest.raises(BadInput, match="title"):
        score_registry(kept(of(plain, "2020-05-01")), [path])
