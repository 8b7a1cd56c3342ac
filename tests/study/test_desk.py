"""The draft desk in Python."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.scenario.texts import Text
from sim.study.texts.question import put_texts
from tests.scenario.files import OWN, written


def test_texts_are_given_as_words_files_mappings_or_whole(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path, OWN))
    path = tmp_path / "texts.yaml"
    path.write_text("texts: {rev: {paragraphs: {CABLES: explicit, FUND: silent}}}\n")
    whole = Text("whole", (Rung.SILENT, Rung.SILENT))
    found = sim.text(scenario, "own-text", path, {"FUND": "explicit"}, whole, base="rev", after=1, runs=30)
    assert [text.name for text in found.texts] == ["own-text", "rev", "this text", "whole"]
    assert found.texts[2].rungs == (Rung.EXPLICIT, Rung.EXPLICIT)
    same = put_texts(scenario, found.texts, 1, 30)
    assert np.array_equal(found.found["adopted"], same.found["adopted"])


def test_a_package_is_searched_as_by_the_command(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path, OWN))
    found = sim.package(
        scenario, {"CABLES": "explicit"}, base="silent", keep={"FUND": "silent"}, above=0.1, runs=30
    )
    assert {one.rungs[1] for one in found.frontier} == {Rung.SILENT}
    assert found.given is not None
    assert found.given.rungs == (Rung.EXPLICIT, Rung.SILENT)
    assert sim.package(scenario, state="FRA", runs=10).wish.state == "FRA"


def test_what_there_is_not_is_refused(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path, OWN))
    with pytest.raises(ValueError, match="no delegation 'GBR'"):
        sim.package(scenario, state="GBR")
    with pytest.raises(BadInput, match="is not an issue of own"):
        sim.package(scenario, keep={"WHALES": "silent"})
    with pytest.raises(BadInput, match="names no text"):
        sim.text(scenario, "draft")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"weigh": {"IHL": -1}}, "IHL=-1: is not a weight"),
        ({"weigh": {"IHL": math.nan}}, "IHL=nan: is not a weight"),
        ({"weigh": {"IHL": "2"}}, "is not a weight"),
        ({"weigh": {"ILH": 2}}, "ILH: is not an issue of this scenario"),
        ({"weigh": {"IHL": 2}, "state": "CHN"}, "weigh is for strength"),
        ({"above": "0.5"}, "above 0 and below 1"),
        ({"after": 1.5}, "after must be a whole number"),
        ({"behaviour": "priors "}, "no behaviour 'priors '; there are calibrated, priors"),
        ({"never": {"IHL": "loud"}}, "IHL=loud: is not a formulation"),
    ],
)
def test_a_wish_that_would_be_passed_over_is_refused(wish: dict[str, Any], said: str) -> None:
    with pytest.raises((BadInput, ValueError), match=said):
        sim.package(sim.load("gge-2016-2017"), runs=10, **wish)


def test_what_is_no_scenario_is_said_to_be_none() -> None:
    with pytest.raises(TypeError, match="a Scenario is needed, as load gives it, not 'lone-blocker'"):
        sim.forecast("lone-blocker", 10)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="name or path of a scenario is needed"):
        sim.load(None)  # type: ignore[arg-type]
