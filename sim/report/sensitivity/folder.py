"""The folder of a sensitivity analysis: page, tables, figure, summary."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from sim.report.csv_text import as_csv
from sim.report.figures.drawing import figure_files
from sim.report.figures.sensitivity import sensitivity
from sim.report.render.html import PAGE, as_page
from sim.report.render.terminal import page_as_text
from sim.report.sensitivity.document import sensitivity_document
from sim.report.sensitivity.page import behaviour, sensitivity_page
from sim.study.sensitivity.aim import MEANING, Method, Target
from sim.study.sensitivity.analysis import Sensitivity
from sim.study.sensitivity.convergence import WIDEST
from sim.study.setting import scenario_digest
from sim.version import __version__

#: What the bytes of a result depend on, besides our own version.
LIBRARIES = ("SALib", "numpy", "scipy")
#: How each method's indices are called in tables, and the attribute of `Indices` that holds them.
_COLUMNS = {
    Method.MORRIS: {
        "mu_star": "strength", "mu_star_error": "strength_error", "mu": "direction",
        "mu_error": "direction_error", "sigma": "sigma",
    },
    Method.SOBOL: {
        "ST": "strength", "ST_error": "strength_error", "S1": "first", "S1_error": "first_error",
        "slope": "direction", "slope_error": "direction_error",
    },
}  # fmt: skip


def sensitivity_files(result: Sensitivity) -> dict[str, bytes]:
    """Return every file of a sensitivity analysis, by name; the same bytes for the same evaluations."""
    files = {name: text.encode() for name, text in sensitivity_tables(result).items()}
    told = json.dumps(sensitivity_summary(result), indent=1, ensure_ascii=False)
    files["sensitivity.json"] = (told + "\n").encode()
    files["sensitivity.txt"] = page_as_text(sensitivity_page(result), 110).encode()
    files |= figure_files("sensitivity", sensitivity(result))
    return {**files, PAGE: as_page(sensitivity_document(result), files)}


def sensitivity_summary(result: Sensitivity) -> dict[str, Any]:
    """Return a sensitivity analysis as plain values."""
    plan, found, agree = result.plan, result.convergence, result.agreement
    return {
        "schema": 1,
        "scenario": result.scenario.id,
        "scenario_hash": scenario_digest(result.scenario),
        "supported": result.scenario.supported,
        "version": __version__,
        "libraries": {name: version(name) for name in LIBRARIES},
        "target": str(result.target),
        "meaning": MEANING[result.target],
        "method": str(plan.method),
        "samples": plan.samples,
        "evaluations": plan.design.evaluations,
        "runs": plan.runs,
        "plays": plan.plays,
        "seed": plan.seed,
        "behaviour": behaviour(result),
        "output": {
            "as_it_stands": _rounded(result.base[list(Target).index(result.target)]),
            "mean": _rounded(result.output.mean()),
            "deviation": _rounded(result.output.std()),
            "low": _rounded(result.output.min()),
            "high": _rounded(result.output.max()),
        },
        "factors": [
            {
                "factor": plan.factors[n].lever,
                "title": plan.factors[n].title,
                "meaning": plan.factors[n].meaning,
                "range": plan.factors[n].span,
                **_figures(result, n),
            }
            for n in result.order
        ],
        "samples_check": {
            "converged": found.converged,
            "ranks_settled": found.ranks,
            "values_settled": found.values,
            "width": _rounded(found.width),
            "allowed": WIDEST[plan.method],
            "places": _rounded(found.half.places),
            "correlation": _rounded(found.half.correlation),
            "advice": None if found.converged else found.advice,
        },
        "replicates_check": {
            "agree": agree.agree,
            "difference": _rounded(agree.halves.difference),
            "allowed": WIDEST[plan.method],
            "places": _rounded(agree.halves.places),
            "correlation": _rounded(agree.halves.correlation),
            "growth": _rounded(agree.growth),
            "advice": None if agree.agree else agree.advice,
        },
    }


def _figures(result: Sensitivity, factor: int) -> dict[str, float]:
    columns = _COLUMNS[result.plan.method]
    return {name: _rounded(getattr(result.indices, held)[factor]) for name, held in columns.items()}


def _rounded(value: float) -> float:
    return round(float(value), 6)


def sensitivity_tables(result: Sensitivity) -> dict[str, str]:
    """Return the tables of a sensitivity analysis as CSV text, by file name."""
    plan = result.plan
    stamp = {
        "seed": plan.seed,
        "first": 0,
        "last": plan.runs - 1,
        "scenario": result.scenario.id,
        "scenario_hash": scenario_digest(result.scenario),
        "version": __version__,
    }
    figures = list(_COLUMNS[plan.method])
    effects = [
        [
            rank,
            plan.factors[n].lever,
            plan.factors[n].title,
            plan.factors[n].span,
            *_figures(result, n).values(),
        ]
        for rank, n in enumerate(result.order, 1)
    ]
    values = plan.values(plan.design.points())
    evaluations = [
        [number, *(v if isinstance(v, str) else f"{v:.9g}" for v in row), *(f"{mean:.6g}" for mean in means)]
        for number, (row, means) in enumerate(zip(values, result.outputs, strict=True))
    ]
    levers = [factor.lever for factor in plan.factors]

    def stamped(header: list[str], rows: list[list[Any]]) -> str:
        return as_csv([*header, *stamp], [[*row, *stamp.values()] for row in rows])

    return {
        "effects.csv": stamped(["rank", "factor", "title", "range", *figures], effects),
        "evaluations.csv": stamped(["evaluation", *levers, *map(str, Target)], evaluations),
    }
