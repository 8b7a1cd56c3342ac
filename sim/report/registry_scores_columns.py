"""The registry, scored (`gge-sim registry score`): entries of processes that have been decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.report.column import Column, Table
from sim.report.stamp import opened
from sim.report.unit import PARTIAL_DATE
from sim.study.registry.scoring import GroupScore, Score, Scored, Scores

KIND = "registry-scores"


def _scores(
    name: str, meaning: str, of: Callable[[Any], Score | None], empty: str
) -> tuple[Column[Any], ...]:
    def rate(kind: str, words: str) -> Column[Any]:
        def value(row: Any) -> float | None:
            score = of(row)
            return None if score is None else float(getattr(score, kind))

        return Column(f"{name}_{kind}", f"{words} of {meaning}; empty {empty}", "number; 0 is best", value)

    return rate("brier", "Brier score"), rate("log", "logarithmic score")


_NONE, _NO_CLASS = "where none is claimed", "if nothing is alike"
_ENTRIES: tuple[Column[Scored], ...] = (
    Column("number", "number of the entry", "count", lambda row: row.entry.number),
    Column("date", "when it was entered", "date", lambda row: row.entry.date),
    Column("scenario", "`id` of the scenario", "text", lambda row: row.entry.scenario),
    Column("place", "which entry of its process it is, from 1", "count"),
    Column("of", "how many entries its process has", "count"),
    Column("adopted", "whether a report was adopted", "true or false", lambda row: row.outcome.adopted),
    Column("decided", "when the outcome was known", PARTIAL_DATE, lambda row: row.outcome.date),
    Column("probability", "what was claimed", "number, 0 to 1; empty where none is claimed",
           lambda row: row.entry.probability),
    *_scores("claimed", "what was claimed", lambda row: row.claimed, _NONE),
    Column("base_rate", "share of the reference class that agreed, with one of each added", "number, 0 to 1",
           lambda row: row.entry.reference and row.entry.reference.base_rate),
    *_scores("base", "that base rate", lambda row: row.base, _NO_CLASS),
    Column("plays_adopted", "how many plays adopted a report; no forecast where none is claimed", "count",
           lambda row: row.entry.plays_adopted),
    Column("runs", "of how many plays", "count", lambda row: row.entry.runs),
    *_scores("plays", "the share of plays", lambda row: row.plays, "never"),
)  # fmt: skip
_GROUPS: tuple[Column[GroupScore], ...] = (
    Column("group", "which entries of each process", "`first`, `last` or `all`"),
    Column("entries", "number of entries", "count"),
    Column("claims", "how many of them claim a probability", "count"),
    *_scores(
        "claimed", "what was claimed, mean of those entries", lambda row: row.claimed, "if there are none"
    ),
    *_scores(
        "base_of_claims", "the base rate beside them", lambda row: row.base_of_claims, "if there are none"
    ),
    *_scores("plays", "the share of plays, mean of all entries", lambda row: row.plays, "never"),
    *_scores("base", "the base rate, mean of all entries that have one", lambda row: row.base, _NO_CLASS),
)
TABLES: tuple[Table[Scores], ...] = (
    Table("scored", "A row for each entry of a process that has been decided.", lambda s: s.scored, _ENTRIES),
    Table("groups", "A row for the first entries of each process, the last, and all.", lambda s: s.groups,
          _GROUPS),
)  # fmt: skip
SUMMARY: tuple[Column[Scores], ...] = (
    *opened(KIND),
    Column("last", "digest of the last entry of the registry", "text", lambda s: s.registry.last),
    Column("waiting", "number of entries of processes that are open", "count", lambda s: len(s.waiting)),
    Column("late", "numbers of the entries that were made when the outcome was known", "list of counts",
           lambda s: [entry.number for entry in s.late]),
    Column("groups", "mean scores", "list of objects", None, _GROUPS),
    Column("scored", "every entry of a process that has been decided", "list of objects", None, _ENTRIES),
)  # fmt: skip
