"""The record: what was given and what happened, on the page, in the tables and in the figures."""

import itertools
import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection

from sim.negotiation.behaviour import draw_behaviour
from sim.report.document import Document, Facts, Grid, Share
from sim.report.figures.record import bins, record_drawings
from sim.report.record import limits, record_report
from sim.report.render.terminal import as_text
from sim.report.result import Report
from sim.report.words.numbers import percent
from sim.scenario.shipped import shipped
from sim.study.calibration.result import calibrated, calibrated_from
from sim.study.calibration.simulation import simulate
from sim.study.calibration.tasks import Effort
from sim.study.history import decided_among
from sim.study.in_the_way import Measure
from sim.study.interval import CEILING, wilson
from sim.study.judged import SHIPPED, Mode
from sim.study.record import Verdict, judge_record, judge_without, ways_of_record
from sim.study.record_scores import Cells
from tests.report.boxes import faults
from tests.report.reading import rows_of, text_of

EFFORT = Effort(sets=20, small=4, large=2, seed=1)
NAMES = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
TABLES = {"processes", "outcome", "degrees", "language", "cells", "objectors"}
RUNGS = ("silent", "indirect", "explicit")


def judged() -> Verdict:
    processes = decided_among([shipped()[name] for name in NAMES])
    sets = draw_behaviour({}, EFFORT.seed, np.arange(EFFORT.sets))
    found = [simulate(p.table, "mediator", sets, EFFORT.small, EFFORT.seed) for p in processes]
    return judge_record(processes, calibrated_from(processes, found, EFFORT, "2030-01-02"), runs=60)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return judged()


@pytest.fixture(scope="module")
def report(verdict: Verdict) -> Report:
    return record_report(verdict)


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, bytes]:
    return report.files()


def grids(document: Document) -> list[Grid]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Grid)]


def facts(document: Document) -> dict[str, str]:
    (found,) = document.sections[-1].blocks
    assert isinstance(found, Facts)
    return dict(found.rows)


def marks(axes: Axes) -> list[PathCollection]:
    return [c for c in axes.collections if isinstance(c, PathCollection)]


def test_the_folder_holds_page_story_tables_figures_and_summary(files: dict[str, bytes]) -> None:
    figures = {f"{name}.{kind}" for name in ("record", "calibration") for kind in ("svg", "png")}
    tables = {f"{name}.csv" for name in TABLES}
    assert set(files) == tables | figures | {"record.json", "dictionary.csv", "story.md", "page.html"}


def test_tables_hold_every_forecast_and_cell(files: dict[str, bytes], verdict: Verdict) -> None:
    processes, cells = rows_of(files, "processes.csv"), rows_of(files, "cells.csv")
    assert [(row["process"], row["adopted"]) for row in processes] == list(zip(NAMES, "011", strict=True))
    for mode in Mode:
        wanted = [one.probability for one in verdict.judged[mode]]
        assert [float(row[mode]) for row in processes] == pytest.approx(wanted, abs=5e-5)
    real = {(p.id, p.table.issues[k]): rung.word for p in verdict.processes for k, rung in p.language.items()}
    assert [(row["process"], row["issue"], row["real"]) for row in cells] == len(Mode) * [
        (*where, rung) for where, rung in real.items()
    ]
    shares = np.array([[float(row[rung]) for rung in RUNGS] for row in cells])
    assert shares.sum(axis=1) == pytest.approx(1, abs=2e-4)
    assert (shares > 0).all()


@pytest.mark.parametrize(
    ("name", "of"), [("outcome", "outcomes"), ("degrees", "degrees"), ("language", "language")]
)
def test_tables_and_summary_hold_every_score(
    name: str, of: str, files: dict[str, bytes], report: Report, verdict: Verdict
) -> None:
    rows = iter(rows_of(files, f"{name}.csv"))
    for mode in Mode:
        for score, in_json in zip(getattr(verdict, of)[mode], report.summary[name][mode], strict=True):
            row = next(rows)
            named = ("predictor", "among")
            wanted = {key: np.ravel(value) for key, value in asdict(score).items() if key not in named}
            assert (row.pop("mode"), row.pop("predictor")) == (mode, score.predictor)
            assert in_json["predictor"] == score.predictor
            among = {key: str(getattr(score, key)) for key in ("among",) if hasattr(score, key)}
            assert {key: row.pop(key) for key in among} == {key: in_json[key] for key in among} == among
            for key, numbers in wanted.items():
                assert [float(x) for x in row.pop(key).split() or ["nan"]] == pytest.approx(
                    numbers, abs=5.1e-5, nan_ok=True
                )
                found = np.array(in_json[key], dtype=float)
                assert found.ravel() == pytest.approx(numbers, abs=5.1e-5, nan_ok=True)
            assert not row
            assert set(in_json) == {"predictor", *among, *wanted}
    assert not list(rows)


