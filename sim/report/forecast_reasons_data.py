"""Why plays fail, as a table and as a JSON object: see `sim.study.reasons.findings` for the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sim.report.column import Column, Table, record
from sim.report.counted import SHARE, Claimed, Row, counted, number_of, rows_of, shares_of
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import (
    Aggrieved,
    Amendment,
    Cure,
    Grievance,
    Offer,
    Opponent,
    Reason,
    Reasons,
    Squeeze,
)

#: At most so many reasons, rewordings and delegations in the JSON object; the table has every reason.
MOST = 20
#: At most so many of what each of them has: delegations, cures, offers.
EACH = 5
_FAR = (
    "median share of its complaint that a delegation would have to give up to let the text pass; above 1 if "
    "even that complaint gone would not be enough"
)


def _objecting(row: Row[tuple[int, Reason]]) -> str:
    found = row.one[1].aggrieved[:EACH]
    return "; ".join(f"{one.code} {one.share.successes}" if row.shown else one.code for one in found)


def _first(name: str, meaning: str, unit: str, of: Callable[[Reason], Iterable[Any]]) -> Column[Any]:
    """Return the column of the first of what a reason has; nothing if it has none."""
    return Column(name, meaning, unit, lambda row: next(iter(of(row.one[1])), None))


def _plays(name: str, meaning: str, of: Callable[[Reason], Counted | None]) -> Column[Any]:
    return number_of(name, meaning, lambda numbered: of(numbered[1]))


TABLE: Table[Forecast] = Table(
    "reasons",
    "One row for each reason for failure, the most frequent first.",
    lambda forecast: rows_of(forecast, enumerate(forecast.reasons.reasons, 1)),
    (
        Column[Any]("reason", "number, from 1", "count", lambda row: row.one[0]),
        _plays("failures", "failures for this reason", lambda r: r.share),
        _plays("of", "failures that are looked at", lambda r: Counted(r.share.trials, r.share.trials)),
        *list(shares_of("share", "", lambda one: one[1].share, ("", "share", "low", "high")))[1:],
        Column[Any](
            "complaints",
            "what those who object complain of: kind and issue of each",
            "text",
            lambda row: "; ".join(f"{g.kind} {g.issue}".strip() for g in row.one[1].grievances),
        ),
        Column(
            "objecting",
            f"up to {EACH} delegations, with the number of these failures in which each objects",
            "codes and counts",
            _objecting,
        ),
        _first(
            "how_far",
            f"for the first of them: {_FAR}",
            "number; empty if it has none",
            lambda r: (a.far for a in r.aggrieved),
        ),
        _plays(
            "by_one", "of these failures, one paragraph worded otherwise would be enough", lambda r: r.by_one
        ),
        _plays("by_two", "two would", lambda r: r.by_two),
        _plays("by_none", "neither would", lambda r: r.by_none),
        _first(
            "cure",
            "the cure that most often comes first",
            "text",
            lambda r: ("; ".join(map(_from_to, cure.amendments)) for cure in r.cures),
        ),
        _first(
            "cure_way", "how it works", "removal, compensation, both", lambda r: (str(c.way) for c in r.cures)
        ),
        _plays(
            "cured", "how many of these failures it cures", lambda r: r.cures[0].share if r.cures else None
        ),
        _plays(
            "squeezed",
            "of these failures, every wording of some paragraph is refused by somebody",
            lambda r: r.squeezed,
        ),
        _first(
            "squeezed_issue",
            "the paragraph of which that most often holds",
            "code",
            lambda r: (squeeze.issue for squeeze in r.squeezes),
        ),
        Column[Any](
            "typical_replicate",
            "number of the play nearest to the mean of these failures",
            "count",
            lambda row: row.one[1].typical,
        ),
    ),
)


def _from_to(amendment: Amendment) -> str:
    return f"{amendment.issue} {amendment.start.word} to {amendment.end.word}"


def _complaint(of: Callable[[Any], Grievance]) -> tuple[Column[Any], ...]:
    return (
        Column(
            "issue", "the paragraph's", "code; null if nothing in the text", lambda one: of(one).issue or None
        ),
        Column("complaint", "what it is", "harm, disappointment, none", lambda one: str(of(one).kind)),
    )


def _rewording(of: Callable[[Any], Amendment]) -> tuple[Column[Any], ...]:
    unit = "silent, indirect, explicit"
    return (
        Column("issue", "the paragraph's", "code", lambda one: of(one).issue),
        Column("from", "its formulation in the last text", unit, lambda one: of(one).start.word),
        Column("to", "its formulation instead", unit, lambda one: of(one).end.word),
    )


def _who(name: str, meaning: str, of: Callable[[Any], dict[str, Any]]) -> Claimed[Any]:
    """Return the key of who does something, with shares: codes alone where these are not claimed."""

    def plain(value: Any) -> Any:
        if all(isinstance(share, Counted) for share in value.values()):
            return list(value)
        return {key: plain(held) for key, held in value.items()}

    def full(value: Any) -> Any:
        return record(SHARE, value) if isinstance(value, Counted) else {k: full(v) for k, v in value.items()}

    unit = "object by code, of shares of plays; a list of codes if not supported"
    return Claimed(name, meaning, unit, lambda one: full(of(one)), instead=lambda one: plain(of(one)))


_STATE: tuple[Column[Any], ...] = (
    Column("state", "ISO 3166 alpha-3 code", "code", lambda one: one.code),
    Column("name", "short name", "text"),
)
_HOW_FAR = Column[Any]("how_far", _FAR, "number; null if it has none", lambda one: one.far)
_BY = (
    counted("by_one", "one paragraph worded otherwise would have been enough"),
    counted("by_two", "two would"),
    counted("by_none", "neither would"),
)
_SQUEEZED = counted("squeezed", "every wording of some paragraph is refused by somebody")
_OBJECTING: tuple[Column[Aggrieved], ...] = (
    *_STATE,
    *_complaint(lambda one: one.grievance),
    counted("share", "of these failures, those in which it objects over that"),
    counted("alone", "those in which it does and nobody else objects"),
    _HOW_FAR,
)
_CURE: tuple[Column[Cure], ...] = (
    Column(
        "rewordings",
        "one paragraph worded otherwise, or two",
        "list",
        lambda cure: cure.amendments,
        _rewording(lambda amendment: amendment),
    ),
    Column("way", "how it works", "removal, compensation, both", lambda cure: str(cure.way)),
    counted("share", "of these failures, those that it cures"),
)
_SQUEEZE: tuple[Column[Squeeze], ...] = (
    Column("issue", "the paragraph's", "code"),
    counted("share", "of these failures, those squeezed so"),
    _who(
        "refused",
        "by formulation, who refuses it, and how often",
        lambda squeeze: {rung.word: dict(who[:EACH]) for rung, who in squeeze.refused},
    ),
)
_REASON: tuple[Column[Reason], ...] = (
    counted("share", "of all failures, those with these complaints"),
    Column("complaints", "of all who object", "list", lambda r: r.grievances, _complaint(lambda g: g)),
    Column(
        "objecting",
        "who objects over what",
        f"list, at most {EACH}",
        lambda r: r.aggrieved[:EACH],
        _OBJECTING,
    ),
    *_BY,
    Column("cures", "smallest cures", f"list, at most {EACH}", lambda r: r.cures[:EACH], _CURE),
    _SQUEEZED,
    Column("squeezes", "by paragraph", f"list, at most {EACH}", lambda r: r.squeezes[:EACH], _SQUEEZE),
    Column("typical_replicate", "play nearest to the mean of these failures", "count", lambda r: r.typical),
)
_OFFER: tuple[Column[Offer], ...] = (
    *_rewording(lambda offer: offer.amendment),
    counted("share", "of its objections, those that this would end"),
    counted("cures", "those in which the text would then be adopted"),
    counted("costs", "those that it would end, and lose others' consent"),
    _who("estranged", "whose consent", lambda offer: dict(offer.estranged[:EACH])),
)
_OPPONENT: tuple[Column[Opponent], ...] = (
    *_STATE,
    counted("share", "of all failures, those in which it objects"),
    counted("alone", "those in which nobody else does"),
    Column(
        "complaints",
        "over what",
        f"list, at most {EACH}",
        lambda one: one.grievances[:EACH],
        (
            *_complaint(lambda held: held[0]),
            counted("share", "of its objections, those over that", lambda held: held[1]),
        ),
    ),
    _HOW_FAR,
    Column(
        "rewordings",
        "those with which the text is most often adopted first",
        f"list, at most {EACH}",
        lambda one: one.offers[:EACH],
        _OFFER,
    ),
)
#: The keys of why plays fail; all shares in it are of the failures that are looked at.
REASONS: tuple[Column[Reasons], ...] = (
    Claimed("failures", "plays without a report", "count"),
    Claimed("studied", "those that are looked at: the first 2,000 at most", "count"),
    Claimed(
        "combinations", "number of different sets of complaints", "count", lambda found: len(found.reasons)
    ),
    *_BY,
    _SQUEEZED,
    Column(
        "reasons",
        "each set of complaints",
        f"list, at most {MOST}",
        lambda found: found.reasons[:MOST],
        _REASON,
    ),
    Column[Reasons](
        "rewordings",
        "of one paragraph",
        f"list, at most {MOST}",
        lambda found: [remedy for remedy in found.remedies[:MOST] if remedy.share],
        (
            *_rewording(lambda remedy: remedy.amendment),
            counted("possible", "of all failures, those in whose last text the paragraph stands so"),
            counted("share", "those that this alone would have cured"),
            counted("removal", "those that it cures as a paragraph complained of"),
        ),
    ),
    Column(
        "delegations", "who objects", f"list, at most {MOST}", lambda found: found.opponents[:MOST], _OPPONENT
    ),
)
