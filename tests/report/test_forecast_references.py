import json
from dataclasses import replace

import pytest

from sim.report.forecast import forecast_report
from sim.report.forecast_answer import answer, in_short
from sim.report.forecast_references import agreed
from sim.report.render.terminal import as_text
from sim.report.words.numbers import band_in_words, ends
from sim.scenario.loading import load
from sim.study.band import Band
from sim.study.forecast import Forecast, forecast

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), 60)


@pytest.fixture(scope="module")
def mechanism() -> Forecast:
    return forecast(load("global-mechanism-2027"), 20)


def test_words_are_no_stronger_than_the_band_allows() -> None:
    said = {
        ends: band_in_words(Band(*ends, 0, 0, 0, 0))
        for ends in ((0.35, 0.85), (0.5, 0.9), (0.7, 0.97), (0.9, 0.97), (0.03, 0.3), (0.05, 0.45))
    }
    assert list(said.values()) == [
        "open", "more likely than not", "likely", "very likely", "unlikely", "less likely than not"
    ]  # fmt: skip


def test_answer_page_object_and_python_give_the_same_band(gge: Forecast) -> None:
    assert gge.band is not None
    report = forecast_report(gge)
    said = f"plausibly {ends(gge.band.ends)} %: {band_in_words(gge.band)}"
    assert said in answer(gge)
    assert report.document.answer.interval == gge.band.ends
    found = json.loads(report.files()["forecast.json"])
    assert tuple(found["band"]) == gge.band.ends
    assert found["words"] == band_in_words(gge.band)
    assert said in report.files()["story.md"].decode()


def test_references_stand_beside_the_answer_and_do_not_change_it(gge: Forecast) -> None:
    beside = "For comparison, 4 of 5 groups of governmental experts on ICT security, 9 of 10 processes"
    assert agreed(gge.references).startswith(beside)
    assert forecast_report(gge).document.answer.asides[0] == agreed(gge.references)
    without = replace(gge)
    without.__dict__["references"] = ()
    assert answer(without) == answer(gge)
    assert forecast_report(without).document.answer.asides[0].startswith("The plausible range")


def test_a_body_out_of_scope_is_answered_by_its_references(mechanism: Forecast) -> None:
    told = " ".join(as_text(forecast_report(mechanism).document, 160).split())
    assert answer(mechanism).startswith("For comparison, 5 of 5 open-ended working groups on ICT security, 9")
    assert "On Humanitarian law (IHL), if there is a report: " in told
    assert any(line.startswith("On Humanitarian law (IHL)") for line in in_short(mechanism))
    for part in ("How such bodies ended", "What could have been said before", "first annual report, 2021-22"):
        assert part in told


def test_the_object_holds_every_class_and_every_earlier_process(mechanism: Forecast) -> None:
    found = json.loads(forecast_report(mechanism).files()["forecast.json"])
    first = found["references"][0]
    assert (first["agreed"]["plays"], first["agreed"]["of"], first["mandates"]) == (5, 5, 2)
    assert len(first["processes"]) == 5
    assert [row["kind_ended"] for row in found["back_test"]] == [0, 1, 2, 3, 4]
    assert found["band"] is found["words"] is None
