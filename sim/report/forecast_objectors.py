"""Who blocks: how often, over what, how far from consent, and what would win it over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report.document import Block, Grid, Step, Words, note
from sim.report.words.names import ON_INFERRED, called, capital, listed
from sim.report.words.numbers import BRACKETS, percent, portion, sure, to_give_up, written
from sim.report.words.stances import NAMED, briefly, issue_titles, named, objects, over, reworded, verb
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast
from sim.study.reasons.findings import Offer, Opponent

#: At most this many delegations are named, and none that stands apart more rarely than this.
MOST_NAMED = 10
MENTIONED = 0.01
#: This many objectors are described one by one.
DESCRIBED = 5
#: A rewording with which the text is adopted in a smaller share of somebody's objections is no way out.
FAIR = 0.25
#: A rewording by fewer rungs is preferred to one that carries the report hardly more often.
HARDLY = 0.05
#: The columns that say how often a delegation stands apart.
OFTEN = ("objects", "of failures", "alone", "dissociates")
_WITHHELD = (
    "Delegations that object, or let a report pass and dissociate; over: their largest complaints. "
    "The most frequent come first; how often is not given for this kind of body or rule."
)


def who_stands_apart(forecast: Forecast) -> list[Block]:
    """Return the table of those who object or dissociate, with what its columns mean."""
    found, claimed = standing_apart(forecast), forecast.supported
    if not found:
        nobody = f"Nobody, in more than {percent(MENTIONED)} of plays."
        return [Words(nobody if claimed else "Nobody, or hardly anybody.")]
    grid = Grid(
        "Delegations that object or dissociate, by how often",
        ("delegation", *(OFTEN if claimed else ()), "over"),
        tuple((named(d), *how_often(forecast, d), over) for d, over in found),
        right=1,
    )
    brackets = f" {BRACKETS}" if forecast.failures >= ENOUGH else ""
    columns = (
        "Objects, dissociates: share of all plays. Of failures, alone: of the plays without a report, those "
        f"in which it objects, and in which nobody else does.{brackets} Over: its largest complaint, and in "
        "what share of all plays in which it objects or dissociates."
    )
    inferred = ON_INFERRED if any(d.inferred for d, _ in found) else ""
    notes = filter(None, (columns if claimed else _WITHHELD, inferred, others_apart(forecast)))
    return [grid, *(note(text) for text in notes)]


def standing_apart(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return the delegations that most often object or dissociate, with their complaints."""
    titles = issue_titles(forecast)
    return [(d, over(d, titles, numbers=forecast.supported)) for d in _apart(forecast)[:MOST_NAMED]]


def _apart(forecast: Forecast) -> list[DelegationForecast]:
    return [d for d in forecast.delegations if max(d.objects, d.dissociates) >= MENTIONED]


def how_often(forecast: Forecast, found: DelegationForecast) -> tuple[str, ...]:
    """Write how often a delegation stands apart, by the columns of `OFTEN`; nothing if that is withheld."""
    if not forecast.supported:
        return ()
    failing = (sure(s) if s.enough else written(s) for s in (found.of_failures, found.alone))
    return written(found.objects), *failing, written(found.dissociates)


def objecting(forecast: Forecast) -> list[tuple[DelegationForecast, str]]:
    """Return who objects, the most frequent first, and in what share of plays; without it if withheld."""
    often = [d for d in forecast.delegations if d.objects >= MENTIONED]
    return [(d, written(d.objects) if forecast.supported else "") for d in often]


def others_apart(forecast: Forecast) -> str:
    """Say how many more stand apart, and how rarely; nothing if there are none."""
    rest = _apart(forecast)[MOST_NAMED:]
    if not rest or not forecast.supported:
        return ""
    most = percent(max(max(d.objects, d.dissociates) for d in rest))
    if len(rest) == 1:
        return f"One other delegation objects or dissociates in {most} of plays."
    return f"{len(rest)} other delegations object or dissociate in at most {most} of plays each."


def objectors(forecast: Forecast, most: int = DESCRIBED) -> Iterator[Step]:
    """Describe each delegation that often objects in failures: over what, how far it is, what would move it.

    Where no probability is claimed, only over what.
    """
    verb = objects(forecast)
    for number, one in enumerate(forecast.reasons.opponents[:most]):
        complaints = [(briefly(forecast, grievance), share) for grievance, share in one.grievances[:NAMED]]
        often = one.share.successes
        if not forecast.supported:
            over = capital(listed([what for what, _ in complaints]))
            yield Step(f"{capital(called(one.code))} {verb}", (f"{over}.",))
        elif not number or often >= ENOUGH:
            far = to_give_up(one.far, "its main complaint").strip()
            over = ", ".join(f"{what} in {portion(share)}" for what, share in complaints)
            failures = "failures" if often >= ENOUGH else "failure" if often == 1 else f"{often} failures"
            line = f"In the {failures} in which it {verb}: {over}."
            yield Step(_title(forecast, one), (line, f"{far} {_offer(forecast, one)}".strip()))


def _title(forecast: Forecast, one: Opponent) -> str:
    alone = f", alone in {portion(one.alone)}" if one.alone else ""
    times = int(forecast.outcomes.objects[:, forecast.table.codes.index(one.code)].sum())
    plays = portion(Counted(times, forecast.runs), "all plays" if forecast.runs >= ENOUGH else "plays")
    return (
        f"{capital(called(one.code))} {objects(forecast)} in {portion(one.share, 'failures')}{alone}; {plays}"
    )


def _offer(forecast: Forecast, one: Opponent) -> str:
    """Say which rewording of one paragraph has the report adopted most often where one delegation objects."""
    if not one.offers:
        return "No single rewording would win it over."
    enough, best = one.share.successes >= ENOUGH, best_of(one.offers)
    what = reworded(forecast, best.amendment)
    names = "most often " * enough + listed([called(code) for code, _ in best.estranged[:NAMED]])
    others = f"others would newly {verb(forecast)}, {names}"
    if not best.cures:
        lost = f": {others}" if best.costs else ""
        return f"No single rewording that wins it over would have carried the report{lost}."
    carried = f"would have carried the report in {portion(best.cures, 'these')}"
    if best.cures < FAIR and not enough:
        return f"The best single rewording, {what}, {carried}."
    if best.cures < FAIR:
        often = "often win it over without losing others" if best.costs else "often be enough"
        return f"No single rewording would {often}; the best, {what}, {carried}."
    lost = f"; in {portion(best.costs)} it would have won it over, but {others}" if best.costs else ""
    return f"{capital(what)} {carried}{lost}."


def best_of(offers: Sequence[Offer]) -> Offer:
    """Return the rewording with which the text is adopted most often; of those hardly rarer, the smallest."""
    most = max(offer.cures for offer in offers)
    enough = [offer for offer in offers if offer.cures >= max(min(FAIR, most), most - HARDLY)]
    return min(enough, key=lambda o: (abs(o.amendment.end - o.amendment.start), -o.cures, o.costs))
