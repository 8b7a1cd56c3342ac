"""Reasoning: why plays fail and what would have cured them, in sentences that all pages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.negotiation.decisions import Consensus, ConsensusMinusOne
from sim.report.account import issue_titles
from sim.report.wording import called, capital, listed, percent
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Aggrieved, Amendment, Grievance, Kind, Offer, Reason, Way

#: So many reasons and delegations are told, unless the caller says otherwise; the rest are counted.
TOLD = 5
#: A reason for a smaller share of failures, or for fewer of them, is told with the rest.
RARE, FEW = 0.01, 5
#: If the most frequent reason has fewer failures than this, complaints are told one by one instead.
SCATTERED = 0.05
#: So many delegations, and so many complaints, are named in a sentence.
NAMED = 3
#: A rewording by fewer rungs is told in place of one that ends hardly more objections.
HARDLY = 0.05
_RUNG = {Rung.SILENT: "silence", Rung.VEILED: "an indirect paragraph", Rung.EXPLICIT: "an explicit paragraph"}
_INSTEAD = {Rung.SILENT: "silence", Rung.VEILED: "an indirect one", Rung.EXPLICIT: "an explicit one"}
_REFUSED = {Rung.SILENT: "silence", Rung.VEILED: "indirect text", Rung.EXPLICIT: "explicit text"}
_PORTIONS = (
    (0.05, "hardly any"), (0.15, "about a tenth"), (0.225, "about a fifth"), (0.29, "about a quarter"),
    (0.415, "about a third"), (0.585, "about half"), (0.71, "about two thirds"),
    (0.85, "about three quarters"), (1.0, "nearly all"),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A reason in words: what is complained of, who objects, where no wording helps, what would."""

    title: str
    who: str
    squeeze: str
    cure: str


@dataclass(frozen=True)
class Mover:
    """An objecting delegation in words: how often, over what, how far it is, what would move it."""

    title: str
    over: str
    far: str
    offer: str


def told_reasons(forecast: Forecast, most: int = TOLD) -> list[Told]:
    """Tell the most frequent reasons; none if nothing fails, or hardly two failures have the same."""
    if forecast.reasons.failures and forecast.reasons.reasons[0].share < SCATTERED:
        return []
    return [
        Told(
            _title(forecast, reason),
            _who(forecast, reason),
            _squeeze(forecast, reason),
            f"{capital(_cures(forecast, reason))}.",
        )
        for reason in _told(forecast, most)
    ]


def reason_lines(forecast: Forecast, most: int = TOLD) -> list[str]:
    """Say why plays fail: who objects, over what, how far it is, and where no wording suits everybody."""
    found = forecast.reasons
    if not found.failures:
        return ["None of the plays fails."]
    lines = [f"{found.failures:,} of {forecast.runs:,} plays end without a report."]
    if found.studied < found.failures:
        lines[0] += f" The first {found.studied:,} of these are looked at."
    if found.reasons[0].share < SCATTERED:
        return [*lines, _scattered(forecast)]
    lines += [
        " ".join(filter(None, (f"{told.title}.", told.who, told.squeeze)))
        for told in told_reasons(forecast, most)
    ]
    return [*lines, *rest_lines(forecast, most)]


def rest_lines(forecast: Forecast, most: int = TOLD) -> list[str]:
    """Say how many other reasons there are than those told one by one; nothing if there are none."""
    found = forecast.reasons.reasons
    rest = found[len(_told(forecast, most)) :]
    if not rest or found[0].share < SCATTERED:
        return []
    share = percent(sum(reason.share for reason in rest))
    what = "another reason" if len(rest) == 1 else f"{len(rest):,} other reasons"
    each = "" if len(rest) == 1 else f", none in more than {_at_most(rest[0].share)}"
    return [f"The other {share} have {what}{each}."]


def cure_lines(forecast: Forecast, most: int = TOLD) -> list[str]:
    """Say which one or two paragraphs, worded otherwise, would have had the last text adopted."""
    found = forecast.reasons
    if not found.failures:
        return []
    pairs = f", two at once in another {percent(found.by_two)}" if found.by_two else ""
    rest = f"; in {percent(found.by_none)} nothing so small" if found.by_none else ""
    enough = f"would have been enough in {percent(found.by_one)} of failures"
    lines = [f"One paragraph worded otherwise {enough}{pairs}{rest}."]
    if found.reasons[0].share < SCATTERED:
        best = [remedy for remedy in found.remedies if remedy.share][:NAMED]
        told = [f"{reworded(forecast, r.amendment)}, in {percent(r.share)} of failures" for r in best]
        return lines + [f"{capital(line)}." for line in told]
    for reason in _told(forecast, most):
        why = complaints(forecast, reason.grievances) or "too few are in favour"
        lines.append(f"Where {why} ({percent(reason.share)} of failures): {_cures(forecast, reason)}.")
    return lines


