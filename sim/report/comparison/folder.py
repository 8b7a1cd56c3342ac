"""The folder of a comparison: every figure of it as data, tables, page and drawing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sim.negotiation.arrays import Bools
from sim.report.comparison.change import changes
from sim.report.comparison.document import comparison_document
from sim.report.comparison.page import comparison_page, names, notes
from sim.report.csv_text import as_csv
from sim.report.figures.comparison import comparison as drawn
from sim.report.figures.drawing import figure_files
from sim.report.render.html import PAGE, as_page
from sim.report.render.terminal import page_as_text
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, Side
from sim.study.interval import wilson
from sim.study.paired import Contrast, Difference
from sim.study.setting import scenario_digest
from sim.version import __version__


def comparison_files(comparison: Comparison) -> dict[str, bytes]:
    """Return every file of a comparison, by name; the same bytes for the same plays."""
    files = {name: text.encode() for name, text in comparison_tables(comparison).items()}
    told = json.dumps(comparison_summary(comparison), indent=1, ensure_ascii=False)
    files["compare.json"] = (told + "\n").encode()
    files["compare.txt"] = page_as_text(comparison_page(comparison)).encode()
    files |= figure_files("compare", drawn(comparison))
    return {**files, PAGE: as_page(comparison_document(comparison), files)}


def comparison_summary(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values; shares between 0 and 1, differences B minus A."""
    (adopted_a, adopted_b), runs = comparison.adopted, comparison.runs
    label_a, label_b = names(comparison)
    return {
        "schema": 1,
        "version": __version__,
        "a": {"name": label_a, **_side(comparison.a)},
        "b": {"name": label_b, **_side(comparison.b)},
        "seed": comparison.seed,
        "runs": runs,
        "differs": [change._asdict() for change in changes(comparison)],
        "share_adopted": {
            "a": _round(adopted_a / runs),
            "a_interval": [_round(end) for end in wilson(adopted_a, runs)],
            "b": _round(adopted_b / runs),
            "b_interval": [_round(end) for end in wilson(adopted_b, runs)],
            **_difference(comparison.difference),
        },
        "plays": {**comparison.counts, "same_text": comparison.same_text},
        "measures": {name: _contrast(contrast) for name, contrast in comparison.measures.items()},
        "language": {
            p.issue.code: {
                "a": _formulations(p.a),
                "b": _formulations(p.b),
                "strength": _contrast(p.strength),
                "where_both_adopt": _difference(p.in_both),
            }
            for p in comparison.language
        },
        "delegations": {
            d.code: {"objects": _contrast(d.objects), "dissociates": _contrast(d.dissociates)}
            for d in comparison.delegations
        },
        "notes": notes(comparison),
    }


def _side(side: Side) -> dict[str, Any]:
    known = side.setting.known
    return {
        "source": side.source,
        "scenario": side.scenario.id,
        "title": side.scenario.title,
        "scenario_hash": scenario_digest(side.scenario),
        "setting_hash": side.setting.digest[:12],
        "supported": side.scenario.supported,
        "turned": list(side.turned),
        "result": None if side.result is None else {"seed": side.result[0], "runs": side.result[1]},
        "parameter_sets_know": None if known is None else list(known),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0


def _difference(difference: Difference | None) -> dict[str, Any]:
    value, low, high = difference or (None, None, None)
    clear = difference.clear if difference else None
    return {"difference": _round(value), "low": _round(low), "high": _round(high), "clear": clear}


def _contrast(contrast: Contrast) -> dict[str, Any]:
    return {"a": _round(contrast.a), "b": _round(contrast.b), **_difference(contrast.difference)}


def _formulations(shares: tuple[float, ...] | None) -> dict[str, float | None]:
    return {rung.word: _round(shares[rung]) if shares else None for rung in Rung}


def comparison_tables(comparison: Comparison) -> dict[str, str]:
    """Return the tables of a comparison as CSV text, by file name; language only if there is any."""
    told = comparison_summary(comparison)
    share = {name: value for name, value in told["share_adopted"].items() if "interval" not in name}
    tables = {
        "summary.csv": _table(
            comparison,
            ({"measure": name, **row} for name, row in {"share_adopted": share, **told["measures"]}.items()),
        ),
        "language.csv": _table(comparison, _language(comparison, told)),
        "delegations.csv": _table(comparison, _delegations(told)),
        "plays.csv": _table(comparison, _plays(comparison)),
    }
    return {name: text for name, text in tables.items() if text}


def _table(comparison: Comparison, rows: Iterator[Mapping[str, Any]]) -> str:
    """Write rows as CSV, each followed by what it rests on."""
    a, b = comparison.a, comparison.b
    basis = {
        "seed": comparison.seed,
        "first": 0,
        "last": comparison.runs - 1,
        "scenario_a": a.scenario.id,
        "scenario_hash_a": scenario_digest(a.scenario),
        "setting_hash_a": a.setting.digest[:12],
        "scenario_b": b.scenario.id,
        "scenario_hash_b": scenario_digest(b.scenario),
        "setting_hash_b": b.setting.digest[:12],
        "with_b": " ".join(b.turned),
        "version": __version__,
    }
    written = [{**row, **basis} for row in rows]
    return as_csv(list(written[0]), ([_flat(v) for v in row.values()] for row in written)) if written else ""


def _flat(value: Any) -> Any:
    return "" if value is None else int(value) if isinstance(value, bool) else value


def _language(comparison: Comparison, told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for paragraph in comparison.language:
        row = told["language"][paragraph.issue.code]
        strength, both = row["strength"], row["where_both_adopt"]
        yield {
            "issue": paragraph.issue.code,
            "title": paragraph.issue.title,
            **{f"{word}_{side}": share for side in "ab" for word, share in row[side].items()},
            **{f"strength_{side}": strength[side] for side in "ab"},
            **{key: strength[key] for key in ("difference", "low", "high", "clear")},
            **{f"{key}_where_both_adopt": both[key] for key in ("difference", "low", "high", "clear")},
        }


def _delegations(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for code, row in told["delegations"].items():
        yield {
            "state": code,
            "name": roster()[code].name,
            **{f"{kind}_{key}": value for kind, contrast in row.items() for key, value in contrast.items()},
        }


def _plays(comparison: Comparison) -> Iterator[dict[str, Any]]:
    sides = {"a": comparison.played_a, "b": comparison.played_b}
    codes = {"a": comparison.a.setting.table.codes, "b": comparison.b.setting.table.codes}

    def those(flags: Bools, side: str) -> str:
        return " ".join(code for code, flag in zip(codes[side], flags, strict=True) if flag)

    for play in range(comparison.runs):
        yield {
            "replicate": play,
            **{f"adopted_{s}": int(played.adopted[play]) for s, played in sides.items()},
            **{f"strength_{s}": _round(float(played.text[play].mean()) / 2) for s, played in sides.items()},
            **{f"objectors_{s}": those(played.objects[play], s) for s, played in sides.items()},
            **{f"dissociators_{s}": those(played.dissociated[play], s) for s, played in sides.items()},
            **{f"readings_{s}": int(played.readings[play]) for s, played in sides.items()},
        }
