"""Why plays fail, as a table and as a JSON object: see `sim.study.reasons.findings` for the terms."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from sim.report.claimed import SHARE, Claimed, count_column, share_columns, share_key
from sim.report.column import Column, Table, record
from sim.scenario.ladder import Rung
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Grievance, Reason, Reasons

#: At most this many reasons, rewordings and delegations in the JSON object; the table has every reason.
MOST = 20
#: At most this many delegations, cures and offers for each of them.
EACH = 5
_FAR = (
    "median share of its complaint that a delegation would have to give up to let the text pass; above 1 if "
    "even that complaint gone would not be enough"
)
_WAYS, _OBJECTS = "`removal`, `compensation` or `both`", "`harm`, `disappointment` or `none`"
_Numbered = tuple[int, Reason]
Columns = tuple[Column[Any], ...]


def _first(name: str, meaning: str, unit: str, path: str, of: str) -> Column[Any]:
    """Return the column of an attribute of the first of what a reason has; nothing if it has none."""
    found, value = attrgetter(path), attrgetter(of)
    return Column(name, meaning, unit, lambda row: next(map(value, found(row[1])), None))


def _plays(name: str, meaning: str, path: str = "") -> Column[Any]:
    found = attrgetter(path or name)
    return count_column(name, meaning, lambda row: found(row[1]))


def _objecting(row: _Numbered, numbers: bool = True) -> str:
    found = row[1].aggrieved[:EACH]
    return "; ".join(f"{one.code} {one.share.successes}" if numbers else one.code for one in found)


_WHO = f"up to {EACH} delegations, with the number of these failures in which each objects"
_SOMEBODY = "every wording of some paragraph is refused by somebody"
_NEAREST = "number of the play nearest to the mean of these failures"
_COLUMNS: Columns = (
    Column("reason", "number, from 1", "count", lambda row: row[0]),
    _plays("failures", "failures for this reason", "share"),
    Claimed("of", "failures that are examined", "count", lambda row: row[1].share.trials),
    *share_columns("", lambda row: row[1].share, ("", "share", "low", "high"))[1:],
    Column("complaints", "what those who object complain of: kind and issue of each", "text",
           lambda row: "; ".join(f"{one.kind} {one.issue}".strip() for one in row[1].grievances)),
    Claimed("objecting", _WHO, "codes and counts", _objecting, instead=lambda row: _objecting(row, False)),
    _first("how_far", f"for the first of them: {_FAR}", "number; empty if it has none", "aggrieved", "far"),
    _plays("by_one", "of these failures, one paragraph worded otherwise would be enough"),
    _plays("by_two", "two would"),
    _plays("by_none", "neither would"),
    Column("cure", "the cure that most often comes first", "text", lambda row: next(
        ("; ".join(f"{a.issue} {a.start.word} to {a.end.word}" for a in cure.amendments)
         for cure in row[1].cures), None)),
    _first("cure_way", "how it works", _WAYS, "cures", "way.value"),
    count_column("cured", "how many of these failures it cures",
                 lambda row: row[1].cures[0].share if row[1].cures else None),
    _plays("squeezed", f"of these failures, {_SOMEBODY}"),
    _first("squeezed_issue", "the paragraph of which that most often holds", "code", "squeezes", "issue"),
    Column("typical_replicate", _NEAREST, "count", lambda row: row[1].typical),
)  # fmt: skip
_ON_REASONS = "One row for each reason for failure, the most frequent first."
TABLE: Table[Forecast] = Table("reasons", _ON_REASONS, lambda f: enumerate(f.reasons.reasons, 1), _COLUMNS)


def _complaint(of: Callable[[Any], Grievance]) -> Columns:
    unit = "code; null if nothing in the text"
    return (
        Column("issue", "the paragraph's", unit, lambda one: of(one).issue or None),
        Column("complaint", "what it is", _OBJECTS, lambda one: of(one).kind.value),
    )


def _rewording(path: str = "") -> Columns:
    """Return the keys of a paragraph worded otherwise, which is at a path within what has it."""
    unit = ", ".join(Rung.words())
    return (
        Column("issue", "the paragraph's", "code", attrgetter(f"{path}issue")),
        Column("from", "its formulation in the last text", unit, attrgetter(f"{path}start.word")),
        Column("to", "its formulation instead", unit, attrgetter(f"{path}end.word")),
    )


def _who(name: str, meaning: str, of: Callable[[Any], dict[str, Any]]) -> Claimed[Any]:
    """Return the key of who does something, with shares: codes alone where these are not claimed."""

    def plain(value: dict[str, Any]) -> Any:
        if all(isinstance(share, Counted) for share in value.values()):
            return list(value)
        return {key: plain(held) for key, held in value.items()}

    def full(value: Any) -> Any:
        return record(SHARE, value) if isinstance(value, Counted) else {k: full(v) for k, v in value.items()}

    unit = "object by code, of shares of plays; a list of codes if not supported"
    return Claimed(name, meaning, unit, lambda one: full(of(one)), instead=lambda one: plain(of(one)))


def _list(name: str, meaning: str, path: str, columns: Columns, most: int = EACH) -> Column[Any]:
    """Return the key of the first of what is at a path."""
    found = attrgetter(path)
    return Column(name, meaning, f"list, at most {most}", lambda one: found(one)[:most], columns)


_STATE: Columns = (
    Column("state", "ISO 3166 alpha-3 code", "code", attrgetter("code")),
    Column("name", "short name", "text"),
)
_HOW_FAR: Column[Any] = Column("how_far", _FAR, "number; null if it has none", attrgetter("far"))
_BY: Columns = (
    share_key("by_one", "one paragraph worded otherwise would have been enough"),
    share_key("by_two", "two would"),
    share_key("by_none", "neither would"),
)
_SQUEEZED = share_key("squeezed", _SOMEBODY)
_OBJECTING: Columns = (
    *_STATE,
    *_complaint(attrgetter("grievance")),
    share_key("share", "of these failures, those in which it objects over that"),
    share_key("alone", "those in which it does and nobody else objects"),
    _HOW_FAR,
)
_AMENDMENTS = attrgetter("amendments")
_CURE: Columns = (
    Column("rewordings", "one paragraph worded otherwise, or two", "list", _AMENDMENTS, _rewording()),
    Column("way", "how it works", _WAYS, attrgetter("way.value")),
    share_key("share", "of these failures, those that it cures"),
)
_SQUEEZE: Columns = (
    Column("issue", "the paragraph's", "code"),
    share_key("share", "of these failures, those squeezed so"),
    _who(
        "refused",
        "by formulation, who refuses it, and how often",
        lambda squeeze: {rung.word: dict(who[:EACH]) for rung, who in squeeze.refused},
    ),
)
_REASON: Columns = (
    share_key("share", "of all failures, those with these complaints"),
    Column("complaints", "of all who object", "list", attrgetter("grievances"), _complaint(lambda it: it)),
    _list("objecting", "who objects over what", "aggrieved", _OBJECTING),
    *_BY,
    _list("cures", "smallest cures", "cures", _CURE),
    _SQUEEZED,
    _list("squeezes", "by paragraph", "squeezes", _SQUEEZE),
    Column("typical_replicate", "play nearest to the mean of these failures", "count", attrgetter("typical")),
)
_OFFER: Columns = (
    *_rewording("amendment."),
    share_key("share", "of its objections, those that this would end"),
    share_key("cures", "those in which the text would then be adopted"),
    share_key("costs", "those that it would end, and lose others' consent"),
    _who("estranged", "whose consent", lambda offer: dict(offer.estranged[:EACH])),
)
_OVER_WHAT: Columns = (
    *_complaint(itemgetter(0)),
    share_key("share", "of its objections, those over that", itemgetter(1)),
)
_OPPONENT: Columns = (
    *_STATE,
    share_key("share", "of all failures, those in which it objects"),
    share_key("alone", "those in which nobody else does"),
    _list("complaints", "over what", "grievances", _OVER_WHAT),
    _HOW_FAR,
    _list("rewordings", "those with which the text is most often adopted first", "offers", _OFFER),
)
_REMEDY: Columns = (
    *_rewording("amendment."),
    share_key("possible", "of all failures, those in whose last text the paragraph stands so"),
    share_key("share", "those that this alone would have cured"),
    share_key("removal", "those that it cures as a paragraph complained of"),
)


#: The keys of why plays fail; all shares in it are of the failures that are examined.
REASONS: tuple[Column[Reasons], ...] = (
    Claimed("failures", "plays without a report", "count"),
    Claimed("studied", "those that are examined: the first 2,000 at most", "count"),
    Claimed("combinations", "number of different sets of complaints", "count", lambda r: len(r.reasons)),
    *_BY,
    _SQUEEZED,
    _list("reasons", "each set of complaints", "reasons", _REASON, MOST),
    Column("rewordings", "of one paragraph", f"list, at most {MOST}",
           lambda r: [remedy for remedy in r.remedies[:MOST] if remedy.share], _REMEDY),
    _list("delegations", "who objects", "opponents", _OPPONENT, MOST),
)  # fmt: skip
