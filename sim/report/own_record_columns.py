"""A record of one's own (`gge-sim record FOLDER`): scores by group, and what each process was given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sim.report.column import Column, Table
from sim.report.stamp import constant, opened
from sim.report.ways import DIGITS, SCORES, number
from sim.study.group_scores import Forecast, GroupScore
from sim.study.in_the_way import Measure
from sim.study.own_record import MEASURES, MODEL, InTheWay, OwnRecord, Wording

KIND = "own-record"


class _Given(NamedTuple):
    """What a process was given in one way."""

    process: str
    forecast: str
    share: float


def _given(own: OwnRecord) -> Iterator[_Given]:
    return (_Given(f.process.id, way, share) for f in own.forecasts for way, share in f.shares.items())


def _ranking(measure: Measure) -> Column[InTheWay]:
    told = f"how often one of them ranks above another delegation by {measure.words}: 1 always, 0.5 by chance"
    return Column(measure.value, told, "0 to 1", lambda one: round(one.rankings[measure], DIGITS))


_GROUP: Column[GroupScore] = Column("group", "all, or a family", "text")
_PROCESSES: tuple[Column[Forecast], ...] = (
    Column("process", "`id` of the scenario", "text", lambda f: f.process.id),
    Column("family", "the family that its record names, or the kind of body", "text"),
    Column("body", "kind of body", "text", lambda f: f.kind),
    Column("members", "number of delegations", "count", lambda f: len(f.process.scenario.members)),
    Column("adopted", "whether it adopted a report in reality", "true or false",
           lambda f: f.process.record.adopted),
)  # fmt: skip
_SHARE: Column[Forecast] = Column(
    "share", "share of plays that adopt a report, at most 0.97", "0 to 0.97",
    lambda f: round(f.shares[MODEL], DIGITS),
)  # fmt: skip
_PAIR: tuple[Column[_Given], ...] = (
    Column("process", "`id` of the scenario", "text"),
    Column("forecast", "the way, as in `scores.csv`", "text"),
    Column("share", "share of plays that adopt a report, at most 0.97; or what is always said", "0 to 0.97",
           lambda row: round(row.share, DIGITS)),
)  # fmt: skip
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
_STAMPS = (constant("seed", "seed of all chance", "count", lambda result: result.seed),)
TABLES: tuple[Table[OwnRecord], ...] = (
    Table("scores", "A row for each group of processes and each way to forecast them; `model` is the one "
          "with all rules.", lambda own: own.scores, (_GROUP, *SCORES, *_STAMPS)),
    Table("processes", "A row for each process, in the order in which they ended.",
          lambda own: own.forecasts, (*_PROCESSES, _SHARE, *_STAMPS)),
    Table("shares", "A row for each process and each way to forecast it.", _given, (*_PAIR, *_STAMPS)),
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
