"""What a study of texts says, in its document, its tables and its figure."""

from __future__ import annotations

from functools import cache

import pytest

from sim.report.figures.texts import texts_drawings
from sim.report.render.terminal import as_text
from sim.report.texts import texts_report
from sim.scenario.texts import Text, set_text, standing_texts
from sim.study.texts.putting import Moment
from sim.study.texts.question import TextStudy, put_texts
from tests.scenario.files import shipped_scenario

GGE = "gge-2016-2017"


@cache
def study(runs: int = 80, held: int = 3, body: str = "GGE") -> TextStudy:
    scenario = shipped_scenario(GGE).model_copy(update={"body": body, "continues": "GGE"})
    standing = standing_texts(scenario)
    own, explicit = standing["own-text"], standing["explicit"]
    return put_texts(
        scenario, [own, explicit, set_text(["IHL=explicit"], "own-text", scenario, ())], held, runs, 2
    )


def test_the_three_questions_are_answered_apart() -> None:
    report = texts_report(study(), "gge-sim text …")
    titles = [section.title for section in report.document.sections]
    assert titles == [
        "As it stands",
        f"What {study().texts[study().best(Moment.DEADLINE)].name} says, and where it goes",
        "Who objects, over what",
        "What would carry it: from here, 9 readings left",
        "What is not known",
        "At a glance",
        "The other texts",
        "Side by side",
        "The texts",
        "How it was made",
    ]
    page = as_text(report.document, 110)
    for n, text in enumerate(study().texts):
        assert f"{100 * study().adopted(n, Moment.DEADLINE):.0f} %" in page
        assert text.name in page
    assert "explicit: at the deadline, those who most often object are China" in page


def test_what_is_assumed_is_said_once() -> None:
    asides, others = texts_report(study()).document.answer.asides, len(study().scenario.issues) - 1
    assert asides[1:] == (f"This text leaves out {others} issues: the body's own last text stands there.",)


def test_one_text_has_nothing_beside_it() -> None:
    one = put_texts(shipped_scenario(GGE), [standing_texts(shipped_scenario(GGE))["silent"]], 12, 60)
    document = texts_report(one).document
    titles = [section.title for section in document.sections]
    assert "What would carry it: from here, no reading left" in titles
    assert not {"Side by side", "The other texts"} & {*titles}
    assert "silent is adopted in" in document.answer.sentence
    assert "now" not in document.answer.sentence


def test_few_plays_are_counts() -> None:
    page = as_text(texts_report(study(20)).document, 110)
    assert "of 20" in page
    assert texts_report(study(20)).summary["runs"] == 20


def test_tables_and_object_agree() -> None:
    report = texts_report(study())
    sheets = {
        sheet.name: [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
        for sheet in report.sheets
    }
    assert len(sheets["texts"]) == 3 * 3
    assert len(sheets["delegations"]) == 3 * 3 * 25
    assert len(sheets["paragraphs"]) == 3 * len(study().scenario.issues)
    adopted = [row for row in sheets["differences"] if row["what"] == "adopted"]
    assert len(adopted) == 3 * 3
    for name, key in (("texts", "adopted"), ("delegations", "delegations"), ("differences", "differences")):
        assert len(report.summary[key]) == len(sheets[name])
    assert report.summary["texts"][2]["paragraphs"]["IHL"] == "explicit"
    assert len(report.summary["texts"][2]["left_out"]) == len(study().scenario.issues) - 1


def test_no_probability_is_claimed_for_another_body() -> None:
    assert "No probability is claimed" in texts_report(study(body="other")).document.answer.asides[0]


@pytest.mark.parametrize("runs", [20, 80])
def test_the_figure_shows_every_text_at_every_moment(runs: int) -> None:
    drawing = texts_drawings(study(runs))["texts"]
    figure = drawing.draw()
    adopted, objectors = figure.axes
    assert [label.get_text() for label in adopted.get_yticklabels()] == ["own-text", "explicit", "this text"]
    assert len(adopted.texts) == 9
    assert len(objectors.texts) == 3 * len(objectors.get_yticklabels())
    assert all(text.name in drawing.describe() for text in study(runs).texts)


def test_nobody_who_objects_is_drawn_as_nobody() -> None:
    scenario = shipped_scenario(GGE)
    calm = {"stake_scale": 50, "red_line": 100, "stake_noise": 0, "decision_noise": 0}
    found = put_texts(scenario, [Text("calm", study().texts[0].rungs)], 0, 50, priors=calm)
    assert "Nobody objects to any." in [
        text.get_text() for text in texts_drawings(found)["texts"].draw().axes[1].texts
    ]
    assert "nobody objects to it in 1 % of plays" in as_text(texts_report(found).document, 110)


def test_texts_that_tie_are_said_to_tie_and_the_same_text_is_said_to_be_the_same() -> None:
    scenario = shipped_scenario(GGE)
    own, silent = (standing_texts(scenario)[name] for name in ("own-text", "silent"))
    same, other = Text("rev.1", own.rungs), Text("rev.2", silent.rungs)
    twice = texts_report(put_texts(scenario, [own, same], 12, 60, 2)).document.answer.sentence
    assert twice.startswith("own-text and rev.1 are the same text.")
    assert "own-text and rev.1 are adopted equally often, in" in twice
    assert "most often" not in twice
    figure = texts_drawings(put_texts(scenario, [own, same], 12, 60, 2))["texts"].draw()
    said = [text.get_text() for text in figure.texts]
    assert any("own-text and rev.1 pass equally often" in one.replace("\n", " ") for one in said)
    found = put_texts(scenario, [own, same, other, silent], 12, 60, 2)
    assert found.alike() == ((0, 1), (2, 3))
    tied = found.tied(Moment.DEADLINE)
    assert tied in ((0, 1), (2, 3))
    assert "are adopted most often, and equally often, in" in texts_report(found).document.answer.sentence
