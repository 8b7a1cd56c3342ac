"""What a forecast says: the answer, the likely report, who stands apart, how the draft moves, assumptions."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from markupsafe import escape

from sim.negotiation.degree import Degree
from sim.negotiation.parameters import NAMES, Prior
from sim.report import forecast_objectors
from sim.report.document import Block, Document, Draft, Grid, Picture, Steps
from sim.report.figures import FORECAST_FIGURES
from sim.report.file_names import BRIEF, result_names
from sim.report.forecast import forecast_report
from sim.report.forecast_answer import answer, in_short, likely_text, limits
from sim.report.forecast_assumptions import assumptions, sources
from sim.report.forecast_columns import summary
from sim.report.forecast_drivers import deciding
from sim.report.forecast_language import paragraphs
from sim.report.forecast_objectors import how_often, objectors, others_apart, standing_apart
from sim.report.forecast_plays import story, typical_plays
from sim.report.forecast_reasons import reasons_in_words
from sim.report.forecast_references import agreed
from sim.report.provenance import on_record
from sim.report.render.markdown import as_markdown
from sim.report.render.terminal import as_text
from sim.report.words.names import capital, listed
from sim.report.words.numbers import ends, in_words, percent, spelt
from sim.report.words.stances import named
from sim.report.words.wordings import ALTERNATIVE, SETTLED
from sim.scenario.fields import Evidence
from sim.scenario.ict_issues import ict_issues
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_with_record
from sim.scenario.positions import cells
from sim.scenario.roster import roster
from sim.study.forecast import Forecast, forecast
from sim.study.history import decided
from sim.study.setting import setting
from tests.report.reading import rows_of
from tests.study.telling import hurried, saved

#: Parameters under which nobody minds anything enough, and the chair changes nothing.
CALM = {
    "stake_scale": 50.0,
    "red_line": 100.0,
    "stake_noise": 0.0,
    "decision_noise": 0.0,
    "moves": 0.0,
    "repairs": 0.0,
}
#: The draft on the page has bars of its own for the odds of each wording.
ON_PAGE = sorted({*FORECAST_FIGURES} - {"language"})


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


@pytest.fixture(scope="module")
def written(gge: Forecast) -> dict[str, bytes]:
    """The files of the results folder."""
    return forecast_report(gge).files()


@pytest.fixture(scope="module")
def calm() -> Forecast:
    """Nothing fails, nobody stands apart and no word moves."""
    found = forecast(load("gge-2016-2017"), 60, 1, CALM)
    assert found.outcomes.adoptions == 60
    assert (found.outcomes.path == found.outcomes.text[:, None]).all()
    return found


def out_of_scope(gge: Forecast) -> Forecast:
    return replace(gge, scenario=gge.scenario.model_copy(update={"body": "other"}))


def document(told: Forecast) -> Document:
    return forecast_report(told).document


def blocks(told: Forecast, kind: type[Block]) -> Iterator[Any]:
    return (b for section in document(told).sections for b in section.blocks if isinstance(b, kind))


def flat(text: str) -> str:
    return " ".join(text.replace("•", "").split())


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0 %"), (1, "100 %"), (0.002, "<1 %"), (0.998, ">99 %"), (0.634, "63 %")]
)
def test_shares_are_written_for_readers(share: float, written: str) -> None:
    assert percent(share) == written


def test_words_grow_with_the_probability_and_less_than_likely_is_open(gge: Forecast) -> None:
    words = [in_words(p / 100) for p in range(98)]
    assert [words[0], words[50], words[-1]] == [
        "exceptionally unlikely", "about as likely as not", "very likely"
    ]  # fmt: skip
    assert len(set(words)) == 6
    assert (in_words(SETTLED), in_words(SETTLED - 1e-6)) == ("likely", "about as likely as not")
    unsettled = [max(paragraph.probabilities) < SETTLED for paragraph in gge.language]
    assert [row.open for row in paragraphs(gge)] == unsettled
    assert set(unsettled) == {True, False}


def test_the_answer_gives_probability_interval_plays_and_what_really_happened(gge: Forecast) -> None:
    assert gge.probability is not None
    assert gge.band is not None
    assert gge.interval is not None
    assert answer(gge).startswith(f"{percent(gge.probability)}, plausibly {ends(gge.band.ends)} %: ")
    assert "300 simulated negotiations" in answer(gge)
    record = load_with_record("gge-2016-2017")[1]
    first = forecast_report(gge, record).document.answer
    shown = (first.sentence, first.probability, first.interval)
    assert shown == (answer(gge), gge.probability, gge.band.ends)
    assert first.asides == (agreed(gge.references), limits(gge), on_record(record))
    assert f"leaves {ends(gge.interval)} %" in first.asides[1]
    assert "no report found consensus" in first.asides[2]
    assert document(gge).answer.asides == first.asides[:2]


def test_no_figure_is_given_for_a_body_outside_the_scope(gge: Forecast) -> None:
    other = out_of_scope(gge)
    assert "No probability is given" in answer(other)
    assert "%" not in answer(other)
    assert answer(other).startswith(agreed(other.references))
    first, found = document(other).answer, summary(other)
    assert (first.probability, first.interval, first.asides) == (None, None, ())
    assert found["probability"] is found["interval"] is None


@pytest.mark.slow
def test_the_limits_are_said_with_what_the_model_gave_the_failures_on_record(gge: Forecast) -> None:
    said = limits(gge)
    assert said.startswith("The plausible range counts what is not known of the parameters")
    failed = [p.id for p in decided() if not p.record.adopted]
    number, all_ = capital(spelt(len(failed))), len(decided())
    assert f"{number} of the {all_} decided processes on ICT security failed" in said
    given = [forecast(load(name)).probability or 0.0 for name in failed]
    assert f"had given consensus {listed([percent(p) for p in given])}:" in said
    assert ("it foresaw neither" in said) == (min(given) >= 0.5)
    sure = replace(gge, outcomes=gge.outcomes[gge.outcomes.adopted])
    assert "number of plays" not in limits(sure)
    assert "decided processes on ICT security failed" in limits(sure)


def test_a_single_play_reads_well() -> None:
    text = re.sub(r"!\[.*?\]\(.*?\)", "", as_markdown(document(forecast(load("gge-2016-2017"), runs=1))))
    assert "One simulated negotiation, which adopts " in text
    assert not re.search(r"\b1 (plays|reports|simulated negotiations|failures)", text)


def test_a_sure_thing_is_not_called_certain() -> None:
    sure = forecast(
        load("gge-2014-2015"), runs=60, priors={"stake_scale": Prior.fixed(50), "red_line": Prior.fixed(100)}
    )
    assert "97 %" in answer(sure)
    assert "100" not in answer(sure)


def test_in_short_every_paragraph_is_counted_once_or_named_as_open(gge: Forecast) -> None:
    text, adds, who, reason = in_short(gge)
    rows = paragraphs(gge)
    counts = {word: int(n) for word, n in re.findall(r"(silent|indirect|explicit) on (\d+)", text)}
    unsure = [row.title for row in rows if row.open]
    assert unsure
    assert sum(counts.values()) + len(unsure) == len(rows) == len(ict_issues())
    for rung in Rung:
        assert counts.get(rung.word, 0) == sum(row.rung is rung and not row.open for row in rows)
    assert all(title in text for title in unsure)
    assert all(percent(share) in adds for share in (gge.adds.share, gge.degrees[Degree.RICH].share))
    for delegation in gge.delegations[:3]:
        assert f"{delegation.name}" in who
        assert percent(delegation.objects) in who
    assert reason.endswith(f"{reasons_in_words(gge)[0].title[1:]}.")


def test_in_short_a_report_of_which_all_is_open_is_said_to_be_so(
    gge: Forecast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert likely_text(gge).endswith(" are open.")
    rows = [replace(row, open=True) for row in paragraphs(gge)][:2]
    monkeypatch.setattr("sim.report.forecast_answer.paragraphs", lambda _: rows)
    said = f"all of its text is open: {rows[0].title} and {rows[1].title}."
    assert likely_text(gge) == f"If there is a report, {said}"


def test_assumptions_count_in_the_singular_where_there_is_one() -> None:
    short = load("gge-2016-2017").change(sessions=1, readings_per_session=1)
    assert "25 delegations, 1 reading in 1 session, then" in next(assumptions(forecast(short, runs=2)))


def test_in_short_nothing_is_said_of_failure_where_nothing_fails(calm: Forecast) -> None:
    *_, who = in_short(calm)
    assert who.startswith("No delegation objects")


def test_the_draft_has_every_paragraph_with_its_odds_and_alternatives(gge: Forecast) -> None:
    (draft,) = blocks(gge, Draft)
    assert (
        [w.code for w in draft.paragraphs] == [row.code for row in paragraphs(gge)] == list(gge.table.issues)
    )
    for wording, paragraph in zip(draft.paragraphs, gge.language, strict=True):
        assert wording.odds == paragraph.probabilities
        assert wording.written == tuple(map(percent, wording.odds))
        assert wording.rung is paragraph.likely
        others = sorted(share for rung, share in enumerate(wording.odds) if rung != wording.rung)
        assert wording.brackets == (max(wording.odds) < SETTLED or others[-1] >= ALTERNATIVE)
        for rung, odds, text in wording.instead:
            share = wording.odds[rung]
            assert rung is not wording.rung
            assert odds == percent(share)
            assert share >= ALTERNATIVE or share == others[-1]
            assert text == paragraph.issue.formulation(rung).text
        assert wording.text == paragraph.issue.formulation(wording.rung).text
    assert all(w.rung is not Rung.SILENT for w in draft.spoken)
    assert {w.code for w in draft.spoken} | {w.code for w in draft.unspoken} == set(gge.table.issues)


def test_who_stands_in_the_way_is_listed_with_shares_and_described(gge: Forecast) -> None:
    grid = next(g for g in blocks(gge, Grid) if g.columns[1] == "objects")
    for row, (delegation, over) in zip(grid.rows, standing_apart(gge), strict=True):
        assert row == (named(delegation), *how_often(gge, delegation), over)
        assert row[1] == percent(delegation.objects)
    why, carried, who, plays = blocks(gge, Steps)
    assert who == Steps(tuple(objectors(gge)))
    # Each reason with who objects; then, under what would carry it, with its cure.
    told = [(*step.lines, *cure.lines) for step, cure in zip(why.steps, carried.steps, strict=True)]
    assert told == [step.lines for step in reasons_in_words(gge)] != []
    assert plays == typical_plays(gge)
    marked = {d.code for d in gge.delegations if named(d) != d.name}
    proxies = {
        code
        for code, one in gge.scenario.delegations.items()
        if all((p.evidence or one.evidence) is Evidence.PROXY for p in one.positions.values())
    }
    assert marked == proxies & {d.code for d in gge.delegations} != set()
    assert not marked & {"CHN", "RUS", "USA", "CUB"}


def test_delegations_that_are_not_named_are_counted(
    gge: Forecast, calm: Forecast, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = [d for d in gge.delegations if max(d.objects, d.dissociates) >= forecast_objectors.MENTIONED]
    begins = {1: "One other delegation objects or dissociates in ", 2: "2 other delegations object or dissoc"}
    for others, beginning in begins.items():
        monkeypatch.setattr(forecast_objectors, "MOST_NAMED", len(apart) - others)
        assert others_apart(gge).startswith(beginning)
        assert len(standing_apart(gge)) == len(apart) - others
    assert others_apart(calm) == ""


def test_a_calm_forecast_says_so_on_every_page(calm: Forecast) -> None:
    for page in (as_text(document(calm)), as_markdown(document(calm))):
        assert "Nobody, in more than 1 % of plays" in flat(page)
        assert "No paragraph changes in more than a tenth of plays" in flat(page)
        assert "None of the plays fails" in flat(page)


def test_what_goes_with_adoption_is_counted_in_the_plays(gge: Forecast) -> None:
    first = gge.deciding[0]
    k = gge.table.issues.index(first.issue.code)
    for rung, share in first.shares.items():
        put = gge.outcomes.text[:, k] == rung
        assert share == gge.outcomes.adopted[put].mean()
        assert put.mean() >= 0.05
    spreads = [d.spread for d in gge.deciding]
    assert spreads == sorted(spreads, reverse=True)
    assert first.issue.title in deciding(gge)[0]


def test_the_typical_plays_are_told_from_the_zero_draft_to_the_end(gge: Forecast) -> None:
    success, failure = typical_plays(gge).steps
    other = gge.typical_of(False)
    assert success.title == f"The most typical play (number {gge.outcomes.replicates[gge.typical]})"
    assert failure.title == f"A typical failure (number {gge.outcomes.replicates[other]})"
    moves = gge.outcomes.path[gge.typical]
    changed = [t for t in range(1, len(moves)) if (moves[t] != moves[t - 1]).any()]
    start, *readings, end = success.lines
    assert start.startswith(f"Zero draft: of {len(ict_issues())} paragraphs")
    assert [line.split(":")[0] for line in readings] == [f"Reading {t}" for t in changed]
    assert end.startswith("Put under silence: adopted.")
    assert failure.lines[-1].startswith("Put under silence: no report. Objecting: ")
    assert "resists" in failure.lines[-1] or "wants more on" in failure.lines[-1]


def test_a_play_in_which_nothing_moves_is_told_in_a_line(calm: Forecast) -> None:
    first, still, end = story(calm, 0)
    assert first.startswith(f"Zero draft: of {len(ict_issues())} paragraphs")
    assert still == "12 readings: no change wins support; the zero draft stands."
    assert "adopted" in end


def test_repairs_at_the_last_minute_are_told_before_the_end() -> None:
    plays = forecast(hurried("gge-2016-2017"), 200, 1)
    repaired = np.flatnonzero(saved(plays.outcomes))
    assert repaired.size
    *_, repair, end = story(plays, int(repaired[0]))
    assert repair.startswith("Last-minute repair: ")
    assert "adopted" in end


def test_consensus_minus_one_puts_the_text_under_silence_and_not_to_the_vote() -> None:
    played = forecast(load("gge-2004-2005").model_copy(update={"decision": "consensus-minus-one"}), 2, 1)
    assert story(played, 0)[-1].startswith("Put under silence: ")


@pytest.mark.parametrize("rule", ["two-thirds", "permanent-members"])
def test_another_rule_than_consensus_gets_no_probability_and_is_named(rule: str) -> None:
    voted = forecast(load("gge-2004-2005").model_copy(update={"decision": rule}), 80, 1)
    assert not voted.supported
    assert f"tested on consensus only, and here the rule is {rule}" in answer(voted)
    assert any(rule in line and voted.table.decision.story in line for line in assumptions(voted))
    for adopted in (True, False):
        if (row := voted.typical_of(adopted)) is not None:
            end = story(voted, row)[-1]
            assert end.startswith(f"Put to the vote ({rule}): {'adopted' if adopted else 'no report'}.")
            assert "silence" not in end


def test_who_votes_no_in_vain_is_named() -> None:
    voted = forecast(load("gge-2016-2017").model_copy(update={"decision": "simple-majority"}), 60, 1)
    outvoted = int(np.flatnonzero(voted.outcomes.adopted & voted.outcomes.objects.any(axis=1))[0])
    seat = int(np.flatnonzero(voted.outcomes.objects[outvoted])[0])
    assert f"Against: {roster()[voted.table.codes[seat]].name}" in story(voted, outvoted)[-1]


@pytest.mark.parametrize("rule", ["consensus-minus-one", "two-thirds"])
def test_shares_of_failures_stay_shares_where_objecting_does_not_stop_a_text(rule: str) -> None:
    voted = forecast(load("gge-2016-2017").model_copy(update={"decision": rule}), 300, 1)
    failed = ~voted.outcomes.adopted
    for d in voted.delegations:
        objects = voted.outcomes.objects[:, voted.table.codes.index(d.code)]
        assert d.of_failures == pytest.approx(objects[failed].mean() if failed.any() else 0)
        assert 0 <= d.alone <= d.of_failures <= 1
    assert max(d.objects for d in voted.delegations) > 0.1, "there is something to count"


def test_assumptions_count_the_coding_and_say_what_was_taken_as_written(gge: Forecast) -> None:
    said = " ".join(assumptions(gge))
    for part in (
        "25 delegations, 12 readings in 4 sessions", "150 positions are coded",
        f"all {25 * len(ict_issues())} cells are drawn again", "West",
        "drawn again for every play from their priors, none fitted to the record.",
        "No other forum or annex for what this report leaves out.",
    ):  # fmt: skip
        assert part in said
    assert "Taken as written" not in said
    fitted = replace(gge, setting=setting(gge.scenario, behaviour="calibrated"))
    others = f"best explain the other {spelt(len(decided()) - 1)} decided processes;"
    assert any(others in line for line in assumptions(fitted))
    early = replace(gge, scenario=gge.scenario.model_copy(update={"starts": "1990-05"}))
    (doubt,) = [line for line in assumptions(early) if line.startswith("Taken as written")]
    assert "EST (Estonia, admitted 1991-09-17)" in doubt


def test_every_source_of_a_coded_cell_is_named_best_grade_first(gge: Forecast) -> None:
    rows = dict(sources(gge))
    for code, row in cells(gge.scenario).items():
        for cell in row.values():
            if not cell.rule:
                who = rows[f"{cell.source} ({cell.date}, {cell.evidence})"]
                assert code in who.split() or who == roster()[code].name
    grades = [source.rpartition(", ")[2].removesuffix(")") for source in rows]
    order = ["document", "literature", "recalled", "proxy"]
    assert grades == sorted(grades, key=order.index)
    assert set(grades) == set(order)


def test_votes_are_one_source_in_a_room_of_all() -> None:
    found = sources(forecast(load("oewg-2021-2025-final"), runs=1))
    (votes,) = [who for source, who in found if source.startswith("By rule from its votes")]
    assert int(votes.partition(":")[0]) == len(votes.split()) - 1 > 50


@pytest.mark.parametrize(
    "priors",
    [{"stake_scale": 50.0, "red_line": 100.0}, {"decision_noise": 5.0, "blocking_cost": 0.01}],
    ids=["all adopted", "none adopted"],
)
def test_forecasts_without_failures_or_without_reports_are_written(priors: dict[str, float]) -> None:
    sure = forecast(load("gge-2014-2015"), runs=40, priors=priors)
    assert sure.outcomes.share in (0, 1)
    assert "nan" not in as_markdown(document(sure))


def test_a_narrow_page_has_only_unsettled_wordings(gge: Forecast) -> None:
    wide, narrow = (flat(as_text(document(gge), width)) for width in (300, 80))
    for row in paragraphs(gge):
        assert row.text in wide
        assert (row.text in narrow) == (max(row.odds) < 0.9)


def test_page_and_story_hold_answer_text_objectors_sources_and_all_figures(
    gge: Forecast, written: dict[str, bytes]
) -> None:
    page, text = written["page.html"].decode(), written["story.md"].decode()
    assert len(page) < 1_000_000
    assert page.count("<svg") == len(ON_PAGE)
    assert answer(gge) in text
    for row in paragraphs(gge):
        assert row.text in text
        assert str(escape(row.text)) in page
    for delegation, over in standing_apart(gge):
        assert f"| {named(delegation)} |" in text
        assert over in text
    for instructions in gge.scenario.delegations.values():
        assert instructions.source in text
    pictures = list(blocks(gge, Picture))
    assert sorted(p.name for p in pictures) == ON_PAGE
    assert all(len(p.text) > 60 for p in pictures)
    assert len({p.text for p in pictures}) == len(pictures)


def test_the_names_of_the_files_are_known_before_anything_is_played(written: dict[str, bytes]) -> None:
    assert result_names("forecast") == {*written, *BRIEF, "manifest.json"}


def test_the_tables_hold_every_play_and_every_cell(gge: Forecast, written: dict[str, bytes]) -> None:
    plays = rows_of(written, "plays.csv")
    assert len(plays) == 300
    assert [row["adopted"] for row in plays].count("1") == gge.outcomes.adoptions
    assert len(rows_of(written, "positions.csv")) == 25 * len(ict_issues())
    assert len(rows_of(written, "readings.csv")) == 13 * len(ict_issues())


def test_the_object_is_plain_json_with_the_promised_keys(gge: Forecast) -> None:
    found = json.loads(json.dumps(summary(gge), allow_nan=False))
    assert list(found) == [
        "schema", "version", "scenario", "question", "body", "supported", "probability", "interval",
        "band", "band_from", "words", "references", "back_test",
        "share_adopted", "plays_adopted", "contested", "adds_contested", "degrees",
        "fitted_to", "runs", "seed", "chair", "language",
        "fighters", "objectors", "dissociators", "reasons",
        "typical_play", "assumptions", "behaviour", "parameters",
    ]  # fmt: skip
    assert set(found["parameters"]) == set(NAMES)
    assert found["objectors"][0]["state"] == gge.delegations[0].code
    assert found["objectors"][0]["paragraphs"][0]["complaint"] in ("harm", "disappointment")
    assert set(found["language"]) == set(gge.table.issues)


def test_parameters_that_are_given_keep_every_digit() -> None:
    third = forecast(load("gge-2016-2017"), 1, 1, {"harm_weight": 4 / 3})
    assert summary(third)["parameters"]["harm_weight"] == 4 / 3


def test_degrees_of_outcome_add_up_and_stand_on_the_page(gge: Forecast) -> None:
    shares = gge.degrees
    assert sum(share.successes for share in shares.values()) == gge.runs
    assert shares[Degree.NONE].successes == gge.failures
    assert gge.adds.successes == shares[Degree.THIN].successes + shares[Degree.RICH].successes
    found = summary(gge)
    assert found["adds_contested"]["plays"] == gge.adds.successes
    assert found["contested"] == ["ART51", "IHL", "CM", "TREATY", "CONTENT"]
    section = next(s for s in forecast_report(gge).document.sections if s.title == "How much it adds")
    assert [row[0] for row in section.blocks[0].rows] == [*Degree.words(), "thin or rich"]  # type: ignore[union-attr]


def test_events_are_among_the_assumptions_where_they_have_an_effect() -> None:
    scenario = load("gge-2009-2010")
    on, off = (forecast(scenario, 1, priors={"weather_effect": effect}) for effect in (0.2, 0))
    said = "Events between members move their stakes: reset-2009 (Russia, the United States: better) and"
    assert any(line.startswith(said) for line in assumptions(on))
    assert not any("Events" in line for line in assumptions(off))