def movers(forecast: Forecast, most: int = TOLD) -> list[Mover]:
    """Say of each that often objects in failures over what, how far it is, and what would move it."""
    found = []
    often = [
        one
        for n, one in enumerate(forecast.reasons.opponents[:most])
        if not n or round(one.share * forecast.reasons.studied) >= FEW
    ]
    for one in often:
        alone = f" (alone in {percent(one.alone)})" if one.alone else ""
        over = [
            f"{_briefly(forecast, grievance)} in {percent(share)}{'' if n else ' of these'}"
            for n, (grievance, share) in enumerate(one.grievances[:NAMED])
        ]
        found.append(
            Mover(
                f"{capital(called(one.code))} {_verb(forecast)} in {percent(one.share)} of failures{alone}",
                f"{capital(', '.join(over))}.",
                _far(one.far, "its main complaint").strip(),
                _offer(forecast, one.offers) if one.offers else "No single rewording would end that.",
            )
        )
    return found


def reworded(forecast: Forecast, amendment: Amendment) -> str:
    """Put a change of one paragraph into words."""
    title = issue_titles(forecast)[amendment.issue]
    if amendment.end is Rung.SILENT:
        return f"silence instead of {_RUNG[amendment.start]} on {title}"
    return f"{_RUNG[amendment.end]} on {title} instead of {_INSTEAD[amendment.start]}"


def complaints(forecast: Forecast, grievances: Sequence[Grievance]) -> str:
    """Say what is wrong with a text in the eyes of those who object; nothing if nobody does."""
    about = [g for g in grievances if g.kind is not Kind.NONE]
    told = [_briefly(forecast, grievance) for grievance in about[:NAMED]]
    if len(about) > NAMED:
        told.append(f"{len(about) - NAMED} more complaints")
    parts = [f"the text says {listed(told)}"] if told else []
    if len(about) < len(grievances):
        parts.append("somebody refuses a report as such, over no paragraph")
    return " and ".join(parts)


def _briefly(forecast: Forecast, grievance: Grievance) -> str:
    if grievance.kind is Kind.NONE:
        return "over no paragraph"
    much = "too much" if grievance.kind is Kind.HARM else "too little"
    return f"{much} on {issue_titles(forecast)[grievance.issue]}"


def _told(forecast: Forecast, most: int) -> list[Reason]:
    found = enumerate(forecast.reasons.reasons[:most])
    return [r for n, r in found if not n or (r.share >= RARE and r.failures >= FEW)]


def _title(forecast: Forecast, reason: Reason) -> str:
    about = [_briefly(forecast, grievance) for grievance in reason.grievances[:NAMED]]
    if len(reason.grievances) > NAMED:
        about.append(f"{len(reason.grievances) - NAMED} more complaints")
    what = listed(about) if about else "too few in favour"
    plays = "play" if reason.failures == 1 else "plays"
    return f"{capital(what)}: {percent(reason.share)} of failures ({reason.failures:,} {plays})"


def _who(forecast: Forecast, reason: Reason) -> str:
    verb = _verb(forecast)
    if not reason.grievances:
        return f"Nobody {verb}, but too few are in favour."
    top = reason.aggrieved[0]
    if len(reason.aggrieved) == 1:
        return f"{capital(called(top.code))} alone {verb}.{_far(top.far, 'that complaint')}"
    many = len(reason.grievances) > 1
    who = [
        f"{called(one.code)}{' ' + verb * (not n)}{_over(forecast, one) * many} in {percent(one.share)}"
        f"{' of these' * (not n)}{f' (alone in {percent(one.alone)})' if one.alone else ''}"
        for n, one in enumerate(reason.aggrieved[:NAMED])
    ]
    names = {one.code for one in reason.aggrieved}
    rest = len(names - {one.code for one in reason.aggrieved[:NAMED]})
    more = f"; {_others(rest)} more rarely" if rest else ""
    told = ", ".join(" ".join(words.split()) for words in who)
    far = _far(
        top.far, f"its complaint{_over(forecast, top)}" if many else "that complaint", called(top.code)
    )
    return f"{capital(told)}{more}.{far}"


