"""Reasons as data: why plays fail, as a table for reasons.csv and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Aggrieved, Amendment, Cure, Grievance, Offer, Opponent, Reason, Squeeze

#: At most so many reasons, rewordings and delegations in the summary; the table has every reason.
MOST = 20
#: At most so many of what each of them has: delegations, cures, offers.
EACH = 5
HEADER = (
    "reason", "failures", "of", "share", "low", "high", "complaints", "objecting", "how_far", "by_one",
    "by_two", "by_none", "cure", "cure_way", "cured", "squeezed", "squeezed_issue", "typical_replicate",
)  # fmt: skip


def reasons_table(forecast: Forecast) -> tuple[Sequence[str], list[list[Any]]]:
    """Return the header, and a row for each reason, the most frequent first.

    With who objects in how many of its failures (the five most frequent), how
    far the first of these is, and the cure that most often comes first.
    Numbers of plays, but for the share of all failures, which is blank where
    these are few; all blank where no probability is claimed.
    """
    return HEADER, [_row(forecast, number, one) for number, one in enumerate(forecast.reasons.reasons, 1)]


def _row(forecast: Forecast, number: int, reason: Reason) -> list[Any]:
    cure = reason.cures[0] if reason.cures else None
    far = reason.aggrieved[0].far if reason.aggrieved else None
    of, shown = Counted(reason.failures, forecast.reasons.studied), forecast.supported

    def plays(share: float) -> Any:
        return round(share * reason.failures) if shown else ""

    return [
        number,
        *((reason.failures, of.trials) if shown else ("", "")),
        *(map(_number, (of.share, *of.interval)) if shown and of.enough else ("", "", "")),
        "; ".join(f"{grievance.kind} {grievance.issue}".strip() for grievance in reason.grievances),
        "; ".join(f"{one.code} {plays(one.share)}".strip() for one in reason.aggrieved[:EACH]),
        "" if far is None else _number(far),
        *map(plays, (reason.by_one, reason.by_two, reason.by_none)),
        "; ".join(f"{a.issue} {a.start.word} to {a.end.word}" for a in cure.amendments) if cure else "",
        str(cure.way) if cure else "",
        plays(cure.share) if cure else "",
        plays(reason.squeezed),
        reason.squeezes[0].issue if reason.squeezes else "",
        reason.typical,
    ]


def _number(value: float) -> str:
    return f"{value:.6g}"


def reasons_summary(forecast: Forecast) -> dict[str, Any]:
    """Return the reasons as plain values: see `sim.study.reasons.findings` for what each means.

    Every share is an object: number of plays, of how many, the share and its
    interval, the last two null of few plays. None is there at all where no
    probability is claimed.
    """
    found, write = forecast.reasons, _Writer(forecast)
    whole = {"failures": found.failures, "studied": found.studied, "combinations": len(found.reasons)}
    return {
        **(whole if forecast.supported else {}),
        **write.shares(
            found.studied,
            by_one=found.by_one, by_two=found.by_two, by_none=found.by_none, squeezed=found.squeezed,
        ),
        "reasons": [write.reason(reason) for reason in found.reasons[:MOST]],
        "rewordings": [
            {
                **_amendment(r.amendment),
                **write.shares(found.studied, possible=r.possible, share=r.share, removal=r.removal),
            }
            for r in found.remedies[:MOST]
            if r.share
        ],
        "delegations": [write.opponent(one) for one in found.opponents[:MOST]],
    }  # fmt: skip


@dataclass(frozen=True)
class _Writer:
    """Writes what is found about failures, with as many numbers as are claimed."""

    forecast: Forecast

    def shares(self, whole: int, **shares: float) -> dict[str, Any]:
        """Write shares of so many plays; nothing where no probability is claimed."""
        if not self.forecast.supported:
            return {}
        return {name: counted_data(Counted.of(share, whole)) for name, share in shares.items()}

    def reason(self, reason: Reason) -> dict[str, Any]:
        """Write failures with the same complaints."""
        whole = reason.failures
        return {
            **self.shares(self.forecast.reasons.studied, share=reason.share),
            "complaints": [_grievance(grievance) for grievance in reason.grievances],
            "objecting": [self._aggrieved(one, whole) for one in reason.aggrieved[:EACH]],
            **self.shares(whole, by_one=reason.by_one, by_two=reason.by_two, by_none=reason.by_none),
            "cures": [self._cure(cure, whole) for cure in reason.cures[:EACH]],
            **self.shares(whole, squeezed=reason.squeezed),
            "squeezes": [self._squeeze(squeeze, whole) for squeeze in reason.squeezes[:EACH]],
            "typical_replicate": reason.typical,
        }

    def opponent(self, one: Opponent) -> dict[str, Any]:
        """Write a delegation that objects in failures."""
        studied = self.forecast.reasons.studied
        whole = round(one.share * studied)
        return {
            "state": one.code,
            "name": one.name,
            **self.shares(studied, share=one.share, alone=one.alone),
            "complaints": [
                {**_grievance(g), **self.shares(whole, share=share)} for g, share in one.grievances[:EACH]
            ],
            "how_far": _far(one.far),
            "rewordings": [self._offer(offer, whole) for offer in one.offers[:EACH]],
        }

    def _aggrieved(self, one: Aggrieved, whole: int) -> dict[str, Any]:
        told = {"state": one.code, "name": one.name, **_grievance(one.grievance)}
        return {**told, **self.shares(whole, share=one.share, alone=one.alone), "how_far": _far(one.far)}

    def _cure(self, cure: Cure, whole: int) -> dict[str, Any]:
        told = {"rewordings": [_amendment(amendment) for amendment in cure.amendments], "way": str(cure.way)}
        # Failures with several smallest cures count by parts, and so `first` may be none of whole plays.
        return {**told, **self.shares(whole, share=cure.share)}

    def _squeeze(self, squeeze: Squeeze, whole: int) -> dict[str, Any]:
        so_many = round(squeeze.share * whole)
        refused = {rung.word: self._who(who, so_many) for rung, who in squeeze.refused}
        return {"issue": squeeze.issue, **self.shares(whole, share=squeeze.share), "refused": refused}

    def _offer(self, offer: Offer, whole: int) -> dict[str, Any]:
        shares = self.shares(whole, share=offer.share, cures=offer.cures, costs=offer.costs)
        return {**_amendment(offer.amendment), **shares, "estranged": self._who(offer.estranged, whole)}

    def _who(self, who: Sequence[tuple[str, float]], whole: int) -> dict[str, Any] | list[str]:
        if not self.forecast.supported:
            return [code for code, _ in who[:EACH]]
        return self.shares(whole, **dict(who[:EACH]))


def counted_data(found: Counted) -> dict[str, Any]:
    """Return a share of plays as plain values: counts, and of enough plays the share with its interval."""
    low, high = found.interval
    return {
        "plays": found.successes,
        "of": found.trials,
        "share": _share(found.share) if found.enough else None,
        "interval": [_share(low), _share(high)] if found.enough else None,
    }


def _grievance(grievance: Grievance) -> dict[str, Any]:
    return {"issue": grievance.issue or None, "complaint": str(grievance.kind)}


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return {"issue": amendment.issue, "from": amendment.start.word, "to": amendment.end.word}


def _far(far: float | None) -> float | None:
    return None if far is None else _share(far)


def _share(value: float) -> float:
    return round(value, 6)
