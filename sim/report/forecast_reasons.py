"""Why plays fail: over what, who objects, where no wording suits everybody, what would have helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.report.document import Block, Bullets, Step, Steps, Words, note
from sim.report.words.names import called, capital, listed
from sim.report.words.numbers import BRACKETS, number_of, percent, portion, to_give_up
from sim.report.words.stances import NAMED, briefly, issue_titles, objects, reworded, verb
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.reasons.findings import Aggrieved, Cure, Grievance, Reason, Way

#: This many reasons are described one by one, unless the caller says otherwise; the rest are counted.
DESCRIBED = 5
#: If the most frequent reason has fewer failures than this, complaints are listed one by one instead.
SCATTERED = 0.05
#: Said where no share is given: because the plays are few, and because no probability is claimed.
FEW = f" Of fewer than {ENOUGH} failures only counts are given."
#: What a wording meets that somebody refuses: under silence, and in a vote.
_REFUSAL = ("an objection", "a no vote")
_ON_THE_METHOD = (
    "Found from the plays: who objects to the last text and over what, and whether the same room, with "
    "the same luck and nobody moving further, would have adopted it with one or two paragraphs worded "
    "otherwise. A trade: something else is granted, or dropped, and the complaint outweighed."
)


def why_it_fails(forecast: Forecast, most: int) -> Iterator[Block]:
    """Yield why plays fail: the most frequent reasons, who objects, and where no wording suits everybody."""
    if steps := reasons_in_words(forecast, most, cures=False):
        yield Steps(tuple(steps))
        yield from map(Words, others(forecast, most))
    elif forecast.failures and forecast.supported:
        yield Bullets((_scattered(forecast),))


def what_would_carry(forecast: Forecast, most: int) -> Iterator[Block]:
    """Yield what would have been enough: of all failures, then for the most frequent reasons."""
    yield from map(Words, cure_summary(forecast))
    reasons = _frequent(forecast, most)
    steps = ((f"Where it fails over {_over_what(forecast, r)}", _enough(forecast, r)) for r in reasons)
    if told := tuple(Step(title, (cure,)) for title, cure in steps if cure):
        yield Steps(told)
    if not reasons and forecast.failures and forecast.supported:
        remedies = [remedy for remedy in forecast.reasons.remedies if remedy.share][:NAMED]
        yield Bullets(
            tuple(
                f"{capital(reworded(forecast, one.amendment))}, in {portion(one.share, 'failures')}."
                for one in remedies
            )
        )


def further_reasons(forecast: Forecast, after: int, most: int = DESCRIBED) -> Iterator[Block]:
    """Yield the reasons that come after the first ones, each with what would have been enough, and how."""
    if steps := reasons_in_words(forecast, most)[after:]:
        yield Steps(tuple(steps))
        yield from map(Words, others(forecast, most))
    if forecast.failures or not forecast.supported:
        yield note(_ON_THE_METHOD)


def reason_lines(forecast: Forecast, most: int) -> list[str]:
    """Say why plays fail, in a line for each reason."""
    steps = reasons_in_words(forecast, most, cures=False)
    lines = [" ".join((f"{step.title}.", *step.lines)) for step in steps]
    if not lines and forecast.failures and forecast.supported:
        lines = [_scattered(forecast)]
    return [failures(forecast), *lines, *others(forecast, most)]


def failures(forecast: Forecast) -> str:
    """Say how many plays fail."""
    found, runs = forecast.reasons, forecast.runs
    if not forecast.supported:
        return "How often plays fail is not given for this kind of body or rule. In plays that do:"
    if not found.failures:
        return "None of the plays fails."
    end = f"{found.failures:,} of {number_of(runs, 'play')} {'ends' if found.failures == 1 else 'end'}"
    said = f"{'The one play ends' if runs == 1 else end} without a report."
    if found.studied < found.failures:
        said += f" The first {found.studied:,} of these are examined."
    return said + (f" {BRACKETS}" if found.studied >= ENOUGH else FEW * (found.failures > 1))


def reasons_in_words(forecast: Forecast, most: int = DESCRIBED, cures: bool = True) -> list[Step]:
    """Describe the most frequent reasons; none if nothing fails, or hardly two failures have the same.

    Where no probability is claimed, how often they occur is left out: see `sim.study.claims`.
    """
    reasons = _frequent(forecast, most)
    if not forecast.supported:
        return [_without_numbers(forecast, reason, cures) for reason in reasons]
    steps = []
    for reason in reasons:
        enough = _enough(forecast, reason) if cures else ""
        lines = filter(None, (_who(forecast, reason), _squeeze(forecast, reason), enough))
        steps.append(Step(f"{_about(forecast, reason)}: {portion(reason.share, 'failures')}", tuple(lines)))
    return steps


def _frequent(forecast: Forecast, most: int) -> Sequence[Reason]:
    """Return the reasons that are described: the most frequent, each but the first of enough failures."""
    reasons = forecast.reasons.reasons
    if not forecast.supported:
        return reasons[:most]
    if reasons and reasons[0].share < SCATTERED:
        return ()
    return [reason for n, reason in enumerate(reasons[:most]) if not n or reason.failures >= ENOUGH]


def others(forecast: Forecast, most: int = DESCRIBED) -> list[str]:
    """Say how many other reasons there are than those described; nothing if there are none."""
    described = _frequent(forecast, most)
    rest = forecast.reasons.reasons[len(described) :]
    if not rest or not described or not forecast.supported:
        return []
    many, studied = sum(reason.failures for reason in rest), forecast.reasons.studied
    which, has = f"The other {portion(Counted(many, studied))}", "have"
    if studied < ENOUGH:
        which, has = ("The other failure", "has") if many == 1 else (f"The other {many} failures", "have")
    if len(rest) == 1:
        return [f"{which} {has} another reason."]
    return [f"{which} {has} {len(rest):,} other reasons, none in more than {_at_most(rest[0].share)}."]


def cure_summary(forecast: Forecast) -> list[str]:
    """Say in how many failures one paragraph, or two, worded otherwise would have been enough."""
    found = forecast.reasons
    if not found.failures or not forecast.supported:
        return []
    rest = f"; in {portion(found.by_none)} even two would not have been enough." if found.by_none else "."
    first = portion(found.by_one or found.by_two, "failures")
    if found.by_one:
        pairs = f", two at once in another {portion(found.by_two)}" if found.by_two else ""
        return [f"One paragraph worded otherwise would have been enough in {first}{pairs}{rest}"]
    if found.by_two:
        return [f"No single paragraph worded otherwise would have been enough, two at once in {first}{rest}"]
    return ["Neither one paragraph nor two worded otherwise would have been enough in any failure."]


def _without_numbers(forecast: Forecast, reason: Reason, cures: bool) -> Step:
    """Describe a reason without saying how often anything happens."""
    names = [called(code) for code in dict.fromkeys(one.code for one in reason.aggrieved)]
    more = ["others"] if len(names) > NAMED else []
    who = f"{capital(listed(names[:NAMED] + more))} {verb(forecast, many=len(names))}." if names else ""
    lines = [who or f"Nobody {objects(forecast)}, but too few are in favour."]
    lines += filter(None, [_enough(forecast, reason) if cures else ""])
    return Step(_about(forecast, reason), tuple(lines))


def _about(forecast: Forecast, reason: Reason) -> str:
    return capital(_over_what(forecast, reason))


def _over_what(forecast: Forecast, reason: Reason) -> str:
    about = [briefly(forecast, grievance) for grievance in reason.grievances[:NAMED]]
    if len(reason.grievances) > NAMED:
        about.append(f"{len(reason.grievances) - NAMED} more complaints")
    return listed(about) if about else "too few in favour"


def _who(forecast: Forecast, reason: Reason) -> str:
    if not reason.grievances:
        return f"Nobody {objects(forecast)}, but too few are in favour."
    top = reason.aggrieved[0]
    if len(reason.aggrieved) == 1:
        return (
            f"{capital(called(top.code))} alone {objects(forecast)}.{to_give_up(top.far, 'that complaint')}"
        )
    several = len(reason.grievances) > 1
    of: dict[str, list[Aggrieved]] = {}
    for one in reason.aggrieved:
        of.setdefault(one.code, []).append(one)
    verb = f" {objects(forecast)}"
    who = [
        f"{called(code)}{verb * (not n)} {_how_often(forecast, held[:NAMED], several, first=not n)}"
        for n, (code, held) in enumerate([*of.items()][:NAMED])
    ]
    others = [sum(one.share.successes for one in held) for held in of.values()][NAMED:]
    rest = _others(others, reason.failures)
    about = f"its complaint {_over(forecast, top)}" if several else "that complaint"
    return f"{capital('; '.join(who))}{rest}.{to_give_up(top.far, about, called(top.code))}"


def _how_often(forecast: Forecast, held: Sequence[Aggrieved], several: bool, first: bool) -> str:
    """Say how often one delegation objects, over each complaint if the reason has several."""
    often = []
    for n, one in enumerate(held):
        over = f"{_over(forecast, one)} " if several else ""
        alone = f", alone in {portion(one.alone)}" if one.alone else ""
        often.append(f"{over}in {portion(one.share, 'these' if first and not n else '')}{alone}")
    return listed(often)


def _over(forecast: Forecast, one: Aggrieved) -> str:
    return f"over {issue_titles(forecast).get(one.grievance.issue, 'no paragraph')}"


def _squeeze(forecast: Forecast, reason: Reason) -> str:
    """Say of which paragraph no wording suits everybody, most often; nothing if there is none."""
    if not reason.squeezes:
        return ""
    squeeze = reason.squeezes[0]
    always = squeeze.share.successes == squeeze.share.trials
    every = "Every" if always else f"In {portion(squeeze.share, 'these')} every"
    refusals = []
    for rung, who in reversed(squeeze.refused):
        some = len(who) > NAMED or any(share < 1 for _, share in who)
        names = listed([called(code) for code, _ in who[:NAMED]])
        often = "most often " if some and reason.failures >= ENOUGH else ""
        refusals.append(f"{rung.word.capitalize()}: {often}{names}.")
    title, refusal = issue_titles(forecast)[squeeze.issue], _REFUSAL[forecast.table.decision.by_vote]
    return f"{every} wording of {title} meets {refusal}. {' '.join(refusals)}"


def _scattered(forecast: Forecast) -> str:
    """Say what is most often complained of, where hardly two failures have the same complaints."""
    found = forecast.reasons
    numbers: Counter[Grievance] = Counter()
    for reason in found.reasons:
        numbers.update(dict.fromkeys(reason.grievances, reason.failures))
    often = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    complaints = "; ".join(
        f"{briefly(forecast, g)}, in {portion(Counted(number, found.studied), 'failures')}"
        for g, number in often
    )
    squeezed = f" In {portion(found.squeezed, 'failures')} every wording of some paragraph meets "
    squeezed += f"{_REFUSAL[forecast.table.decision.by_vote]}."
    most_often = "Most often somebody" if found.studied >= ENOUGH else "Somebody"
    return (
        f"They have {len(found.reasons):,} different combinations of complaints, none in more than "
        f"{_at_most(found.reasons[0].share)} of failures. {most_often} {objects(forecast)}: {complaints}."
        f"{squeezed if found.squeezed else ''}"
    )


def _enough(forecast: Forecast, reason: Reason) -> str:
    """Say which rewordings would have been enough; nothing if none is known and no share may be given."""
    if forecast.supported:
        return capital(_cures(forecast, reason))
    if not reason.cures:
        return ""
    return f"{capital(_changes(forecast, reason.cures[0]))} would have been enough in some of them."


def _cures(forecast: Forecast, reason: Reason) -> str:
    """Say, in sentences of which the first has no capital, which rewordings would have been enough."""
    ones = [cure for cure in reason.cures if len(cure.amendments) == 1]
    removal = [cure for cure in ones if cure.way is Way.REMOVAL]
    trades = sorted((c for c in ones if c.way is Way.COMPENSATION), key=lambda c: -c.share)
    pairs = [c for c in reason.cures if len(c.amendments) == 2 and reason.by_two > reason.by_one]
    bought = "won the vote" if forecast.table.decision.by_vote else "bought consent"
    sentences: list[str] = []
    for cures, how, does in (
        (removal, "", "been enough"), (trades, "a trade: ", bought), (pairs, "two at once: ", "been enough")
    ):  # fmt: skip
        for cure in cures[:1]:
            often = portion(cure.share, "" if sentences else "these")
            change = f"{'Or ' * bool(sentences)}{how}{_changes(forecast, cure)}"
            sentences.append(f"{change} would have {does} in {often}.")
    return " ".join(sentences) or "neither one paragraph nor two worded otherwise would have been enough."


def _changes(forecast: Forecast, cure: Cure) -> str:
    return listed([reworded(forecast, amendment) for amendment in cure.amendments])


def _others(numbers: Sequence[int], whole: int) -> str:
    """Say how often those object who are not named; nothing if there are none."""
    if len(numbers) < 2:
        return f"; one other in {portion(Counted(numbers[0], whole))}" if numbers else ""
    return f"; {len(numbers):,} others in at most {_at_most(Counted(max(numbers), whole))}"


def _at_most(share: Counted) -> str:
    """Write the largest of some shares, which needs no interval."""
    return f"{percent(max(share, 0.01))} ({share.successes:,})" if share.enough else portion(share)
