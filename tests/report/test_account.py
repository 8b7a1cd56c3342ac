from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from sim.negotiation.parameters import NAMES, Prior
from sim.report import account, assumptions, telling
from sim.report.forecast_document import forecast_document
from sim.report.render.markdown import as_markdown
from sim.report.summary import summary
from sim.report.tables import tables
from sim.report.terminal import forecast_page
from sim.report.wording import capital, in_words, listed, named, percent, spelt
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_record
from sim.scenario.roster import roster
from sim.study.forecast import Forecast, forecast
from sim.study.history import decided


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0 %"), (1, "100 %"), (0.002, "<1 %"), (0.998, ">99 %"), (0.634, "63 %")]
)
def test_shares_are_written_for_readers(share: float, written: str) -> None:
    assert percent(share) == written


def test_words_grow_with_the_probability() -> None:
    words = [in_words(p / 100) for p in range(98)]
    assert words[0] == "exceptionally unlikely"
    assert words[50] == "about as likely as not"
    assert words[-1] == "very likely"
    assert len(set(words)) == 6


def test_the_answer_gives_probability_interval_and_plays(gge: Forecast) -> None:
    told = account.answer(gge)
    assert percent(gge.probability) in told
    low, high = gge.interval
    assert f" ({100 * low:.0f} to {100 * high:.0f} %)" in told
    assert "300 simulated negotiations" in told


def test_no_figure_is_given_for_a_body_outside_the_scope(gge: Forecast) -> None:
    other = replace(gge, scenario=gge.scenario.model_copy(update={"body": "other"}))
    assert "No probability is given" in account.answer(other)
    assert "%" not in account.answer(other)
    told = summary(other)
    assert told["probability"] is None
    assert told["interval"] is None


@pytest.mark.slow
def test_the_reach_of_the_range_is_said_with_what_the_model_gave_the_failures_on_record(
    gge: Forecast,
) -> None:
    told = account.reach(gge)
    assert told.startswith("The range covers the number of plays only")
    failed = [p.id for p in decided() if not p.record.adopted]
    assert f"{capital(spelt(len(failed)))} of the {len(decided())} decided processes failed" in told
    given = [forecast(load(name)).probability for name in failed]
    assert f"had given consensus {listed([percent(p) for p in given])}:" in told
    assert ("it foresaw neither" in told) == (min(given) >= 0.5)
    sure = replace(gge, outcomes=gge.outcomes[gge.outcomes.adopted])
    assert "range" not in account.reach(sure)
    assert "decided processes failed" in account.reach(sure)


def test_what_is_less_than_likely_is_open() -> None:
    assert in_words(account.SETTLED) == "likely"
    assert in_words(account.SETTLED - 1e-6) == "about as likely as not"
    likely = account.ParagraphRow(
        "IHL", "law", Rung.EXPLICIT, (0.0, 1 - account.SETTLED, account.SETTLED), ""
    )
    assert not likely.open
    assert replace(likely, probabilities=(0.02, 0.33, 0.65)).open


def test_a_single_play_reads_well() -> None:
    written = as_markdown(forecast_document(forecast(load("gge-2016-2017"), runs=1)))
    told = re.sub(r"!\[.*?\]\(.*?\)", "", written)
    assert "One simulated negotiation, which adopts " in told
    assert not re.search(r"\b1 (plays|reports|simulated negotiations|failures)", told)


def test_a_sure_thing_is_not_called_certain() -> None:
    sure = forecast(load("gge-2014-2015"), runs=60, priors={"stake_scale": Prior.fixed(50)})
    assert "97 %" in account.answer(sure)
    assert "100" not in account.answer(sure)


def test_the_typical_play_starts_with_the_zero_draft_and_ends_under_silence(gge: Forecast) -> None:
    told = telling.tell(gge, gge.typical)
    assert told[0].startswith("Zero draft: of 16 paragraphs")
    assert told[-1].startswith("Put under silence")
    moves = gge.outcomes.path[gge.typical]
    changed = [t for t in range(1, len(moves)) if (moves[t] != moves[t - 1]).any()]
    assert [line.split(":")[0] for line in told if line.startswith("Reading")] == [
        f"Reading {t}" for t in changed
    ]


def test_a_failed_play_names_who_objects() -> None:
    failing = forecast(load("gge-2016-2017"), runs=50, priors={"disappointment_weight": Prior.fixed(20)})
    told = telling.tell(failing, failing.typical)[-1]
    assert told.startswith("Put under silence: no report. Objecting: ")
    assert "resists" in told or "wants more on" in told


def test_every_paragraph_has_its_wording(gge: Forecast) -> None:
    rows = account.paragraphs(gge)
    assert [row.code for row in rows] == list(gge.table.issues)
    for row, paragraph in zip(rows, gge.language, strict=True):
        formulation = paragraph.issue.formulation(row.rung)
        assert formulation is not None
        assert row.text == formulation.text


def test_assumptions_count_the_coding(gge: Forecast) -> None:
    told = " ".join(assumptions.assumptions(gge))
    assert "25 delegations, 12 readings in 4 sessions" in told
    assert "150 positions are coded" in told
    assert "all 400 cells are drawn anew" in told
    assert "West" in told
    assert "best explain the other 10 decided processes;" in told
    assert "No other forum or annex for what this report leaves out." in told


def test_assumptions_say_what_was_taken_as_written(gge: Forecast) -> None:
    assert "Taken as written" not in " ".join(assumptions.assumptions(gge))
    early = replace(gge, scenario=gge.scenario.model_copy(update={"starts": "1990-05"}))
    told = [line for line in assumptions.assumptions(early) if line.startswith("Taken as written")]
    assert len(told) == 1
    assert "EST (Estonia, admitted 1991-09-17)" in told[0]


