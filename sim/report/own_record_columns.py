"""A record of one's own (`gge-sim record FOLDER`): scores by group, and what each process was given."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.column import Column, Table
from sim.report.stamp import VERSION, constant, opened
from sim.report.ways import DIGITS, SCORES, Given, given_columns, given_to, number, process_columns
from sim.study.group_scores import BASE_RATE, Forecast, GroupScore, base_rates
from sim.study.in_the_way import Measure
from sim.study.own_record import MEASURES, MODEL, InTheWay, OwnRecord, Wording
from sim.study.setting import scenario_digest

KIND = "own-record"


def _ranking(measure: Measure) -> Column[InTheWay]:
    told = f"how often one of them ranks above another delegation by {measure.words}: 1 always, 0.5 by chance"
    return Column(measure.value, told, "0 to 1", lambda one: round(one.rankings[measure], DIGITS))


_GROUP: Column[GroupScore] = Column("group", "all, or a family", "text")
_PROCESSES = process_columns("the family that its record names, or the kind of body")
_SHARE: Column[Forecast] = Column(
    "share", "share of plays that adopt a report, at most 0.97", "0 to 0.97",
    lambda f: round(f.shares[MODEL], DIGITS),
)  # fmt: skip
_PAIR = given_columns(
    "share of plays that adopt a report, at most 0.97; the base rate of the other families; or what is "
    "always said"
)
_HASH: Column[Forecast] = Column(
    "scenario_hash", "12 hexadecimal digits that change with the scenario", "text",
    lambda f: scenario_digest(f.process.scenario),
)  # fmt: skip


def _given(own: OwnRecord) -> Iterator[Given]:
    base = base_rates(own.forecasts, own.forecasts)
    for one, rate in zip(own.forecasts, base, strict=True):
        yield Given(one.process.id, BASE_RATE, rate)
        yield from given_to([one])


_WORDING: tuple[Column[Wording], ...] = (
    Column("predictor", "the model, or the body's last text again", "text"),
    Column("processes", "adopted reports whose language is recorded", "count"),
    Column("paragraphs", "their paragraphs", "count"),
    number("exact", "share of them that is worded as forecast", "0 to 1"),
    number("gain", "how much larger that is than for the last text again", "number"),
    number("gain_error", "its standard error, by families; null for a single one"),
)
_OBJECTORS: tuple[Column[InTheWay], ...] = (
    Column("process", "`id` of the scenario", "text"),
    Column("named", "codes of those who resisted, insisted, objected or dissociated, with blanks", "text",
           lambda one: " ".join(one.named)),
    *map(_ranking, MEASURES),
)  # fmt: skip
_STAMPS = (
    constant("runs", "plays of each process in each way", "count", lambda own: own.runs),
    constant("seed", "seed of all chance", "count", lambda own: own.seed),
    constant(VERSION.name, VERSION.meaning, VERSION.unit, VERSION.cell),
)
TABLES: tuple[Table[OwnRecord], ...] = (
    Table("scores", "A row for each group of processes and each way to forecast them; `model` is the one "
          "with all rules.", lambda own: own.scores, (_GROUP, *SCORES, *_STAMPS)),
    Table("processes", "A row for each process, in the order in which they ended.",
          lambda own: own.forecasts, (*_PROCESSES, _SHARE, _HASH, *_STAMPS)),
    Table("shares", "A row for each process and each way to forecast it.",
          _given, (*_PAIR, *_STAMPS)),
    Table("wording", "A row for each way to foresee the wording of the adopted reports.",
          lambda own: own.wording, (*_WORDING, *_STAMPS)),
    Table("objectors", "A row for each process of which it is recorded who stood in the way.",
          lambda own: own.objectors, (*_OBJECTORS, *_STAMPS)),
)  # fmt: skip
SUMMARY: tuple[Column[OwnRecord], ...] = (
    *opened(KIND),
    Column("runs", "plays of each process in each way", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("open", "files of the folder without an outcome, which are not scored", "list of text"),
    Column("scores", "every group in every way", "list of objects", None, (_GROUP, *SCORES)),
    Column("forecasts", "every process", "list of objects", None, (*_PROCESSES, _SHARE)),
    Column("wording", "the wording of the adopted reports", "list of objects", None, _WORDING),
    Column("objectors", "who stood in the way", "list of objects", None, _OBJECTORS),
)  # fmt: skip
