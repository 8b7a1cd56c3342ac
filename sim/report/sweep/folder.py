"""The folder of a sweep: page, tables, figures, summary."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from sim.report.columns import Columns, stamped, table_files
from sim.report.figures.sweep import sweep_figures
from sim.report.folder import figure_files, page_as_text
from sim.report.page import PAGE, as_page
from sim.report.sweep.document import sweep_document
from sim.report.sweep.page import headline, point_columns, point_values, sweep_page
from sim.study.estimate import Estimate
from sim.study.setting import scenario_digest
from sim.study.sweep import MEASURES, Found, Sweep
from sim.version import __version__

#: Figures are given to this many digits.
DIGITS = 6


def sweep_files(sweep: Sweep) -> dict[str, bytes]:
    """Return every file of a sweep, by name; the same bytes for the same plays."""
    files = {"sweep.json": (json.dumps(sweep_summary(sweep), indent=1) + "\n").encode()}
    files["sweep.txt"] = page_as_text(sweep_page(sweep)).encode()
    seed = sweep.effort.seed
    for name, columns in (("sweep", _points(sweep)), ("rooms", _rooms(sweep)), ("plays", _plays(sweep))):
        files |= table_files(name, stamped(columns, sweep.scenario, seed))
    for name, figure in sweep_figures(sweep).items():
        files |= figure_files(name, figure)
    return {**files, PAGE: as_page(sweep_document(sweep), files)}


def sweep_summary(sweep: Sweep) -> dict[str, Any]:
    """Return a sweep as plain values; every key is described in docs/reference/json.md."""
    return {
        "schema": 1,
        "kind": "sweep",
        "version": __version__,
        "scenario": sweep.scenario.id,
        "scenario_hash": scenario_digest(sweep.scenario),
        "supported": sweep.scenario.supported,
        "rooms": sweep.effort.rooms,
        "runs": sweep.effort.runs,
        "seed": sweep.effort.seed,
        "known": None if sweep.known is None else list(sweep.known),
        "headline": headline(sweep),
        "points": [_point(sweep, found) for found in sweep.found],
    }


def _point(sweep: Sweep, found: Found) -> dict[str, Any]:
    return {
        **dict(zip(point_columns(sweep), point_values(sweep, found), strict=True)),
        **{name: _estimate(getattr(found, name)) for name in MEASURES},
        "between_rooms": round(found.between, DIGITS),
        "within_rooms": round(found.within, DIGITS),
    }


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    told = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: None if not np.isfinite(v) else round(v, DIGITS) for name, v in told.items()}


def _points(sweep: Sweep) -> Columns:
    """Return a row for each point."""
    rows: list[dict[str, Any]] = []
    for found in sweep.found:
        row = dict(zip(point_columns(sweep), point_values(sweep, found), strict=True))
        row |= {"rooms": len(found.tallies), "plays": int(found.plays.sum())}
        for name in MEASURES:
            estimate: Estimate = getattr(found, name)
            row |= {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}
        row |= {"between_rooms": found.between, "within_rooms": found.within}
        row |= {"first": 0, "last": int(found.plays.sum()) - 1}
        rows.append(row)
    return {name: [row[name] for row in rows] for name in rows[0]}


def _rooms(sweep: Sweep) -> Columns:
    """Return a row for each room."""
    rows: list[dict[str, Any]] = []
    for found in sweep.found:
        for room, (members, tally) in enumerate(zip(found.members, found.tallies, strict=True)):
            row = dict(zip(point_columns(sweep), point_values(sweep, found), strict=True))
            row |= {"room": room, "plays": len(tally), "adopted": int(tally.adopted.sum())}
            row |= {"first": int(tally.replicates[0]), "last": int(tally.replicates[-1])}
            row["members"] = " ".join(members)
            rows.append(row)
    return {name: [row[name] for row in rows] for name in rows[0]}


def _plays(sweep: Sweep) -> Columns:
    """Return a row for each play."""
    told = [(found, room, tally) for found in sweep.found for room, tally in enumerate(found.tallies)]
    columns: dict[str, Any] = {}
    for place, name in enumerate(point_columns(sweep)):
        columns[name] = [point_values(sweep, f)[place] for f, _, tally in told for _ in range(len(tally))]
    columns["room"] = np.concatenate([np.full(len(tally), room) for _, room, tally in told])
    for name, field in (
        ("replicate", "replicates"),
        ("adopted", "adopted"),
        ("objections", "objections"),
        ("dissociations", "dissociations"),
        ("strength", "strength"),
        ("readings", "readings"),
    ):
        columns[name] = np.concatenate([getattr(tally, field) for _, _, tally in told])
    columns["strength"] = columns["strength"] / (2 * told[0][0].paragraphs)
    return columns