def test_the_story_holds_answer_text_objectors_and_sources(gge: Forecast) -> None:
    told = as_markdown(forecast_document(gge))
    assert account.answer(gge) in told
    for row in account.paragraphs(gge):
        assert row.text in told
    for delegation, over in account.standing_apart(gge):
        assert f"| {named(delegation)} |" in told
        assert over in told
    for instructions in gge.scenario.delegations.values():
        assert instructions.source in told


def test_the_summary_is_plain_json_with_the_promised_keys(gge: Forecast) -> None:
    told = json.loads(json.dumps(summary(gge)))
    assert list(told) == [
        "schema", "version", "scenario", "question", "body", "supported", "probability", "interval",
        "share_adopted", "plays_adopted", "fitted_to", "runs", "seed", "chair", "language",
        "objectors", "dissociators", "reasons",
        "typical_play", "assumptions", "behaviour", "parameters",
    ]  # fmt: skip
    assert set(told["parameters"]) == set(NAMES)
    assert told["objectors"][0]["state"] == gge.delegations[0].code
    assert told["objectors"][0]["paragraphs"][0]["complaint"] in ("harm", "disappointment")
    assert set(told["language"]) == set(gge.table.issues)


def test_the_tables_hold_every_play_and_every_cell(gge: Forecast) -> None:
    files = tables(gge)
    plays = files["plays.csv"].splitlines()
    assert len(plays) == 301
    adopted = [line.split(",")[2] for line in plays[1:]]
    assert adopted.count("1") == gge.outcomes.adoptions
    positions = files["positions.csv"].splitlines()
    assert len(positions) == 401
    assert len(files["readings.csv"].splitlines()) == 1 + 13 * 16


def test_the_page_tells_what_really_happened_beside_the_forecast(gge: Forecast) -> None:
    record = load_record("gge-2016-2017")
    assert "no report found consensus" in account.on_record(record)
    assert account.on_record(record) in as_markdown(forecast_document(gge, record))
    assert account.on_record(None) == ""
    assert "On record" not in as_markdown(forecast_document(gge))


def test_inferred_delegations_are_marked(gge: Forecast) -> None:
    marked = {d.code for d in gge.delegations if named(d) != d.name}
    assert {"BWA", "SEN", "IDN"} <= marked
    assert not marked & {"CHN", "RUS", "USA", "CUB"}


def test_both_a_success_and_a_failure_are_told(gge: Forecast) -> None:
    (first, usual), (second, other) = telling.typical_plays(gge)
    assert first == f"The most typical play (number {gge.outcomes.replicates[gge.typical]})"
    assert second.startswith("A typical failure (number ")
    assert "adopted" in usual[-1]
    assert "no report" in other[-1]


def test_what_goes_with_adoption_is_counted_in_the_plays(gge: Forecast) -> None:
    first = gge.deciding[0]
    k = gge.table.issues.index(first.issue.code)
    for rung, share in first.shares.items():
        put = gge.outcomes.text[:, k] == rung
        assert share == gge.outcomes.adopted[put].mean()
        assert put.mean() >= 0.05
    spreads = [d.spread for d in gge.deciding]
    assert spreads == sorted(spreads, reverse=True)
    assert first.issue.title in account.deciding(gge)[0]


def test_a_narrow_page_tells_only_unsettled_wordings(gge: Forecast) -> None:
    def page(width: int, narrow: bool) -> str:
        console = Console(width=width, force_terminal=False)
        with console.capture() as told:
            console.print(forecast_page(gge, narrow=narrow))
        return " ".join(told.get().replace("•", "").split())

    wide, narrow = page(300, False), page(80, True)
    for row in account.paragraphs(gge):
        assert row.text in wide
        assert (row.text in narrow) == (max(row.probabilities) < 0.9)


@pytest.mark.parametrize("rule", ["two-thirds", "permanent-members"])
def test_another_rule_than_consensus_gets_no_probability_and_is_told(rule: str) -> None:
    scenario = load("gge-2004-2005").model_copy(update={"decision": rule})
    told = forecast(scenario, 80, 1)
    assert not told.supported
    assert "tested on consensus only" in account.answer(told)
    assert rule in account.answer(told)
    assert any(rule in line and told.table.decision.story in line for line in assumptions.assumptions(told))
    for adopted in (True, False):
        row = told.typical_of(adopted)
        if row is not None:
            end = telling.tell(told, row)[-1]
            assert end.startswith(f"Put to the vote ({rule}): {'adopted' if adopted else 'no report'}.")
            assert "silence" not in end


def test_who_votes_no_in_vain_is_named() -> None:
    scenario = load("gge-2016-2017").model_copy(update={"decision": "simple-majority"})
    told = forecast(scenario, 60, 1)
    outvoted = int(np.flatnonzero(told.outcomes.adopted & told.outcomes.objects.any(axis=1))[0])
    seat = int(np.flatnonzero(told.outcomes.objects[outvoted])[0])
    assert f"Against: {roster()[told.table.codes[seat]].name}" in telling.tell(told, outvoted)[-1]


@pytest.mark.parametrize("rule", ["consensus-minus-one", "two-thirds"])
def test_shares_of_failures_stay_shares_where_objecting_does_not_stop_a_text(rule: str) -> None:
    scenario = load("gge-2016-2017").model_copy(update={"decision": rule})
    told = forecast(scenario, 300, 1)
    failed = ~told.outcomes.adopted
    for d in told.delegations:
        seat = told.table.codes.index(d.code)
        objects = told.outcomes.objects[:, seat]
        assert d.of_failures == pytest.approx(objects[failed].mean() if failed.any() else 0)
        assert 0 <= d.alone <= d.of_failures <= 1
    assert max(d.objects for d in told.delegations) > 0.1, "there is something to count"