def test_objectors_are_named_with_their_rankings(
    files: dict[str, bytes], report: Report, verdict: Verdict
) -> None:
    in_json = report.summary["objectors"]
    for row, one, s in zip(rows_of(files, "objectors.csv"), in_json, verdict.objectors, strict=True):
        assert (row["process"], row["named"].split()) == (s.process, list(s.named))
        assert (one["process"], one["named"]) == (s.process, list(s.named))
        for measure in Measure:
            key = f"by_{measure}"
            assert float(row[key]) == one[key] == round(s.rankings[measure], 4)
            key = f"right_{measure}"
            assert int(row[key]) == one[key] == s.right[measure]
        assert float(row["right_chance"]) == one["right_chance"] == round(s.chance, 4)


def test_the_summary_is_json_that_everybody_can_read(files: dict[str, bytes], report: Report) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    told = json.loads(files["record.json"], parse_constant=refuse)
    assert told == json.loads(json.dumps(report.summary))
    assert set(told) == {"schema", "kind", "version", "sets", "runs", "seed", "headline",
                         "processes", "outcome", "degrees", "language", "objectors", "ablations"}  # fmt: skip
    assert (told["sets"], told["runs"], told["seed"]) == (20, 60, 1)
    assert list(told["outcome"]) == list(told["language"]) == [str(mode) for mode in Mode]


def test_the_page_shows_every_process_and_score(report: Report, verdict: Verdict) -> None:
    first, *rest = grids(report.document)
    for n, (row, process) in enumerate(zip(first.rows, verdict.processes, strict=True)):
        ended = "adopted" if process.record.adopted else "FAILED"
        shares = (Share(verdict.judged[mode][n].probability) for mode in Mode)
        assert row == (process.id, ended, *shares)
    modes = (Mode.PRIORS, Mode.LEAVE_ONE_OUT, Mode.CHRONOLOGICAL)
    for second, scores in (("Brier", verdict.outcomes), ("paragraphs", verdict.language)):
        for grid, mode in zip([g for g in rest if g.columns[1] == second], modes, strict=True):
            assert grid.columns[0] == mode
            assert [row[0] for row in grid.rows] == [s.predictor for s in scores[mode]]
    (logs,) = (grid for grid in rest if grid.columns[0] == "log score")
    assert [row[1].partition(" ")[0] for row in logs.rows if isinstance(row[1], str)] == [
        f"{s.log:.3f}" for s in verdict.outcomes[Mode.PRIORS]
    ]
    (wrong,) = (grid for grid in rest if grid.columns[1] == "paragraph")
    model = verdict.language[SHIPPED][0]
    assert len(wrong.rows) == round(model.cells * (1 - model.exact))


def test_the_terminal_names_process_mode_and_objectors(report: Report) -> None:
    told = as_text(report.document, 110)
    assert all(word in told for word in (*NAMES, *Mode, "Who stood in the way", "FAILED"))
    assert "…" not in told


def test_the_page_has_the_probability_of_every_degree_and_what_each_kind_of_paragraph_scores(
    report: Report, files: dict[str, bytes], verdict: Verdict
) -> None:
    (given,) = (grid for grid in grids(report.document) if grid.columns[1] == "in reality")
    judged = verdict.judged[SHIPPED]
    for row, one, cells in zip(given.rows, judged, rows_of(files, "processes.csv"), strict=True):
        assert row[:2] == (one.process.id, one.process.degree.word)
        assert row[2:] == tuple(map(Share, one.degrees.tolist()))
        words = ("none", "procedural", "thin", "rich")
        assert [float(cells[w]) for w in words] == pytest.approx(one.degrees.tolist(), abs=5e-5)
    said = " ".join(limits(verdict))
    for kind in ("Paragraphs", "Contested paragraphs", "Paragraphs that changed"):
        assert kind in said
    assert {row["among"] for row in rows_of(files, "language.csv")} == set(Cells)


