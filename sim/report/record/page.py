"""The record page: how the model did on every decided process, beside simple forecasts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.report.csv_text import as_csv
from sim.report.grid import Grid
from sim.report.wording import percent
from sim.study.history import Process
from sim.study.record import Mode, Verdict


def record_page(verdict: Verdict) -> RenderableType:
    """Lay out a judged record as a page."""
    parts: list[RenderableType] = [Padding(Text(effort(verdict)), (0, 0, 1, 0)), _processes(verdict)]
    for mode in Mode:
        parts += [_outcomes(verdict, mode), _language(verdict, mode)]
    return Group(*parts, _objectors(verdict))


def effort(verdict: Verdict) -> str:
    """Say how much was played, and how few parameter sets carry it."""
    carry = {mode: min(j.effective for j in verdict.judged[mode]) for mode in Mode}
    return (
        f"{verdict.sets:,} parameter sets, {verdict.runs:,} plays a process and mode. The sets are weighed, "
        "and few carry a forecast, at least: "
        + ", ".join(f"{carry[mode]:.0f} {mode}" for mode in Mode)
        + ". The processes of one body are not independent, so the intervals are too narrow."
    )


def table(title: str, *columns: str) -> Grid:
    """Begin a table: words in the first column, figures in the others."""
    grid = Grid(box=None, padding=(0, 1), header_style="dim", title=title, title_justify="left")
    for number, column in enumerate(columns):
        grid.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return grid


def _processes(verdict: Verdict) -> RenderableType:
    grid = table("Probability of consensus, in three modes", "process", "outcome", *Mode)
    for n, process in enumerate(verdict.processes):
        shares = [percent(verdict.judged[mode][n].probability) for mode in Mode]
        grid.add_row(process.id, ended(process), *shares)
    return Padding(grid, (0, 0, 1, 0))


def ended(process: Process) -> str:
    """Say how a process ended."""
    return "adopted" if process.record.adopted else "FAILED"


def interval(ends: tuple[float, float]) -> str:
    """Write an interval of a score."""
    return f"{ends[0]:.3f} to {ends[1]:.3f}"


def _outcomes(verdict: Verdict, mode: Mode) -> RenderableType:
    columns = ("predictor", "Brier", "95 %", "log score", "95 %", "ranking", "gain on 0.75", "± s.e.")
    grid = table(f"Outcome, {mode}", *columns)
    for s in verdict.outcomes[mode]:
        grid.add_row(
            s.predictor, f"{s.brier:.3f}", interval(s.brier_interval), f"{s.log:.3f}",
            interval(s.log_interval), f"{s.ranking:.2f}", f"{s.gain:+.3f}", f"{s.gain_error:.3f}",
        )  # fmt: skip
    return Padding(grid, (0, 0, 1, 0))


def _language(verdict: Verdict, mode: Mode) -> RenderableType:
    columns = ("predictor", "cells", "exact", "95 %", "mean distance (0-2)", "log score")
    grid = table(f"Language of adopted reports, {mode}", *columns)
    for s in verdict.language[mode]:
        logs = "" if np.isnan(s.log) else f"{s.log:.3f}"
        row = (str(s.cells), f"{s.exact:.3f}", interval(s.exact_interval), f"{s.distance:.3f}", logs)
        grid.add_row(s.predictor, *row)
    return Padding(grid, (0, 0, 1, 0))


def _objectors(verdict: Verdict) -> RenderableType:
    title = "Who stood in the way: ranking of the real ones (leave-one-out)"
    grid = table(title, "process", "by the plays", "by distance from the mean", "named")
    for s in verdict.objectors:
        grid.add_row(s.process, f"{s.by_plays:.3f}", f"{s.by_extremity:.3f}", str(len(s.named)))
    if not verdict.objectors:
        return grid
    grid.add_row(Text("mean", "bold"), *[f"{mean:.3f}" for mean in mean_rankings(verdict)], "")
    return grid


def mean_rankings(verdict: Verdict) -> tuple[float, float]:
    """Return how well the real objectors rank in the mean: by the plays, and by distance from the mean."""
    by_plays, by_extremity = zip(*((s.by_plays, s.by_extremity) for s in verdict.objectors), strict=True)
    return float(np.mean(by_plays)), float(np.mean(by_extremity))


def record_summary(verdict: Verdict) -> dict[str, Any]:
    """Return a judged record as plain values."""
    return {
        "schema": 1,
        "sets": verdict.sets,
        "runs": verdict.runs,
        "seed": verdict.seed,
        "processes": [
            {
                "process": process.id,
                "adopted": process.record.adopted,
                **{str(mode): round(verdict.judged[mode][n].probability, 4) for mode in Mode},
            }
            for n, process in enumerate(verdict.processes)
        ],
        "outcome": {str(mode): [_plain(s) for s in verdict.outcomes[mode]] for mode in Mode},
        "language": {str(mode): [_plain(s) for s in verdict.language[mode]] for mode in Mode},
        "objectors": [_plain(s) for s in verdict.objectors],
    }


def _plain(score: Any) -> dict[str, Any]:
    def rounded(value: Any) -> Any:
        if isinstance(value, float):
            return None if np.isnan(value) else round(value, 4)
        return [rounded(part) for part in value] if isinstance(value, list | tuple) else value

    return {key: rounded(value) for key, value in asdict(score).items()}


def record_tables(verdict: Verdict) -> dict[str, str]:
    """Return the tables of a judged record as CSV text, by file name."""
    told = record_summary(verdict)
    rows = [[p["process"], int(p["adopted"]), *[p[str(m)] for m in Mode]] for p in told["processes"]]
    files = {"processes.csv": as_csv(["process", "adopted", *map(str, Mode)], rows)}
    for name in ("outcome", "language"):
        header = ["mode", *told[name][str(Mode.IN_SAMPLE)][0]]
        lines = [[mode, *s.values()] for mode, scores in told[name].items() for s in scores]
        files[f"{name}.csv"] = as_csv(header, [[_flat(v) for v in line] for line in lines])
    cells = [
        [mode, process.id, process.table.issues[k], rung.word, *np.round(judged.language[k], 4)]
        for mode in Mode
        for process, judged in zip(verdict.processes, verdict.judged[mode], strict=True)
        for k, rung in process.language.items()
    ]
    files["cells.csv"] = as_csv(["mode", "process", "issue", "real", "silent", "indirect", "explicit"], cells)
    named = [
        [s.process, f"{s.by_plays:.4f}", f"{s.by_extremity:.4f}", " ".join(s.named)]
        for s in verdict.objectors
    ]
    files["objectors.csv"] = as_csv(["process", "by_plays", "by_extremity", "named"], named)
    return files


def _flat(value: Any) -> Any:
    return " ".join(str(part) for part in value) if isinstance(value, list) else value
