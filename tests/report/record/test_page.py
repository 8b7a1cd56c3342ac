from __future__ import annotations

import json
import re
from dataclasses import asdict, replace

import matplotlib as mpl
import matplotlib.text
import numpy as np
import pytest
from rich.console import Console

from sim.negotiation.behaviour import draw_behaviour
from sim.report.figures.record import calibration, record
from sim.report.record.folder import record_files
from sim.report.record.page import record_page, record_summary, record_tables
from sim.report.wording import percent
from sim.scenario.shipped import shipped
from sim.study.calibrated import calibrated_from
from sim.study.calibration import Effort
from sim.study.history import decided_among
from sim.study.record import Mode, Verdict, judge_record
from sim.study.trial import put_to_trial
from tests.report.reading import rows_of, text_of

EFFORT = Effort(sets=20, small=4, large=2, seed=1)
NAMES = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
TABLES = {"processes.csv", "outcome.csv", "language.csv", "cells.csv", "objectors.csv"}
FIGURES = {"record.svg", "record.png", "calibration.svg", "calibration.png"}


def judged() -> Verdict:
    processes = decided_among([shipped()[name] for name in NAMES])
    sets = draw_behaviour({}, EFFORT.seed, np.arange(EFFORT.sets))
    found = [put_to_trial(p.table, "mediator", sets, EFFORT.small, EFFORT.seed) for p in processes]
    return judge_record(processes, calibrated_from(processes, found, EFFORT, "2030-01-02"), runs=60)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return judged()


@pytest.fixture(scope="module")
def files(verdict: Verdict) -> dict[str, bytes]:
    return record_files(verdict)


def test_the_folder_holds_page_tables_figures_and_summary(files: dict[str, bytes]) -> None:
    assert set(files) == TABLES | FIGURES | {"record.json", "record.txt", "page.html"}
    for name, content in files.items():
        start = {"svg": b"<?xml", "png": b"\x89PNG"}.get(name.rpartition(".")[2], b"")
        assert content.startswith(start), name
        assert content


