"""What a study of packages says, in its document, its tables and its figure."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from sim.report.document import Draft
from sim.report.figures.package import package_drawings
from sim.report.package import package_report
from sim.report.render.terminal import as_text
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text
from sim.study.package.question import PackageStudy, package
from sim.study.package.wish import Wish
from tests.scenario.files import OWN, written


@cache
def own() -> Scenario:
    with tempfile.TemporaryDirectory() as folder:
        return load(written(Path(folder), OWN))


@cache
def study(
    above: float = 0.1, runs: int = 200, state: str | None = None, amended: bool = True
) -> PackageStudy:
    text = Text("rev.1", (Rung.EXPLICIT, Rung.EXPLICIT)) if amended else None
    return package(own(), text, Wish({}, state, above), runs=runs, seed=2)


def page(found: PackageStudy) -> str:
    document = package_report(found, "gge-sim package …").document
    return " ".join(as_text(document, 160).replace("│", "").split())


def test_the_answer_names_the_safest_text_the_most_ambitious_and_the_smallest_amendment() -> None:
    answer, found = package_report(study()).document.answer, study()
    assert found.carries is not None
    smallest = found.amended[found.carries]
    assert smallest.changed == min(one.changed for one in found.amended if one.share >= 0.1)
    cables = Rung(smallest.rungs[0]).word
    assert answer.question == "What would carry rev.1?"
    assert f"changes 1 paragraph: Cables {cables}" in answer.sentence
    searched = package_report(study(amended=False)).document.answer.sentence
    for found in (answer.asides[0], searched):
        assert found.startswith(
            "Put under silence at the deadline as it stands, the text that the search finds"
        )
        assert "The most ambitious one above 10 % is adopted in" in found


def test_the_text_of_an_amendment_says_how_it_stood() -> None:
    (draft,) = (b for b in package_report(study()).document.sections[0].blocks if isinstance(b, Draft))
    found = study()
    assert found.carries is not None
    rungs = found.amended[found.carries].rungs
    for wording, before, after in zip(draft.paragraphs, (Rung.EXPLICIT, Rung.EXPLICIT), rungs, strict=True):
        assert wording.rung == after
        assert [one[:2] for one in wording.instead] == [(before, "as it stood")] * (before != after)
    assert any(wording.brackets for wording in draft.paragraphs)


def test_what_is_not_found_is_said() -> None:
    words = page(study(above=0.9))
    assert "No text found passes in 90 % of the plays in which the search chooses." in words
    assert "No amendment found, of up to four paragraphs, carries it in 90 % of the plays in which" in words


def test_the_search_says_how_far_it_went_and_what_the_winners_curse_is() -> None:
    words = page(study())
    searched, picked, judged = (f"{100 * share:.0f} %" for share in study().curse)
    assert "Each of the 6 texts that are allowed was looked at." in words
    assert "Of amendments, 3, 2, 0, 0 of one to four paragraphs." in words
    assert f"adopted in {searched} of the first, {picked} of the second and {judged} of the last" in words


def test_without_a_text_nothing_is_amended() -> None:
    report = package_report(study(amended=False))
    assert not any("carry" in section.title for section in report.document.sections)
    assert report.summary["amendments"] == report.summary["as_it_stands"] == []


def test_worth_to_a_delegation_is_named() -> None:
    words = page(study(state="CHN"))
    assert "to China it is worth" in words
    assert "worth to China" in words


def test_few_plays_are_counts() -> None:
    assert "of 20" in page(study(runs=20))


def test_tables_and_object_agree() -> None:
    report = package_report(study())
    sheets = {
        sheet.name: [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
        for sheet in report.sheets
    }
    assert len(sheets["frontier"]) == len(report.summary["frontier"]) == len(study().frontier)
    assert len(sheets["amendments"]) == len(report.summary["amendments"]) == 5
    assert len(sheets["wordings"]) == 2 * (len(study().frontier) + 5)
    assert sheets["consents"]
    for row, one in zip(sheets["amendments"], study().amended, strict=True):
        changed = zip(("CABLES", "FUND"), one.rungs, strict=True)
        assert row["changes"] == ", ".join(f"{c} {Rung(r).word}" for c, r in changed if r != Rung.EXPLICIT)
    assert [row["changed"] for row in sheets["amendments"]] == [1, 1, 1, 2, 2]


@pytest.mark.parametrize("amended", [True, False])
def test_the_figure_marks_every_text(amended: bool) -> None:
    drawing = package_drawings(study(amended=amended))["frontier"]
    axes = drawing.draw().axes[0]
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    assert ("rev.1" in labels, "amended" in labels) == (amended, amended)
    assert ("rev.1 as it stands" in drawing.describe()) == amended


def test_a_text_that_already_passes_is_said_to_pass_and_needs_no_amendment() -> None:
    text = Text("rev.2", (Rung.SILENT, Rung.SILENT))
    shares = package(own(), text, Wish({}, None, 0.1), runs=200, seed=2)
    assert shares.given is not None
    assert shares.given.share > 0.1
    report = package_report(shares)
    sentence = report.document.answer.sentence
    assert sentence.startswith("rev.2 already passes: as it stands it is adopted in")
    assert "10 % or more is asked for. It needs no amendment." in sentence
    assert report.document.sections[0].title == "What rev.2 says"
    assert "adopted in at least the share asked for" in page(shares), "the rule is stated"
