"""What the page of a followed process says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.report.follow import follow_report
from sim.report.render.terminal import as_text
from sim.study.follow.history import continued
from sim.study.follow.question import follow
from tests.scenario.files import OWN
from tests.scenario.follows import FOLLOW, laid

RECORD = OWN + "record: {adopted: false, document: X/9, date: 2021-03, source: invented}\n"


def _said(folder: Path, text: str = FOLLOW, scenario: str = OWN, runs: int = 400) -> str:
    study = follow(laid(folder, text, scenario), runs=runs, seed=3)
    return " ".join(as_text(follow_report(study, continued((), study)).document).split())


def test_it_says_what_each_entry_changed_and_keeps_the_digest(tmp_path: Path) -> None:
    study = follow(laid(tmp_path), runs=400, seed=3)
    links = continued((), study)
    said = " ".join(as_text(follow_report(study, links).document).split())
    assert "Kenya: CABLES -3" in said
    assert "Draft at reading 2: CABLES explicit" in said
    assert "Reading 2: France supports CABLES and China and Kenya bracket CABLES" in said
    assert "China: gives up CABLES" in said
    assert "Deadline: sessions 3" in said
    assert "1, 2020-04-01: paragraphs: " in said
    assert "with 0.1 and" in said, "the result for other error rates"
    assert links[-1].hash in said
    assert "Brier" not in said, "no outcome is on record"


def test_scores_come_with_the_record(tmp_path: Path) -> None:
    said = _said(tmp_path, scenario=RECORD)
    assert "Means: Brier score 0." in said
    assert "On record: no report found consensus" in said


def test_few_effective_plays_are_warned_of_and_very_few_give_no_probability(tmp_path: Path) -> None:
    said = _said(tmp_path, runs=150)
    assert "Warning: from entry 3 on, what was seen leaves fewer than 200 effective plays" in said
    head = "scenario: scenario.yaml\nerror_rate: 0.01\nentries:\n"
    odd = "{CABLES: {brackets: [FRA, PER, TON], supports: CHN}}"
    odd = f"  - {{date: 2020-04, source: x, reading: 1, stances: {odd}}}\n"
    said = _said(tmp_path, head + odd, runs=60)
    assert "no probability is given" in said


def test_a_file_without_entries_gives_the_forecast(tmp_path: Path) -> None:
    said = _said(tmp_path, "scenario: scenario.yaml\nentries: []\n")
    assert "before anything has happened" in said
    assert "No entry counts yet." in said


@pytest.mark.parametrize("name", ["steps", "moves", "sightings", "forecasts"])
def test_tables_have_a_row_for_each(tmp_path: Path, name: str) -> None:
    study = follow(laid(tmp_path), runs=60)
    sheets = {sheet.name: list(sheet.rows) for sheet in follow_report(study, continued((), study)).sheets}
    rows = {"steps": 7, "moves": 6 * 7, "sightings": 3, "forecasts": 7}
    assert len(sheets[name]) == rows[name]
