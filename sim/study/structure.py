"""Structure: how far forecasts move when one rule is left out, by kind of body.

What it is on the decided processes is stored, so that no forecast has to play without its rules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

#: The table that ships; `make ablations` copies it from the results of the wide record.
TABLE = "spreads.csv"


@dataclass(frozen=True)
class Spread:
    """How far the forecasts of a kind of body move without a rule.

    Parameters
    ----------
    kind : of body
    rule : that is left out
    processes : how many of that kind
    shift : mean difference of the log-odds, without the rule less with it
    square : mean square of that difference
    """

    kind: str
    rule: str
    processes: int
    shift: float
    square: float


@cache
def structure_variance(kind: str) -> float:
    """Return the variance of the log-odds by what the rules are, for a kind of body.

    The mean square over rules, as if one of them were wrong, each as likely as another; over all kinds where
    no decided process is of the kind.
    """
    rows = list(_stored())
    squares = [float(row["square"]) for row in rows if row["kind"] == kind]
    return float(np.mean(squares or [float(row["square"]) for row in rows]))


def _stored() -> Iterator[dict[str, str]]:
    text = resources.files("sim.study").joinpath(f"data/{TABLE}").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
