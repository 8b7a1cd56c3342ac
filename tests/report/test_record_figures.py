"""Figures of the record: what was given, what happened, and how sure either is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from sim.report.figures.record import bins, calibration, describe_calibration, describe_record, record
from sim.report.wording import percent
from sim.study.interval import CEILING, wilson
from sim.study.record import Mode, Verdict
from tests.report.reading import text_of
from tests.report.record.test_page import judged


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return judged()


def test_every_process_has_its_probability_and_interval(verdict: Verdict) -> None:
    (axes,) = record(verdict).axes
    marks = [c for c in axes.collections if isinstance(c, PathCollection)]
    found = verdict.judged[Mode.LEAVE_ONE_OUT]
    given = [j.probability for j in found]
    full = [np.asarray(c.get_offsets())[0, 0] for c in marks[::2]]
    assert full == pytest.approx(given)
    rolling = [j.probability for j in verdict.judged[Mode.CHRONOLOGICAL]]
    assert [np.asarray(c.get_offsets())[0, 0] for c in marks[1::2]] == pytest.approx(rolling)
    drawn = {tuple(np.round(np.asarray(line.get_xdata(), dtype=float), 9)) for line in axes.get_lines()}
    for one in found:
        low, high = wilson(one.probability * verdict.runs, verdict.runs)
        interval = (round(low, 9), round(min(high, CEILING), 9))
        assert (interval in drawn) == (one.probability < CEILING)
    for process, probability in zip(verdict.processes, given, strict=True):
        assert percent(probability) in text_of(record(verdict))
        ended = "adopted" if process.record.adopted else "failed"
        assert f"{process.id} {percent(probability)} ({ended})" in describe_record(verdict)


def test_failures_are_told_by_their_shape_too(verdict: Verdict) -> None:
    (axes,) = record(verdict).axes
    marks = [c for c in axes.collections if isinstance(c, PathCollection)][::2]
    corners = [len(np.asarray(c.get_paths()[0].vertices)) for c in marks]
    ended = [process.record.adopted for process in verdict.processes]
    assert len({(c, e) for c, e in zip(corners, ended, strict=True)}) == 2
    assert set(ended) == {True, False}


def test_bins_hold_every_formulation_once(verdict: Verdict) -> None:
    found = bins(verdict)
    cells = sum(len(process.language) for process in verdict.processes)
    assert cells
    assert sum(b.of for b in found) == 3 * cells
    assert sum(b.agreed for b in found) == cells  # of the formulations of a paragraph one was agreed
    assert all(a.given < b.given for a, b in itertools.pairwise(found))


def test_calibration_shows_counts_and_intervals(verdict: Verdict) -> None:
    (axes,) = calibration(verdict).axes
    marks = [np.asarray(c.get_offsets())[0] for c in axes.collections if isinstance(c, PathCollection)]
    lines = [np.asarray(line.get_ydata(), dtype=float) for line in axes.get_lines()[1:]]
    told = describe_calibration(verdict)
    for one, mark, line in zip(bins(verdict), marks, lines, strict=True):
        assert mark == pytest.approx([one.given, one.share])
        assert line == pytest.approx(wilson(one.agreed, one.of))
        assert f"{one.agreed} of {one.of}" in text_of(calibration(verdict))
        assert f"of {one.of} given {percent(one.given)} on average, {one.agreed} were agreed" in told
    assert "too short" in " ".join(text_of(calibration(verdict)).split())


def test_nothing_falls_outside(verdict: Verdict) -> None:
    for drawn in (record(verdict), calibration(verdict)):
        drawn.draw_without_rendering()
        for axes in drawn.axes:
            for text in axes.texts:
                box = text.get_window_extent()
                assert drawn.bbox.x0 <= box.x0
                assert box.x1 <= drawn.bbox.x1
                assert box.y1 <= drawn.bbox.y1
