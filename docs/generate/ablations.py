"""The table of docs/model.md on what each rule is worth, from the results of the wide record."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from sim.negotiation.rules import RULES
from sim.study.references import ICT
from sim.study.ways import AS_BUILT
from sim.study.wider import PRIORS

SCORES = Path(__file__).parents[2] / "results" / "reference" / "wider" / "scores.csv"
#: Groups of processes, and how the table calls them.
GROUPS = {"one-off": "one-off bodies", "standing": "standing bodies", "all": "all", ICT: "ICT security"}


def ablations_part() -> str:
    """Return the table, a row for each rule that can be switched off."""
    with SCORES.open(encoding="utf-8", newline="") as file:
        scores = {(row["group"], row["forecast"]): row for row in csv.DictReader(file)}
    rows = [["left out", *(f"{called}: Brier, worth" for called in GROUPS.values()), "paragraphs right"]]
    rows.append(["---", *["---:"] * (len(GROUPS) + 1)])
    rows.append(["nothing: all rules", *_cells(scores, PRIORS)])
    rows.append(["the rules added last", *_cells(scores, AS_BUILT)])
    rows += [[f"`{name}`: {rule.meaning}", *_cells(scores, f"no {name}")] for name, rule in RULES.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(scores: Mapping[tuple[str, str], Mapping[str, str]], way: str) -> list[str]:
    right = float(scores[ICT, way]["exact"])
    return [*(_brier(scores[group, way], way) for group in GROUPS), f"{right:.0%}".replace("%", " %")]


def _brier(score: Mapping[str, str], way: str) -> str:
    """Return a Brier score, and what the rule is worth: by how much it is higher than with all rules."""
    brier = f"{float(score['brier']):.3f}"
    if way == PRIORS:
        return brier
    worth, error = round(-float(score["over_full"]), 3), float(score["over_full_error"])
    return f"{brier}, {worth + 0.0:+.3f} ± {error:.3f}"
