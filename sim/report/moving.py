"""Moving: what each delegation that objects in failures is against, how far it is, and what would move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.grievances import NAMED, briefly, reworded, verb_of
from sim.report.portion import how_far, portion
from sim.report.reasoning import TOLD
from sim.report.wording import called, capital, listed
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Offer, Opponent

#: A rewording with which the text is adopted in a smaller share of somebody's objections is no way out.
FAIR = 0.25
#: A rewording by fewer rungs is told in place of one that carries the report hardly more often.
HARDLY = 0.05


@dataclass(frozen=True)
class Mover:
    """An objecting delegation in words: how often, over what, how far it is, what would move it."""

    title: str
    over: str
    far: str
    offer: str


def movers(forecast: Forecast, most: int = TOLD) -> list[Mover]:
    """Say of each that often objects in failures over what, how far it is, and what would move it.

    Where no probability is claimed, only over what.
    """
    if not forecast.supported:
        return [
            Mover(
                f"{capital(called(one.code))} {verb_of(forecast)}", f"{_complaints(forecast, one)}.", "", ""
            )
            for one in forecast.reasons.opponents[:most]
        ]
    found = enumerate(forecast.reasons.opponents[:most])
    return [
        Mover(
            _title(forecast, one),
            _over(forecast, one),
            how_far(one.far, "its main complaint").strip(),
            _offer(forecast, one),
        )
        for n, one in found
        if not n or objections(forecast, one) >= ENOUGH
    ]


def objections(forecast: Forecast, one: Opponent) -> int:
    """Return in how many of the failures that were looked at a delegation objects."""
    return round(one.share * forecast.reasons.studied)


def _title(forecast: Forecast, one: Opponent) -> str:
    studied, seat = forecast.reasons.studied, forecast.table.codes.index(one.code)
    alone = f", alone in {portion(one.alone, studied)}" if one.alone else ""
    of = "all plays" if forecast.runs >= ENOUGH else "plays"
    whole = portion(float(forecast.outcomes.objects[:, seat].mean()), forecast.runs, of)
    failures = portion(one.share, studied, "failures")
    return f"{capital(called(one.code))} {verb_of(forecast)} in {failures}{alone}; {whole}"


def _complaints(forecast: Forecast, one: Opponent) -> str:
    return capital(listed([briefly(forecast, grievance) for grievance, _ in one.grievances[:NAMED]]))


def _over(forecast: Forecast, one: Opponent) -> str:
    whole = objections(forecast, one)
    over = [
        f"{briefly(forecast, grievance)} in {portion(share, whole)}"
        for grievance, share in one.grievances[:NAMED]
    ]
    where = "failures" if whole >= ENOUGH else "failure" if whole == 1 else f"{whole} failures"
    return f"In the {where} in which it {verb_of(forecast)}: {', '.join(over)}."


def _offer(forecast: Forecast, one: Opponent) -> str:
    """Say which rewording of one paragraph has the report adopted most often where one delegation objects."""
    whole, against = objections(forecast, one), verb_of(forecast, 2)
    if not one.offers:
        return "No single rewording would win it over."
    best = best_of(one.offers)
    what = reworded(forecast, best.amendment)
    most_often = "most often " if whole >= ENOUGH else ""
    names = most_often + listed([called(code) for code, _ in best.estranged[:NAMED]])
    if not best.cures:
        lost = f": others would newly {against}, {names}" if best.costs else ""
        return f"No single rewording that wins it over would have carried the report{lost}."
    carried = f"would have carried the report in {portion(best.cures, whole, 'these')}"
    if best.cures < FAIR and whole < ENOUGH:
        return f"The best single rewording, {what}, {carried}."
    if best.cures < FAIR:
        often = "often win it over without losing others" if best.costs else "often be enough"
        return f"No single rewording would {often}; the best, {what}, {carried}."
    lost = f"; in {portion(best.costs, whole)} it would have won it over, but others would newly {against}"
    return f"{capital(what)} {carried}{f'{lost}, {names}' if best.costs else ''}."


def best_of(offers: Sequence[Offer]) -> Offer:
    """Return the rewording with which the text is adopted most often; of those hardly rarer, the smallest."""
    most = max(offer.cures for offer in offers)
    enough = [offer for offer in offers if offer.cures >= max(min(FAIR, most), most - HARDLY)]
    return min(enough, key=lambda o: (abs(o.amendment.end - o.amendment.start), -o.cures, o.costs))
