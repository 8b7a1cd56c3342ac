"""Texts and sizes that only a machine or an enemy would write: what is reported stays what it is."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from sim.report.figures.drawing import rendered
from sim.report.figures.path import path
from sim.report.figures.style import COLUMNS, across
from sim.report.render.tables import MARK, as_csv
from sim.scenario.loading import load
from sim.study.forecast import forecast
from tests.command import COMMAND, ENVIRONMENT, here
from tests.scenario.files import OWN


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+A1", "-A1", "-1+A1", "\tx", "  =1", "\uff1d1", "=cmd|'/c calc'!A1"]
)
def test_what_a_spreadsheet_would_compute_stands_behind_an_apostrophe(text: str) -> None:
    written = as_csv(["title"], [[text]]).removeprefix(MARK)
    assert list(csv.reader(io.StringIO(written))) == [["title"], [f"'{text}"]]


@pytest.mark.parametrize("cell", ["-1", "+0.5", "-1.5e-07", "-.5", "minus FLOW", "", "a=b", -3, -0.25, 0])
def test_numbers_and_other_texts_stay_as_they_are(cell: object) -> None:
    assert list(csv.reader(io.StringIO(as_csv(["title"], [[cell, "x"]]))))[1][0] == str(cell)


def test_a_process_of_very_many_readings_is_drawn_on_a_page(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text(OWN.replace("sessions: 2", "sessions: 40\nreadings_per_session: 5"), encoding="utf-8")
    figure = path(forecast(load(file), 20, 1))
    assert across(COLUMNS, 0.44) == across(201, 0.44)
    assert figure.get_figwidth() < 26
    axes = figure.axes[0]
    assert len(axes.get_xticks()) <= COLUMNS
    assert axes.get_xticklabels()[0].get_text() == "zero\ndraft"
    assert len(rendered(figure, "png")) < 10**6


@pytest.mark.slow
def test_a_folder_whose_name_is_no_text_is_written_and_told_of(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    name = os.fsdecode(b"odd-\xff")
    words = [*COMMAND, "run", "own.yaml", "--runs", "5", "--out", name]
    done = subprocess.run(words, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=900)
    assert done.returncode == 0, done.stderr
    assert rb"Written to odd-\udcff" in done.stdout
    assert json.loads((tmp_path / name / "manifest.json").read_bytes())["arguments"][0] == "run"


def test_a_terminal_without_the_letters_still_gets_the_page(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    plain = {**ENVIRONMENT, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*COMMAND, "show", "own.yaml"], cwd=tmp_path, env=plain, capture_output=True, timeout=900
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u25b2" in done.stdout


@pytest.mark.parametrize("name", ["positions.csv", "forecast.json", "room.svg", "page.html", "manifest.json"])
def test_a_table_called_like_a_file_of_the_result_is_refused_before_any_play(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "own.yaml").write_text(f"{OWN}positions_file: {name}\n", encoding="utf-8")
    (tmp_path / name).write_text("iso3,issue,value,source,date,evidence\n", encoding="utf-8")
    told = here("run", str(tmp_path / "own.yaml"), "--runs", "1000000", "--out", str(tmp_path / "out"))
    assert told.exit_code == 2
    assert f"gge-sim: {name}: has the name of another file in the results folder" in told.stderr