@pytest.mark.slow
def test_the_same_trials_give_the_same_bytes_whatever_the_users_settings(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"COLUMNS": "60", "FORCE_COLOR": "1", "TERM": "dumb", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = record_files(judged())
    assert {name for name in files if files[name] != again[name]} == set()


def test_every_process_has_its_probabilities(files: dict[str, bytes], verdict: Verdict) -> None:
    rows = rows_of(files, "processes.csv")
    assert [row["process"] for row in rows] == list(NAMES)
    assert [row["adopted"] for row in rows] == ["0", "1", "1"]
    for n, row in enumerate(rows):
        for mode in Mode:
            assert 0 < float(row[mode]) < 1
            assert float(row[mode]) == pytest.approx(verdict.judged[mode][n].probability, abs=5e-5)


def test_scores_are_told_by_mode_and_predictor(files: dict[str, bytes], verdict: Verdict) -> None:
    for name, scores in (("outcome.csv", verdict.outcomes), ("language.csv", verdict.language)):
        rows = rows_of(files, name)
        told = [(row["mode"], row["predictor"]) for row in rows]
        assert told == [(str(mode), s.predictor) for mode in Mode for s in scores[mode]]
        flat = [s for mode in Mode for s in scores[mode]]
        for row, score in zip(rows, flat, strict=True):
            for key, value in asdict(score).items():
                if key == "predictor":
                    continue
                found = [float(part) for part in row[key].split()]
                wanted = [value] if isinstance(value, int | float) else list(value)
                wanted = [v for v in wanted if not np.isnan(v)]
                assert found == pytest.approx(wanted, abs=5e-5), key


def test_every_cell_of_every_report_is_told(files: dict[str, bytes], verdict: Verdict) -> None:
    rows = rows_of(files, "cells.csv")
    assert len(rows) == 3 * 30
    real = {(p.id, p.table.issues[k]): rung.word for p in verdict.processes for k, rung in p.language.items()}
    for row in rows:
        assert real[row["process"], row["issue"]] == row["real"]
        assert row["mode"] in set(Mode)
        shares = [float(row[word]) for word in ("silent", "indirect", "explicit")]
        assert sum(shares) == pytest.approx(1, abs=2e-4)
        assert min(shares) > 0


def test_objectors_are_told_by_name(files: dict[str, bytes], verdict: Verdict) -> None:
    rows = rows_of(files, "objectors.csv")
    assert [row["process"] for row in rows] == [s.process for s in verdict.objectors]
    for row, s in zip(rows, verdict.objectors, strict=True):
        assert row["named"].split() == list(s.named)
        assert float(row["by_plays"]) == pytest.approx(s.by_plays, abs=5e-5)
        assert float(row["by_extremity"]) == pytest.approx(s.by_extremity, abs=5e-5)


def test_the_summary_has_the_keys_that_it_promises(files: dict[str, bytes], verdict: Verdict) -> None:
    told = json.loads(files["record.json"])
    assert told == json.loads(json.dumps(record_summary(verdict)))
    assert set(told) == {"schema", "sets", "runs", "seed", "processes", "outcome", "language", "objectors"}
    assert (told["sets"], told["runs"], told["seed"]) == (20, 60, 1)
    assert [p["process"] for p in told["processes"]] == list(NAMES)
    modes = ["in-sample", "leave-one-out", "chronological"]
    assert set(told["processes"][0]) == {"process", "adopted", *modes}
    assert list(told["outcome"]) == list(told["language"]) == modes
    outcome = {
        "predictor", "brier", "brier_interval", "log", "log_interval", "ranking", "gain", "gain_error"
    }  # fmt: skip
    language = {"predictor", "cells", "exact", "exact_interval", "distance", "log"}
    assert all(set(s) == outcome for mode in modes for s in told["outcome"][mode])
    assert all(set(s) == language for mode in modes for s in told["language"][mode])
    assert [s["log"] is None for s in told["language"]["in-sample"]] == [False, True, True, True]
    assert set(told["objectors"][0]) == {"process", "named", "by_plays", "by_extremity"}


def test_the_summary_is_json_that_everybody_can_read(files: dict[str, bytes]) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    assert json.loads(files["record.json"], parse_constant=refuse)


def test_the_page_tells_every_process_and_predictor(files: dict[str, bytes], verdict: Verdict) -> None:
    page = files["record.txt"].decode()
    assert "\x1b" not in page
    assert "…" not in page
    assert max(len(line) for line in page.splitlines()) <= 120
    first = page[: page.index("Outcome, in-sample")]
    for n, p in enumerate(verdict.processes):
        (line,) = (line for line in first.splitlines() if line.split()[:1] == [p.id])
        assert ("adopted" if p.record.adopted else "FAILED") in line
        for mode in Mode:
            assert percent(verdict.judged[mode][n].probability) in line
    for mode in Mode:
        assert f"Outcome, {mode}" in page
        assert f"Language of adopted reports, {mode}" in page
    for s in (*verdict.outcomes[Mode.IN_SAMPLE], *verdict.language[Mode.IN_SAMPLE]):
        assert sum(line.startswith(f" {s.predictor} ") for line in page.splitlines()) in (3, 6)
    assert "Who stood in the way" in page


def test_the_page_fits_a_terminal(verdict: Verdict) -> None:
    console = Console(width=110, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(record_page(verdict))
    assert "…" not in captured.get()
    assert all(name in captured.get() for name in NAMES)


def test_tables_are_those_of_the_folder(files: dict[str, bytes], verdict: Verdict) -> None:
    assert {name: text.encode() for name, text in record_tables(verdict).items()} == {
        name: files[name] for name in TABLES
    }


def test_the_figures_tell_every_process_and_the_calibration_of_every_cell(verdict: Verdict) -> None:
    drawn = text_of(record(verdict))
    assert all(name in drawn for name in NAMES)
    assert (drawn.count("adopted"), drawn.count("failed")) == (2, 1)
    assert "20 parameter sets" in " ".join(drawn.split())
    counts = [int(n) for n in re.findall(r"\d+ of (\d+)", text_of(calibration(verdict)))]
    assert sum(counts) == 3 * 30


def test_nothing_falls_outside_the_figures(verdict: Verdict) -> None:
    for drawn in (record(verdict), calibration(verdict)):
        drawn.draw_without_rendering()
        needed, (width, height) = drawn.get_tightbbox(), drawn.get_size_inches()
        assert needed.x0 >= -0.02
        assert needed.y0 >= -0.02
        assert needed.x1 <= width + 0.02
        assert needed.y1 <= height + 0.02


def test_a_record_in_which_nobody_is_named_has_a_page_too(verdict: Verdict) -> None:
    unnamed = replace(verdict, objectors=[])
    files = record_files(unnamed)
    assert json.loads(files["record.json"])["objectors"] == []
    assert "nan" not in files["record.txt"].decode()
