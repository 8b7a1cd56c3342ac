from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import escape

from sim.negotiation.parameters import Prior
from sim.report import account
from sim.report.document import Document, Draft, Grid, Picture, Steps
from sim.report.figures import FORECAST_FIGURES
from sim.report.folder import contents
from sim.report.forecast_document import WORTH_TELLING, forecast_document
from sim.report.moving import movers
from sim.report.reasoning import told_reasons
from sim.report.render.markdown import as_markdown
from sim.report.wording import named, percent
from sim.scenario.ladder import Rung
from sim.scenario.loading import load, load_record
from sim.study.forecast import Forecast, forecast


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300, seed=1)


def blocks(document: Document, kind: type) -> list:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def test_the_answer_comes_first_with_its_figure(gge: Forecast) -> None:
    told = forecast_document(gge, load_record("gge-2016-2017")).answer
    assert told.sentence == account.answer(gge)
    assert (told.probability, told.interval) == (gge.probability, gge.interval)
    assert told.asides[0] == account.reach(gge)
    assert "no report found consensus" in told.asides[1]
    assert forecast_document(gge).answer.asides == told.asides[:1]


def test_no_figure_is_given_for_a_body_outside_the_scope(gge: Forecast) -> None:
    other = replace(gge, scenario=gge.scenario.model_copy(update={"body": "other"}))
    told = forecast_document(other).answer
    assert told.probability is None
    assert told.interval is None
    assert told.asides == ()


def test_the_draft_has_every_paragraph_with_its_odds(gge: Forecast) -> None:
    (draft,) = blocks(forecast_document(gge), Draft)
    assert [w.code for w in draft.paragraphs] == list(gge.table.issues)
    for wording, paragraph in zip(draft.paragraphs, gge.language, strict=True):
        assert wording.odds == paragraph.probabilities
        assert wording.written == tuple(map(percent, wording.odds))
        assert wording.rung is paragraph.likely
        others = sorted(share for rung, share in enumerate(wording.odds) if rung != wording.rung)
        assert wording.brackets == (max(wording.odds) < account.SETTLED or others[-1] >= WORTH_TELLING)
        for rung, written, text in wording.instead:
            share = wording.odds[rung]
            assert rung is not wording.rung
            assert written == percent(share)
            assert share >= WORTH_TELLING or share == others[-1]
            formulation = paragraph.issue.formulation(rung)
            assert formulation is not None
            assert text == formulation.text
    assert all(w.rung is not Rung.SILENT for w in draft.spoken)
    assert {w.code for w in draft.spoken} | {w.code for w in draft.unspoken} == set(gge.table.issues)


def test_who_stands_in_the_way_is_told_with_shares(gge: Forecast) -> None:
    grid = next(g for g in blocks(forecast_document(gge), Grid) if g.columns[0] == "delegation")
    for row, (delegation, over) in zip(grid.rows, account.standing_apart(gge), strict=True):
        assert row[0] == named(delegation)
        assert row[1:-1] == account.so_often(gge, delegation)
        assert row[1] == percent(delegation.objects)
        assert row[-1] == over


def test_every_figure_of_a_forecast_is_shown_and_described(gge: Forecast) -> None:
    pictures = blocks(forecast_document(gge), Picture)
    assert sorted(p.name for p in pictures) == sorted(FORECAST_FIGURES)
    assert all(len(p.text) > 60 for p in pictures)
    assert len({p.text for p in pictures}) == len(pictures)


def test_reasons_stand_on_the_page(gge: Forecast) -> None:
    told = told_reasons(gge)
    steps = {
        step.title: step.lines for found in blocks(forecast_document(gge), Steps) for step in found.steps
    }
    assert told
    for reason in told:
        assert steps[reason.title] == tuple(filter(None, (reason.who, reason.squeeze, reason.cure)))
    for mover in movers(gge):
        assert steps[mover.title] == (mover.over, f"{mover.far} {mover.offer}")


def test_both_typical_plays_are_told(gge: Forecast) -> None:
    steps = blocks(forecast_document(gge), Steps)[-1]
    numbers = [gge.outcomes.replicates[row] for row in (gge.typical, gge.typical_of(False))]
    assert [step.title for step in steps.steps] == [
        f"The most typical play (number {numbers[0]})",
        f"A typical failure (number {numbers[1]})",
    ]


def test_every_source_of_a_coded_position_is_named(gge: Forecast) -> None:
    told = as_markdown(forecast_document(gge))
    for instructions in gge.scenario.delegations.values():
        assert instructions.source in told


@pytest.mark.parametrize(
    "priors",
    [
        {"stake_scale": Prior.fixed(50)},
        {"decision_noise": Prior.fixed(5), "blocking_cost": Prior.fixed(0.01)},
    ],
    ids=["all adopted", "none adopted"],
)
def test_forecasts_without_failures_or_without_reports_can_be_told(priors: dict[str, Prior]) -> None:
    sure = forecast(load("gge-2014-2015"), runs=40, priors=priors)
    assert sure.outcomes.share in (0, 1)
    document = forecast_document(sure)
    assert "nan" not in as_markdown(document)
    assert all(block.kind for section in document.sections for block in section.blocks)


def test_the_results_folder_has_story_and_page_with_all_figures_inside(gge: Forecast) -> None:
    files = contents(gge, None, {})
    page = files["page.html"].decode()
    assert len(files["page.html"]) < 1_000_000
    assert page.count("<svg") == len(FORECAST_FIGURES)
    assert account.answer(gge) in files["story.md"].decode()
    for paragraph in account.paragraphs(gge):
        assert str(escape(paragraph.text)) in page
