"""The registry of dated forecasts (`gge-sim registry show`): a row for each entry."""

from __future__ import annotations

from typing import Any

from sim.report.column import Column, Table
from sim.report.stamp import opened
from sim.report.unit import PARTIAL_DATE
from sim.study.registry.entry import Entry, Named, Paragraph, ReferenceClass
from sim.study.registry.registry import Registry

KIND = "registry"
_SHARE = "number, 0 to 1"
_CLAIM = f"{_SHARE}; empty where none is claimed"


def _reference(name: str, meaning: str, unit: str) -> Column[Entry]:
    def value(entry: Entry) -> Any:
        return None if entry.reference is None else getattr(entry.reference, name)

    return Column(f"reference_{name}", f"{meaning}; empty if nothing is alike", unit, value)


_HEAD: tuple[Column[Entry], ...] = (
    Column("number", "number of the entry, from 0", "count"),
    Column("date", "when it was entered", "date"),
    Column("scenario", "`id` of the scenario", "text"),
    Column("title", "name of the process", "text"),
    Column("question", "what is asked", "text"),
    Column("ends", "by when", PARTIAL_DATE),
    Column("probability", "probability of consensus", _CLAIM),
    Column("low", "lower end of its band", _CLAIM),
    Column("high", "upper end of its band", _CLAIM),
    _reference("name", "the reference class most alike", "text"),
    _reference("agreed", "how many of its processes agreed", "count"),
    _reference("ended", "how many have ended", "count"),
    _reference("mandates", "under how many mandates", "count"),
)
_FURTHER = "the other reference classes, the one most alike first"
_MADE: tuple[Column[Entry], ...] = (
    Column("runs", "plays behind it", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("behaviour", "where behaviour comes from", "`priors` or `calibrated`"),
    Column("version", "version of the program", "text"),
    Column("code", "digest of its code", "text"),
    Column("parameters", "source and digest of the parameters", "text"),
    Column("scenario_hash", "digest of the scenario as it stood then", "text"),
    Column("previous", "digest of the entry before", "text"),
    Column("hash", "digest of this entry", "text"),
)


def _states(named: tuple[Named, ...]) -> tuple[str, ...]:
    return tuple(one.state for one in named)


TABLES: tuple[Table[Registry], ...] = (
    Table(
        "entries",
        "A row for each entry, in the order in which they were made.",
        lambda registry: registry.entries,
        (
            *_HEAD,
            Column("further", _FURTHER, "name: agreed of ended, with semicolons",
                   lambda entry: "; ".join(f"{r.name}: {r.agreed} of {r.ended}" for r in entry.further)),
            Column("fights", "who is expected to fight along the way, most first", "country codes",
                   lambda entry: _states(entry.fights)),
            Column("blocks", "who is expected to object at the end, most often first", "country codes",
                   lambda entry: _states(entry.blocks)),
            Column("text", "the likeliest text", "issue:formulation, with spaces",
                   lambda entry: tuple(f"{one.issue}:{one.formulation}" for one in entry.text)),
            *_MADE,
        ),
    ),
)  # fmt: skip
_STATE: tuple[Column[Named], ...] = (
    Column("state", "who", "country code"),
    Column("over", "the issue that it minds most; empty if nothing in the text", "issue code"),
)
_CLASS: tuple[Column[ReferenceClass], ...] = (
    Column("name", "what the processes are", "text"),
    Column("agreed", "how many of them agreed", "count"),
    Column("ended", "how many have ended", "count"),
    Column("mandates", "under how many mandates", "count"),
)
_PARAGRAPH: tuple[Column[Paragraph], ...] = (
    Column("issue", "its issue", "issue code"),
    Column("formulation", "the likeliest formulation", "`silent`, `indirect` or `explicit`"),
    Column("share", "how likely it is, if a report is adopted", _SHARE),
)
SUMMARY: tuple[Column[Registry], ...] = (
    *opened(KIND),
    Column("last", "digest of the last entry", "text"),
    Column("entries", "every entry", "list of objects", None, (
        *_HEAD,
        Column("further", _FURTHER, "list of objects", None, _CLASS),
        Column("fights", "who is expected to fight along the way, most first", "list of objects", None,
               _STATE),
        Column("blocks", "who is expected to object at the end, most often first", "list of objects", None,
               _STATE),
        Column("text", "the likeliest text", "list of objects", None, _PARAGRAPH),
        *_MADE,
    )),
)  # fmt: skip
