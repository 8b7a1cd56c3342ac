"""The wide record (`gge-sim record --wider`): scores by group, and what each process was given."""

from __future__ import annotations

import math
from typing import Any

from sim.report.column import Column, Table
from sim.report.stamp import constant, opened
from sim.study.wider import Forecast, GroupScore, Wider

KIND = "wider"
#: Shares and scores are given to this many digits after the point.
DIGITS = 4


def _number(name: str, meaning: str, unit: str = "number") -> Column[Any]:
    def rounded(row: Any) -> float | None:
        value = getattr(row, name)
        return None if math.isnan(value) else round(value, DIGITS)

    return Column(name, meaning, unit, rounded)


_SCORES: tuple[Column[GroupScore], ...] = (
    Column("group", "one-off (GGE, OEWG, CCW group), standing (all other bodies), all, or a family", "text"),
    Column("processes", "number of processes", "count"),
    Column("adopted", "how many of them adopted a report", "count"),
    _number("brier", "mean squared error of the share of plays; 0 is best, 0.25 a coin"),
    _number("log", "mean logarithmic score of that share; 0 is best, 0.69 a coin"),
    _number("ranking", "how often a success got more than a failure; null if all ended alike", "0 to 1"),
    _number("base_brier", "Brier score of the base rate in the other families"),
    _number("base_log", "logarithmic score of that base rate"),
    _number("gain", "Brier score of that base rate less that of the model"),
    _number("gain_error", "standard error of the gain by families; null for a single family"),
)
_PROCESSES: tuple[Column[Forecast], ...] = (
    Column("process", "`id` of the scenario", "text", lambda f: f.process.id),
    Column("family", "field of the process", "text"),
    Column("body", "kind of body", "text", lambda f: f.process.scenario.body),
    Column("members", "number of delegations", "count", lambda f: len(f.process.scenario.members)),
    Column("adopted", "whether it adopted a report in reality", "true or false",
           lambda f: f.process.record.adopted),
    _number("share", "share of plays that adopt a report, at most 0.97", "0 to 0.97"),
)  # fmt: skip
_STAMPS = (constant("seed", "seed of all chance", "count", lambda result: result.seed),)
TABLES: tuple[Table[Wider], ...] = (
    Table("scores", "A row for each group of processes.", lambda wider: wider.scores, (*_SCORES, *_STAMPS)),
    Table("processes", "A row for each process, in the order in which they ended.",
          lambda wider: wider.forecasts, (*_PROCESSES, *_STAMPS)),
)  # fmt: skip
SUMMARY: tuple[Column[Wider], ...] = (
    *opened(KIND),
    Column("runs", "plays of each process", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("behaviour", "where behaviour comes from", "priors or calibrated", lambda w: str(w.behaviour)),
    Column("scores", "every group", "list of objects", None, _SCORES),
    Column("forecasts", "every process", "list of objects", None, _PROCESSES),
)