def test_rules_that_were_left_out_have_a_section_and_a_table(verdict: Verdict) -> None:
    assert "What the rules are worth" not in as_text(record_report(verdict).document)
    ways = ways_of_record(["scope", "inertia"])
    report = record_report(judge_without(verdict, ways))
    told = as_text(report.document)
    assert all(
        word in told for word in ("What the rules are worth", "no scope", "no inertia", "rules as built")
    )
    rows = rows_of(report.files(), "ablations.csv")
    assert [row["forecast"] for row in rows] == [s["forecast"] for s in report.summary["ablations"]]
    assert len(rows) == 5


def test_where_nobody_is_named_the_page_says_so(verdict: Verdict) -> None:
    report = record_report(replace(verdict, objectors=[]))
    assert report.summary["objectors"] == []
    assert "For no process is it known who stood in the way." in as_text(report.document)


@settings(max_examples=40)
@given(st.lists(st.floats(0.01, 0.97), min_size=3, max_size=3))
def test_failures_are_counted(verdict: Verdict, probabilities: list[float]) -> None:
    found = zip(verdict.judged[SHIPPED], probabilities, strict=True)
    changed = [replace(one, probability=p) for one, p in found]
    verdict = replace(verdict, judged={**verdict.judged, SHIPPED: changed})
    assert next(iter(limits(verdict))).startswith(
        f"1 of 3 processes failed. The model had called {int(probabilities[0] > 0.5)} of these "
    )
    assert f"{percent(probabilities[0])} for 1 that failed" in record_report(verdict).document.answer.sentence


def test_the_page_says_whether_the_calibration_is_the_one_that_ships(
    report: Report, verdict: Verdict
) -> None:
    ships = judge_record(verdict.processes, calibrated(), runs=10)
    assert str(calibrated().about["date"]) in facts(record_report(ships).document)["parameters"]
    assert facts(report.document)["parameters"].startswith("20 sets from a calibration, ")


def test_the_figure_has_every_probability_and_interval(verdict: Verdict) -> None:
    drawing = record_drawings(verdict)["record"]
    drawn, described = drawing.draw(), drawing.describe()
    (axes,) = drawn.axes
    modes = (SHIPPED, Mode.LEAVE_ONE_OUT)
    for found, mode in zip((marks(axes)[::2], marks(axes)[1::2]), modes, strict=True):
        offsets = [np.asarray(c.get_offsets())[0, 0] for c in found]
        assert offsets == pytest.approx([one.probability for one in verdict.judged[mode]])
    lines = {tuple(np.round(np.asarray(line.get_xdata(), dtype=float), 9)) for line in axes.get_lines()}
    for one in verdict.judged[SHIPPED]:
        low, high = wilson(one.probability * verdict.runs, verdict.runs)
        assert ((round(low, 9), round(min(high, CEILING), 9)) in lines) == (one.probability < CEILING)
        assert percent(one.probability) in text_of(drawn)
        ended = "adopted" if one.process.record.adopted else "failed"
        assert f"{one.process.id} {percent(one.probability)} ({ended})" in described
    corners = [len(np.asarray(c.get_paths()[0].vertices)) for c in marks(axes)[::2]]
    assert corners[0] not in corners[1:]  # the failure has a shape of its own
    assert (text_of(drawn).count("adopted"), text_of(drawn).count("failed")) == (2, 1)
    assert "20 parameter sets" in " ".join(text_of(drawn).split())


def test_every_formulation_is_in_one_bin_with_its_count_and_interval(verdict: Verdict) -> None:
    found, drawing = bins(verdict), record_drawings(verdict)["calibration"]
    cells = sum(len(process.language) for process in verdict.processes)
    assert cells
    assert sum(b.of for b in found) == 3 * cells
    assert sum(b.agreed for b in found) == cells  # of the formulations of a paragraph one was agreed
    assert all(a.given < b.given for a, b in itertools.pairwise(found))
    drawn, told = drawing.draw(), drawing.describe()
    (axes,) = drawn.axes
    for one, mark, line in zip(found, marks(axes), axes.get_lines()[1:], strict=True):
        assert np.asarray(mark.get_offsets())[0] == pytest.approx([one.given, one.agreed / one.of])
        assert np.asarray(line.get_ydata(), dtype=float) == pytest.approx(wilson(one.agreed, one.of))
        assert f"{one.agreed} of {one.of}" in text_of(drawn)
        assert f"of {one.of} given {percent(one.given)} on average, {one.agreed} were agreed" in told
    assert "too short" in " ".join(text_of(drawn).split())


@pytest.mark.parametrize("name", ["record", "calibration"])
def test_nothing_falls_outside_the_figures(name: str, verdict: Verdict) -> None:
    assert not [fault for fault in faults(record_drawings(verdict)[name].draw()) if "outside" in fault]