def _over(forecast: Forecast, one: Aggrieved) -> str:
    return f" over {issue_titles(forecast).get(one.grievance.issue, 'no paragraph')}"


def _far(far: float | None, what: str, who: str = "it") -> str:
    """Say how much of a complaint somebody would have to give up; nothing if it has none."""
    if far is None:
        return ""
    if far > 1:
        return f" For {who}, even {what} gone would not have been enough."
    portion = next(words for bound, words in _PORTIONS if far <= bound)
    return f" {capital(who)} would have had to give up {portion} of {what}."


def _squeeze(forecast: Forecast, reason: Reason) -> str:
    """Say of which paragraph no wording suits everybody, most often; nothing if there is none."""
    if not reason.squeezes:
        return ""
    squeeze = reason.squeezes[0]
    where = "No" if squeeze.share == 1 else f"In {percent(squeeze.share)} of these no"
    told = [
        f"{_REFUSED[rung]}{' is refused' * (not n)}{' most often' * _unclear(who)} by "
        f"{listed([called(code) for code, _ in who[:NAMED]])}"
        for n, (rung, who) in enumerate(reversed(squeeze.refused))
    ]
    return f"{where} wording of {issue_titles(forecast)[squeeze.issue]} passes: {listed(told)}."


def _unclear(who: Sequence[tuple[str, float]]) -> bool:
    """Whether not all who refuse a wording are named, or not all do so always."""
    return len(who) > NAMED or any(share < 1 for _, share in who)


def _scattered(forecast: Forecast) -> str:
    """Say what is most often complained of, where hardly two failures have the same complaints."""
    found = forecast.reasons
    shares: dict[Grievance, float] = {}
    for reason in found.reasons:
        for grievance in reason.grievances:
            shares[grievance] = shares.get(grievance, 0.0) + reason.share
    often = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    told = ", ".join(f"{_briefly(forecast, g)} ({percent(min(1.0, share))})" for g, share in often)
    squeezed = f" In {percent(found.squeezed)} of failures no wording of some paragraph suits everybody."
    return (
        f"They have {len(found.reasons):,} different combinations of complaints, none in more than "
        f"{_at_most(found.reasons[0].share)} of failures. Most often somebody {_verb(forecast)}: {told}."
        f"{squeezed if found.squeezed else ''}"
    )


def _cures(forecast: Forecast, reason: Reason) -> str:
    ones = [cure for cure in reason.cures if len(cure.amendments) == 1]
    removal = next((cure for cure in ones if cure.way is Way.REMOVAL), None)
    instead = max((c for c in ones if c.way is Way.COMPENSATION), key=lambda c: c.share, default=None)
    pair = next((c for c in reason.cures if len(c.amendments) == 2), None)
    pair = pair if reason.by_two > reason.by_one else None
    told: list[str] = []
    for cure, how in ((removal, ""), (instead, "in compensation, "), (pair, "two at once, ")):
        if cure:
            words = listed([reworded(forecast, amendment) for amendment in cure.amendments])
            enough = "in" if told else "would have been enough in"
            told.append(f"{how}{words} {enough} {percent(cure.share)}{' of these' * (not told)}")
    return "; ".join(told) or "no rewording of one or two paragraphs would have been enough"


def _offer(forecast: Forecast, offers: Sequence[Offer]) -> str:
    enough = [offer for offer in offers if offer.share >= offers[0].share - HARDLY]
    best = min(enough, key=lambda o: (abs(o.amendment.end - o.amendment.start), -o.share))
    against = _verb(forecast, 2)
    ended = "its objections" if against == "object" else "its votes against"
    ends = f"{capital(reworded(forecast, best.amendment))} would end {percent(best.share)} of {ended}"
    if not best.costs:
        return f"{ends}, and nobody would newly {against}."
    names = listed([called(code) for code, _ in best.estranged[:NAMED]])
    return f"{ends}, but in {percent(best.costs)} others would newly {against}, most often {names}."


def _verb(forecast: Forecast, of: int = 1) -> str:
    if isinstance(forecast.table.decision, Consensus | ConsensusMinusOne):
        return "objects" if of == 1 else "object"
    return "votes against" if of == 1 else "vote against"


def _others(many: int) -> str:
    return "one other" if many == 1 else f"{many:,} others"


def _at_most(share: float) -> str:
    return "1 %" if share < 0.01 else percent(share)
