"""The folder of a what-if study: page, tables, figures, summary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from sim.report.columns import Columns, stamped, table_files
from sim.report.figures.drawing import figure_files
from sim.report.figures.what_if import what_if_figures
from sim.report.render.html import PAGE, as_page
from sim.report.render.terminal import page_as_text
from sim.report.what_if.document import what_if_document
from sim.report.what_if.page import headline, nobody, smallest, strongest, what_if_page
from sim.scenario.ladder import Rung
from sim.study.paired import Difference
from sim.study.rewording import rungs_between
from sim.study.setting import scenario_digest
from sim.study.what_if.joining import BY_OBJECTION
from sim.study.what_if.objector import COUNTED, Need, Objector, Rewording
from sim.study.what_if.pressure import Effect
from sim.study.what_if.question import TOP, WhatIf
from sim.version import __version__

#: Figures are given to so many digits.
DIGITS = 6
_STANCES = ("joins", "dissociates", "objects")
_KINDS = ("harm", "disappointment")
_RESULTS = ("plays", "joins", "passes", "others_object", "adopted")


def what_if_files(result: WhatIf, top: int = TOP) -> dict[str, bytes]:
    """Return every file of a study, by name; the same bytes for the same plays."""
    files = {"what-if.json": (json.dumps(what_if_summary(result), indent=1) + "\n").encode()}
    files["what-if.txt"] = page_as_text(what_if_page(result, top)).encode()
    span: Columns = {"first": [0], "last": [result.runs - 1]}
    for name, rows in (
        ("objectors", [_objector_row(result, one) for one in result.objectors]),
        ("cover", _cover_rows(result)),
        ("effects", [_effect_row(effect) for effect in result.effects]),
        ("rewordings", _rewording_rows(result)),
    ):
        columns: dict[str, Any] = {key: [row[key] for row in rows] for key in (rows[0] if rows else {})}
        if rows:
            columns |= {key: [value[0]] * len(rows) for key, value in span.items()}
            files |= table_files(name, stamped(columns, result.scenario, result.seed))
    if result.objectors:
        files |= table_files("objections", stamped(_objections(result), result.scenario, result.seed))
    for name, figure in what_if_figures(result, top).items():
        files |= figure_files(name, figure)
    return {**files, PAGE: as_page(what_if_document(result, top), files)}


def what_if_summary(result: WhatIf) -> dict[str, Any]:
    """Return a study as plain values; what is beyond any amount is null."""
    low, high = result.interval
    return {
        "schema": 1,
        "kind": "what-if",
        "version": __version__,
        "scenario": result.scenario.id,
        "scenario_hash": scenario_digest(result.scenario),
        "supported": result.supported,
        "seed": result.seed,
        "runs": result.runs,
        "adopted": {
            "plays": result.adoptions,
            "share": _rounded(result.share),
            "interval": [_rounded(low), _rounded(high)],
        },
        "headline": headline(result),
        "strongest": strongest(result),
        "objectors": [_told(result, one) for one in result.objectors],
        "effects": [_effect_row(effect, plain=True) for effect in result.effects],
        **({} if result.objectors else {"note": nobody(result)}),
    }


def _told(result: WhatIf, one: Objector) -> dict[str, Any]:
    issues = result.setting.table.issues
    return {
        "state": one.code,
        "name": one.name,
        "objections": one.objections,
        "share_of_plays": _rounded(one.objections / result.runs),
        "sentence": smallest(result, one),
        "complaints": [
            {
                "issue": issues[c // 2] if c >= 0 else None,
                "kind": _KINDS[c % 2] if c >= 0 else None,
                "objections": n,
            }
            for c, n in one.complaints
        ],
        "smallest": _rewording(one.smallest),
        "surest": _rewording(one.surest),
        "by_rungs": {"one": one.by_rungs[0], "two": one.by_rungs[1], "none": one.by_rungs[2]},
        "rewordings": [_rewording(r) for r in one.rewordings if r.passes],
        "flexibility_to_join": _need(one.flexibility),
        "flexibility_to_pass": _need(one.flexibility_to_pass),
        "stake_to_join": _need(one.stake),
        "one_more_outlet": dict(zip(("joins", "passes", "adopted"), one.outlet, strict=True)),
        "uncovered": one.uncovered,
        "cover": dict(one.cover),
    }


def _rewording(r: Rewording | None) -> dict[str, Any] | None:
    if r is None:
        return None
    told = dict(zip(_RESULTS, (getattr(r, name) for name in COUNTED), strict=True))
    wordings = [{"from": start.word, "to": end.word, "joins": n} for start, end, n in r.wordings]
    return {"issue": r.issue, "rungs": r.rungs, "wordings": wordings, **told, "estranged": dict(r.estranged)}


def _need(need: Need) -> dict[str, Any]:
    low, middle, high = map(_rounded, need.more)
    return {"now": _rounded(need.now), "more": middle, "quartiles": [low, high], "never": need.never}


def _rounded(value: float) -> float | None:
    return round(value, DIGITS) if isfinite(value) else None


def _effect_row(effect: Effect, plain: bool = False) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": str(effect.kind), "of": effect.of, "change": effect.told}
    for name, found in (("adopted", effect.adopted), ("strength", effect.strength)):
        row |= _difference(name, found, plain)
    return {**row, "clear": effect.adopted.clear, "gained": effect.gained, "lost": effect.lost}


def _difference(name: str, found: Difference, plain: bool) -> dict[str, Any]:
    names = (name, f"{name}_low", f"{name}_high")
    values = (found.value, found.low, found.high)
    return {key: _rounded(v) if plain else v for key, v in zip(names, values, strict=True)}


def _objector_row(result: WhatIf, one: Objector) -> dict[str, Any]:
    row: dict[str, Any] = {"state": one.code, "name": one.name, "objections": one.objections}
    for name, r in (("smallest", one.smallest), ("surest", one.surest)):
        row |= {f"{name}_issue": r.issue if r else "", f"{name}_rungs": r.rungs if r else 0}
        row |= {
            f"{name}_{key}": getattr(r, of) if r else 0
            for key, of in zip(_RESULTS[1:], COUNTED[1:], strict=True)
        }
    row |= {
        f"joins_by_{name}": n for name, n in zip(("one_rung", "two_rungs", "none"), one.by_rungs, strict=True)
    }
    for name, need in (
        ("flexibility_to_join", one.flexibility),
        ("flexibility_to_pass", one.flexibility_to_pass),
        ("stake_to_join", one.stake),
    ):
        row |= {f"{name}_now": need.now, f"{name}_never": need.never}
        row |= {f"{name}_{at}": more for at, more in zip(("q25", "median", "q75"), need.more, strict=True)}
    row |= {f"outlet_{name}": n for name, n in zip(("joins", "passes", "adopted"), one.outlet, strict=True)}
    return {**row, "uncovered": one.uncovered}


def _cover_rows(result: WhatIf) -> list[dict[str, Any]]:
    return [
        {"state": one.code, "if_joined": code, "objections": one.objections, "dissociates": often}
        for one in result.objectors
        for code, often in one.cover
    ]


def _rewording_rows(result: WhatIf) -> list[dict[str, Any]]:
    """Return a row for each likely objector, paragraph, wording in the last text and wording instead."""
    table, found = result.setting.table, result.objections
    between = rungs_between(table)
    return [
        {
            "state": one.code,
            "issue": table.issues[k],
            "from": Rung(int(start)).word,
            "to": Rung(int(end)).word,
            "rungs": int(between[k, start, end]),
            "objections": one.objections,
            **{
                name: int(found[of][number, k, start, end])
                for name, of in zip(_RESULTS, COUNTED, strict=True)
            },
        }
        for number, one in enumerate(result.objectors)
        for k, start, end in np.argwhere(found["plays"][number] > 0)
    ]


def _objections(result: WhatIf) -> Columns:
    """Return a row for each objection of a likely objector."""
    found, table = result.objections, result.setting.table
    states: Sequence[str] = [result.objectors[n].code for n in found["objector"]]
    complaints = found["complaint"].tolist()
    columns: dict[str, Any] = {
        "replicate": found["replicate"],
        "state": states,
        "issue": [table.issues[c // 2] if c >= 0 else "" for c in complaints],
        "complaint": [_KINDS[c % 2] if c >= 0 else "none" for c in complaints],
    }
    columns |= {
        name: found[name] for name in BY_OBJECTION if name not in ("replicate", "objector", "complaint")
    }
    columns["outlet_stance"] = [_STANCES[stance] for stance in found["outlet_stance"].tolist()]
    return columns
