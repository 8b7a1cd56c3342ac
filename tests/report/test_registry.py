"""What the registry says: what was forecast when, without a headline where nothing is claimed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.report.claimed import ANOTHER_FIELD
from sim.report.document import Grid
from sim.report.registry import registry_report, scores_report
from sim.report.render.terminal import as_text
from sim.study.chain import linked
from sim.study.forecast import forecast
from sim.study.references import Ended
from sim.study.registry.entry import COUNTS, Entry, entry_of
from sim.study.registry.registry import Registry
from sim.study.registry.scoring import Scored, Scores
from tests.scenario.files import shipped_scenario

RUNS = 207


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    """One of ICT security, one of a body out of scope, and a claim on issues of another field."""
    ict = entry_of(forecast(shipped_scenario("gge-2012-2013"), RUNS), "2026-01-01")
    out = entry_of(forecast(shipped_scenario("plenary-2026"), RUNS), "2026-01-01")
    other = replace(ict, scenario="other", title="Another", resolution="A/RES/1/1", own_issues=True)
    links: tuple[Entry, ...] = ()
    for one in (ict, out, other):
        links = (*links, linked(links, one))
    return links


def test_every_entry_is_listed_with_its_digest_and_what_counts(entries: tuple[Entry, ...]) -> None:
    told = registry_report(Registry(Path("x"), entries))
    text = " ".join(as_text(told.document).split())
    assert "3 forecasts of 3 processes, the last of 2026-01-01; no entry was changed." in text
    assert text.count(COUNTS.split(":")[0]) == 1, "said once"
    assert f"The last digest is {entries[-1].hash}" in text
    assert [entry["number"] for entry in told.summary["entries"]] == [0, 1, 2]
    assert told.summary["last"] == entries[-1].hash


def test_plays_make_no_headline_where_no_probability_is_claimed(entries: tuple[Entry, ...]) -> None:
    alone = registry_report(Registry(Path("x"), (entries[1],)))
    text = as_text(alone.document)
    assert "No probability is claimed for this kind of body." in text
    assert "Reference classes, the one most alike first: " in text
    given = {entries[1].plays_adopted, RUNS - entries[1].plays_adopted}
    assert not [number for number in given if f" {number} " in text]
    assert "plays_adopted" not in alone.files()["entries.csv"].decode()
    assert "plays_adopted" not in str(alone.summary)


def test_a_claim_on_another_field_says_whose_record_is_behind_it(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        text = " ".join(as_text(registry_report(Registry(Path("x"), (entry,))).document).split())
        assert (ANOTHER_FIELD in text) == (entry.scenario == "other")


def test_scores_stand_beside_the_base_rate_and_an_empty_registry_says_so(entries: tuple[Entry, ...]) -> None:
    ended = Ended("x", "X", "GGE", "consensus", "A", "2026-01", "2026-02-01", True, True)
    scored = tuple(Scored(entry, ended, 1, 1) for entry in entries)
    kept = Registry(Path("x"), entries)
    told = scores_report(Scores(kept, scored, (entries[0],), ()))
    text = " ".join(as_text(told.document).split())
    assert "Brier score of 2 claims: " in text
    assert "the base rate beside them" in text
    assert "1 entry (number 0) came too late to count." in told.document.answer.sentence
    assert [row["entries"] for row in told.summary["groups"]] == [3, 3, 3]
    assert [row["claimed_brier"] is None for row in told.summary["scored"]] == [False, True, False]
    nothing = registry_report(Registry(Path("x"), ()))
    assert "The registry is empty." in as_text(nothing.document)
    assert "No process in the registry has been decided yet." in as_text(
        scores_report(Scores(kept, (), (), entries)).document
    )


def test_an_entry_that_came_too_late_is_counted_and_numbered(entries: tuple[Entry, ...]) -> None:
    kept = Registry(Path("x"), entries)
    told = scores_report(Scores(kept, (), entries[:1], entries[1:]))
    assert told.document.answer.sentence == (
        "1 process is decided; 1 entry (number 0) came too late to count."
    )
    told = scores_report(Scores(kept, (), entries[:2], entries[2:]))
    assert told.document.answer.sentence == (
        "2 processes are decided; 2 entries (numbers 0 and 1) came too late to count."
    )


def test_each_score_has_a_row_of_its_own(entries: tuple[Entry, ...]) -> None:
    ended = Ended("x", "X", "GGE", "consensus", "A", "2026-01", "2026-02-01", True, True)
    told = scores_report(Scores(Registry(Path("x"), entries[:1]), (Scored(entries[0], ended, 1, 1),), (), ()))
    groups, every = (
        next(block for block in section.blocks if isinstance(block, Grid))
        for section in told.document.sections[:2]
    )
    assert [row[1] for row in groups.rows[:4]] == [
        "claimed",
        "base rate beside it",
        "plays",
        "base rate of all",
    ]
    assert [row[2] for row in groups.rows[:4]] == ["1"] * 4
    without = Scored(replace(entries[0], reference=None, further=()), ended, 1, 1)
    told = scores_report(Scores(Registry(Path("x"), ()), (without,), (), entries[:1]))
    bare = next(block for block in told.document.sections[0].blocks if isinstance(block, Grid))
    assert [row[2] for row in bare.rows[:4]] == ["1", "0", "1", "0"], "what has no base rate is not counted"
    assert told.document.answer.asides[0].startswith("1 entry waits for an outcome.")
    assert [row[5] for row in every.rows] == ["claimed", "base rate", "plays"]


def test_all_reference_classes_are_shown(entries: tuple[Entry, ...]) -> None:
    entry = entries[0]
    assert len(entry.references) > 1
    told = registry_report(Registry(Path("x"), (entry,)))
    text = " ".join(as_text(told.document).split())
    for one in entry.references:
        assert f"{one.agreed} of {one.ended} {one.name}" in text
    assert [one["name"] for one in told.summary["entries"][0]["further"]] == [r.name for r in entry.further]


def test_too_few_plays_are_named_as_the_reason(entries: tuple[Entry, ...]) -> None:
    few = replace(entries[0], runs=20, plays_adopted=3, probability=None, low=None, high=None)
    text = as_text(registry_report(Registry(Path("x"), (few,))).document)
    assert "20 plays: too few for a probability, which takes 50." in text
    assert "kind of body." not in text
