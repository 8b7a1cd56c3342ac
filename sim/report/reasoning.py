"""Reasoning: why plays fail and what would have cured them, in sentences that all pages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.account import issue_titles
from sim.report.grievances import NAMED, briefly, by_consensus, complaints, reworded, verb_of
from sim.report.portion import BRACKETS, how_far, plays, portion
from sim.report.wording import called, capital, listed, percent
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Aggrieved, Cure, Grievance, Reason, Reasons, Way

#: So many reasons and delegations are told, unless the caller says otherwise; the rest are counted.
TOLD = 5
#: If the most frequent reason has fewer failures than this, complaints are told one by one instead.
SCATTERED = 0.05
#: Said where no share is given: because the plays are few, and because no probability is claimed.
FEW = f" Of fewer than {ENOUGH} failures only counts are given."
WITHHELD = "How often plays fail is not given for this kind of body or rule. In plays that do:"


@dataclass(frozen=True)
class Told:
    """A reason in words: what is complained of, who objects, where no wording helps, what would."""

    title: str
    who: str
    squeeze: str
    cure: str


def told_reasons(forecast: Forecast, most: int = TOLD) -> list[Told]:
    """Tell the most frequent reasons; none if nothing fails, or hardly two failures have the same.

    Where no probability is claimed, how often they occur is left out: see `sim.study.claims`.
    """
    if not forecast.supported:
        return [_without_numbers(forecast, reason) for reason in forecast.reasons.reasons[:most]]
    if forecast.reasons.failures and forecast.reasons.reasons[0].share < SCATTERED:
        return []
    return [
        Told(
            _title(forecast, reason),
            _who(forecast, reason),
            _squeeze(forecast, reason),
            capital(_cures(forecast, reason)),
        )
        for reason in _told(forecast, most)
    ]


def reason_lines(forecast: Forecast, most: int = TOLD) -> list[str]:
    """Say why plays fail: who objects, over what, how far it is, and where no wording suits everybody."""
    found = forecast.reasons
    if not forecast.supported:
        return [WITHHELD, *(f"{told.title}. {told.who}" for told in told_reasons(forecast, most))]
    if not found.failures:
        return ["None of the plays fails."]
    lines = [f"{_failures(found.failures, forecast.runs)} without a report."]
    if found.studied < found.failures:
        lines[0] += f" The first {found.studied:,} of these are looked at."
    lines[0] += f" {BRACKETS}" if found.studied >= ENOUGH else FEW * (found.failures > 1)
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
    if not forecast.supported:
        return []
    rest = found[len(_told(forecast, most)) :]
    if not rest or found[0].share < SCATTERED:
        return []
    many = sum(reason.failures for reason in rest)
    which, has = f"The other {portion(many / forecast.reasons.studied, forecast.reasons.studied)}", "have"
    if forecast.reasons.studied < ENOUGH:
        which, has = ("The other failure", "has") if many == 1 else (f"The other {many} failures", "have")
    what = "another reason" if len(rest) == 1 else f"{len(rest):,} other reasons"
    each = (
        "" if len(rest) == 1 else f", none in more than {_at_most(rest[0].share, forecast.reasons.studied)}"
    )
    return [f"{which} {has} {what}{each}."]


def cure_lines(forecast: Forecast, most: int = TOLD) -> list[str]:
    """Say which one or two paragraphs, worded otherwise, would have had the last text adopted."""
    found = forecast.reasons
    if not found.failures or not forecast.supported:
        return []
    lines = [_enough(found)]
    if found.reasons[0].share < SCATTERED:
        best = [remedy for remedy in found.remedies if remedy.share][:NAMED]
        told = [
            f"{reworded(forecast, r.amendment)}, in {portion(r.share, found.studied, 'failures')}"
            for r in best
        ]
        return lines + [f"{capital(line)}." for line in told]
    for reason in _told(forecast, most):
        why = complaints(forecast, reason.grievances) or "too few are in favour"
        where = f"{why} ({portion(reason.share, found.studied, 'failures')})"
        lines.append(f"Where {where}: {_cures(forecast, reason)}")
    return lines


def _failures(failures: int, runs: int) -> str:
    if runs == 1:
        return "The one play ends"
    return f"{failures:,} of {plays(runs)} {'ends' if failures == 1 else 'end'}"


def _enough(found: Reasons) -> str:
    """Say in how many failures one paragraph, or two, worded otherwise would have been enough."""
    two, none = portion(found.by_two, found.studied), portion(found.by_none, found.studied)
    rest = f"; in {none} even two would not have been enough." if found.by_none else "."
    first = portion(found.by_one or found.by_two, found.studied, "failures")
    if found.by_one:
        pairs = f", two at once in another {two}" if found.by_two else ""
        return f"One paragraph worded otherwise would have been enough in {first}{pairs}{rest}"
    if found.by_two:
        return f"No single paragraph worded otherwise would have been enough, two at once in {first}{rest}"
    return "Neither one paragraph nor two worded otherwise would have been enough in any failure."


def _told(forecast: Forecast, most: int) -> list[Reason]:
    found = enumerate(forecast.reasons.reasons[:most])
    return [reason for n, reason in found if not n or reason.failures >= ENOUGH]


def _without_numbers(forecast: Forecast, reason: Reason) -> Told:
    """Tell a reason without saying how often anything happens."""
    names = [called(code) for code in dict.fromkeys(one.code for one in reason.aggrieved)]
    more = ["others"] if len(names) > NAMED else []
    who = f"{capital(listed(names[:NAMED] + more))} {verb_of(forecast, len(names))}." if names else ""
    cures = [_changes(forecast, cure) for cure in reason.cures[:1]]
    return Told(
        _about(forecast, reason),
        who or f"Nobody {verb_of(forecast)}, but too few are in favour.",
        "",
        "".join(f"{capital(cure)} would have been enough in some of them." for cure in cures),
    )


def _title(forecast: Forecast, reason: Reason) -> str:
    return f"{_about(forecast, reason)}: {portion(reason.share, forecast.reasons.studied, 'failures')}"


def _about(forecast: Forecast, reason: Reason) -> str:
    about = [briefly(forecast, grievance) for grievance in reason.grievances[:NAMED]]
    if len(reason.grievances) > NAMED:
        about.append(f"{len(reason.grievances) - NAMED} more complaints")
    return capital(listed(about) if about else "too few in favour")


def _who(forecast: Forecast, reason: Reason) -> str:
    verb = verb_of(forecast)
    if not reason.grievances:
        return f"Nobody {verb}, but too few are in favour."
    top = reason.aggrieved[0]
    if len(reason.aggrieved) == 1:
        return f"{capital(called(top.code))} alone {verb}.{how_far(top.far, 'that complaint')}"
    many = len(reason.grievances) > 1
    of: dict[str, list[Aggrieved]] = {}
    for one in reason.aggrieved:
        of.setdefault(one.code, []).append(one)
    who = [
        f"{called(code)} {f'{verb} ' * (not n)}{_how_often(forecast, reason, held[:NAMED], first=not n)}"
        for n, (code, held) in enumerate([*of.items()][:NAMED])
    ]
    rest = _others([sum(one.share for one in held) for held in of.values()][NAMED:], reason.failures)
    about = f"its complaint {_over(forecast, top)}" if many else "that complaint"
    return f"{capital('; '.join(who))}{rest}.{how_far(top.far, about, called(top.code))}"


def _how_often(forecast: Forecast, reason: Reason, held: Sequence[Aggrieved], first: bool) -> str:
    """Say how often one delegation objects, over each complaint if the reason has several."""
    told = []
    for n, one in enumerate(held):
        over = f"{_over(forecast, one)} " if len(reason.grievances) > 1 else ""
        alone = f", alone in {portion(one.alone, reason.failures)}" if one.alone else ""
        often = portion(one.share, reason.failures, "these" if first and not n else "")
        told.append(f"{over}in {often}{alone}")
    return listed(told)


def _over(forecast: Forecast, one: Aggrieved) -> str:
    return f"over {issue_titles(forecast).get(one.grievance.issue, 'no paragraph')}"


def _squeeze(forecast: Forecast, reason: Reason) -> str:
    """Say of which paragraph no wording suits everybody, most often; nothing if there is none."""
    if not reason.squeezes:
        return ""
    squeeze = reason.squeezes[0]
    every = "Every" if squeeze.share == 1 else f"In {portion(squeeze.share, reason.failures, 'these')} every"
    meets = "an objection" if by_consensus(forecast) else "a vote against"
    told = [
        f"{rung.word.capitalize()}: {'most often ' * (reason.failures >= ENOUGH and _unclear(who))}"
        f"{listed([called(code) for code, _ in who[:NAMED]])}."
        for rung, who in reversed(squeeze.refused)
    ]
    return f"{every} wording of {issue_titles(forecast)[squeeze.issue]} meets {meets}. {' '.join(told)}"


def _unclear(who: Sequence[tuple[str, float]]) -> bool:
    """Whether not all who refuse a wording are named, or not all do so always."""
    return len(who) > NAMED or any(share < 1 for _, share in who)


def _scattered(forecast: Forecast) -> str:
    """Say what is most often complained of, where hardly two failures have the same complaints."""
    found = forecast.reasons
    meets = "an objection" if by_consensus(forecast) else "a vote against"
    shares: dict[Grievance, float] = {}
    for reason in found.reasons:
        for grievance in reason.grievances:
            shares[grievance] = shares.get(grievance, 0.0) + reason.share
    often = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    told = "; ".join(
        f"{briefly(forecast, g)}, in {portion(min(1.0, share), found.studied, 'failures')}"
        for g, share in often
    )
    some = portion(found.squeezed, found.studied, "failures")
    squeezed = f" In {some} every wording of some paragraph meets {meets}."
    most_often = "Most often somebody" if found.studied >= ENOUGH else "Somebody"
    return (
        f"They have {len(found.reasons):,} different combinations of complaints, none in more than "
        f"{_at_most(found.reasons[0].share, found.studied)} of failures. "
        f"{most_often} {verb_of(forecast)}: {told}."
        f"{squeezed if found.squeezed else ''}"
    )


def _cures(forecast: Forecast, reason: Reason) -> str:
    """Say, in sentences of which the first has no capital, which rewordings would have been enough."""
    ones = [cure for cure in reason.cures if len(cure.amendments) == 1]
    removal = next((cure for cure in ones if cure.way is Way.REMOVAL), None)
    instead = max((c for c in ones if c.way is Way.COMPENSATION), key=lambda c: c.share, default=None)
    pair = next((c for c in reason.cures if len(c.amendments) == 2), None)
    pair = pair if reason.by_two > reason.by_one else None
    bought = "bought consent" if by_consensus(forecast) else "won the vote"
    told: list[str] = []
    for cure, how, does in (
        (removal, "", "would have been enough in"),
        (instead, "a trade: ", f"would have {bought} in"),
        (pair, "two at once: ", "would have been enough in"),
    ):
        if cure:
            often = portion(cure.share, reason.failures, "" if told else "these")
            told.append(f"{'Or ' * bool(told)}{how}{_changes(forecast, cure)} {does} {often}.")
    return " ".join(told) or "neither one paragraph nor two worded otherwise would have been enough."


def _changes(forecast: Forecast, cure: Cure) -> str:
    return listed([reworded(forecast, amendment) for amendment in cure.amendments])


def _others(shares: Sequence[float], whole: int) -> str:
    """Say how often those object who are not named; nothing if there are none."""
    if len(shares) < 2:
        return f"; one other in {portion(shares[0], whole)}" if shares else ""
    return f"; {len(shares):,} others in at most {_at_most(max(shares), whole)}"


def _at_most(share: float, whole: int) -> str:
    """Write the largest of some shares, which needs no interval."""
    if whole < ENOUGH:
        return portion(share, whole)
    return f"{percent(max(share, 0.01))} ({round(share * whole):,})"
