"""Structure: how far forecasts move when one rule is left out, by kind of body.

What it is on the decided processes is stored, so that no forecast has to play without its rules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.names import BODIES
from sim.study.group_scores import Forecast
from sim.study.interval import CEILING
from sim.study.ways import Way

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


def spreads(forecasts: Sequence[Forecast], full: str, ways: Sequence[Way]) -> list[Spread]:
    """Return how far the forecasts move without each single rule that was left out.

    Parameters
    ----------
    full : the way with all rules
    """
    return [
        Spread(kind, way.off[0], len(moved), float(moved.mean()), float((moved**2).mean()))
        for kind in BODIES
        for way in ways
        if len(way.off) == 1
        and len(moved := _moved([f for f in forecasts if f.kind == kind], full, way.name))
    ]


def _moved(group: Sequence[Forecast], full: str, way: str) -> Floats:
    return np.array([_odds(f.shares[way]) - _odds(f.shares[full]) for f in group])


def _odds(share: float) -> float:
    p = min(max(share, 1 - CEILING), CEILING)
    return float(np.log(p / (1 - p)))


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
