"""Reasons as data: why plays fail, as a table for reasons.csv and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.study.forecast import Forecast
from sim.study.reasons.findings import Aggrieved, Amendment, Cure, Grievance, Offer, Opponent, Reason, Squeeze

#: At most so many reasons, rewordings and delegations in the summary; the table has every reason.
MOST = 20
#: At most so many of what each of them has: delegations, cures, offers.
EACH = 5
HEADER = (
    "reason", "failures", "share", "complaints", "objecting", "how_far", "by_one", "by_two", "by_none",
    "cure", "cure_way", "cure_share", "squeezed", "squeezed_issue", "typical_replicate",
)  # fmt: skip


def reasons_table(forecast: Forecast) -> tuple[Sequence[str], list[list[Any]]]:
    """Return the header, and a row for each reason, the most frequent first.

    With who objects in what share of its failures (the five most frequent),
    how far the first of these is, and the cure that most often comes first.
    """
    return HEADER, [_row(number, reason) for number, reason in enumerate(forecast.reasons.reasons, 1)]


def _row(number: int, reason: Reason) -> list[Any]:
    cure = reason.cures[0] if reason.cures else None
    far = reason.aggrieved[0].far if reason.aggrieved else None
    return [
        number,
        reason.failures,
        _number(reason.share),
        "; ".join(f"{grievance.kind} {grievance.issue}".strip() for grievance in reason.grievances),
        "; ".join(f"{one.code} {one.share:.3f}" for one in reason.aggrieved[:EACH]),
        "" if far is None else _number(far),
        *map(_number, (reason.by_one, reason.by_two, reason.by_none)),
        "; ".join(f"{a.issue} {a.start.word} to {a.end.word}" for a in cure.amendments) if cure else "",
        str(cure.way) if cure else "",
        _number(cure.share) if cure else "",
        _number(reason.squeezed),
        reason.squeezes[0].issue if reason.squeezes else "",
        reason.typical,
    ]


def _number(value: float) -> str:
    return f"{value:.6g}"


def reasons_summary(forecast: Forecast) -> dict[str, Any]:
    """Return the reasons as plain values: see `sim.study.reasons.findings` for what each means."""
    found = forecast.reasons
    return {
        "failures": found.failures,
        "studied": found.studied,
        **_shares(by_one=found.by_one, by_two=found.by_two, by_none=found.by_none, squeezed=found.squeezed),
        "combinations": len(found.reasons),
        "reasons": [_reason(reason) for reason in found.reasons[:MOST]],
        "rewordings": [
            {**_amendment(r.amendment), **_shares(possible=r.possible, share=r.share, removal=r.removal)}
            for r in found.remedies[:MOST]
            if r.share
        ],
        "delegations": [_opponent(one) for one in found.opponents[:MOST]],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "failures": reason.failures,
        "share": _share(reason.share),
        "complaints": [_grievance(grievance) for grievance in reason.grievances],
        "objecting": [_aggrieved(one) for one in reason.aggrieved[:EACH]],
        **_shares(by_one=reason.by_one, by_two=reason.by_two, by_none=reason.by_none),
        "cures": [_cure(cure) for cure in reason.cures[:EACH]],
        "squeezed": _share(reason.squeezed),
        "squeezes": [_squeeze(squeeze) for squeeze in reason.squeezes[:EACH]],
        "typical_replicate": reason.typical,
    }


def _opponent(one: Opponent) -> dict[str, Any]:
    return {
        "state": one.code,
        "name": one.name,
        **_shares(share=one.share, alone=one.alone),
        "complaints": [{**_grievance(g), "share": _share(share)} for g, share in one.grievances[:EACH]],
        "how_far": _far(one.far),
        "rewordings": [_offer(offer) for offer in one.offers[:EACH]],
    }


def _aggrieved(one: Aggrieved) -> dict[str, Any]:
    told = {"state": one.code, "name": one.name, **_grievance(one.grievance)}
    return {**told, **_shares(share=one.share, alone=one.alone), "how_far": _far(one.far)}


def _grievance(grievance: Grievance) -> dict[str, Any]:
    return {"issue": grievance.issue or None, "complaint": str(grievance.kind)}


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return {"issue": amendment.issue, "from": amendment.start.word, "to": amendment.end.word}


def _cure(cure: Cure) -> dict[str, Any]:
    told = {"rewordings": [_amendment(amendment) for amendment in cure.amendments], "way": str(cure.way)}
    return {**told, **_shares(share=cure.share, first=cure.first)}


def _squeeze(squeeze: Squeeze) -> dict[str, Any]:
    refused = {rung.word: _who(who) for rung, who in squeeze.refused}
    return {"issue": squeeze.issue, "share": _share(squeeze.share), "refused": refused}


def _offer(offer: Offer) -> dict[str, Any]:
    shares = _shares(share=offer.share, cures=offer.cures, costs=offer.costs)
    return {**_amendment(offer.amendment), **shares, "estranged": _who(offer.estranged)}


def _who(who: Sequence[tuple[str, float]]) -> Mapping[str, float]:
    return {code: _share(share) for code, share in who[:EACH]}


def _far(far: float | None) -> float | None:
    return None if far is None else _share(far)


def _shares(**shares: float) -> dict[str, float]:
    return {name: _share(share) for name, share in shares.items()}


def _share(value: float) -> float:
    return round(value, 6)
