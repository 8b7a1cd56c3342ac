"""The wide record (`gge-sim record --wider`): scores by group and way, and what each process was given."""

from __future__ import annotations

from sim.report.column import Column, Table
from sim.report.stamp import constant, opened
from sim.report.ways import DIGITS, SCORES, given_columns, given_to, number, process_columns
from sim.study.group_scores import Forecast, GroupScore
from sim.study.structure import Spread
from sim.study.wider import FITTED, PRIORS, Wider

KIND = "wider"


def _share(way: str, meaning: str) -> Column[Forecast]:
    told = f"share of plays that adopt a report, at most 0.97: {meaning}"
    return Column(way, told, "0 to 0.97", lambda f: round(f.shares[way], DIGITS))


_GROUP: Column[GroupScore] = Column(
    "group", "one-off (GGE, OEWG, CCW group), standing (all other bodies), all, a kind of body, or a family",
    "text",
)  # fmt: skip
_PROCESSES = process_columns("field of the process")
_SPREADS: tuple[Column[Spread], ...] = (
    Column("kind", "kind of body", "text"),
    Column("rule", "the rule that is left out", "text"),
    Column("processes", "decided processes of that kind", "count"),
    number("shift", "mean change of the log-odds of the share without the rule", "number"),
    number("square", "mean square of that change", "number"),
)
_STAMPS = (constant("seed", "seed of all chance", "count", lambda result: result.seed),)
_PAIR = given_columns("share of plays that adopt a report, at most 0.97")
TABLES: tuple[Table[Wider], ...] = (
    Table("scores", "A row for each group of processes and each way to forecast them.",
          lambda wider: wider.scores, (_GROUP, *SCORES, *_STAMPS)),
    Table("processes", "A row for each process, in the order in which they ended.",
          lambda wider: wider.forecasts,
          (*_PROCESSES, _share(PRIORS, "behaviour from the priors"),
           _share(FITTED, "behaviour from the fitted ensemble"), *_STAMPS)),
    Table("shares", "A row for each process and each way to forecast it.",
          lambda wider: given_to(wider.forecasts), (*_PAIR, *_STAMPS)),
    Table("spreads", "A row for each kind of body and each rule that is left out alone.",
          lambda wider: wider.spreads, (*_SPREADS, *_STAMPS)),
)  # fmt: skip
SUMMARY: tuple[Column[Wider], ...] = (
    *opened(KIND),
    Column("runs", "plays of each process in each way", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("behaviour", "where behaviour comes from with the rules as built, and without a rule",
           "`priors` or `calibrated`", lambda w: str(w.behaviour)),
    Column("scores", "every group in every way", "list of objects", None, (_GROUP, *SCORES)),
    Column("forecasts", "every process", "list of objects", None,
           (*_PROCESSES, Column("shares", "share of plays that adopt a report, at most 0.97, by way",
                                "object of shares"))),
    Column("spreads", "how far each rule that is left out alone moves the forecasts", "list of objects", None,
           _SPREADS),
)  # fmt: skip
