"""How a replay names delegations and complaints, and what is unusual in a play."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools, Rungs
from sim.negotiation.vocabulary import Complaint, Kind
from sim.report.document import Draft, Wording
from sim.report.words.names import called, capital, listed
from sim.report.words.numbers import spelt, spelt_out
from sim.report.words.stances import complaint, put, verb
from sim.scenario.ladder import Issue, Rung
from sim.study.replay import Replay, Sounding, Unusual

#: Of more delegations than this only the first are named, and the others counted.
MOST_NAMES = 5
_WORTHLESS = "to whom a report as such is worth too little"
#: What a parameter means for a play in which it is unusually low, and unusually high.
_UNUSUAL = {
    "indirect_harm": ("indirect text hardly hurts anybody", "even indirect text hurts those who resist"),
    "harm_weight": ("a harm weighs hardly more than a gain", "a harm weighs far more than an equal gain"),
    "disappointment_weight": ("broken promises are easily borne", "broken promises weigh heavily"),
    "own_claim": ("capitals come without conditions of their own", "capitals make their claims a condition"),
    "scope_cost": ("the chair takes the mandate lightly", "the chair keeps strictly to the mandate"),
    "inertia": ("contested text is easily reopened", "contested text is hard to reopen"),
    "outlet_factor": ("other outlets console many", "other outlets console hardly anybody"),
    "chair_partiality": ("the chair hears all camps nearly alike", "the chair hears other camps badly"),
    "stake_scale": ("a report as such is worth little", "a report as such is worth much"),
    "blocking_cost": ("blocking is cheap", "blocking is costly"),
    "deadline_concession": ("capitals give little ground", "capitals give much ground towards the end"),
    "chair_ambition": ("the chair is content with a modest text", "the chair wants a strong text"),
    "decision_noise": ("mood hardly counts", "mood counts for much"),
    "acquis_discount": ("agreed language is fought over again", "agreed language passes without a fight"),
    "foreign_acquis": ("what other bodies agreed counts little", "what other bodies agreed counts in full"),
    "outlet_stake": ("other bodies make a report needless", "a report is needed, whatever other bodies do"),
    "red_line": ("one paragraph can be too much", "a gain elsewhere makes up for any paragraph"),
    "realism": ("capitals insist on what cannot be had", "capitals know what cannot be had"),
    "promise_kept": (
        "to repeat what is agreed keeps half a promise",
        "to repeat what is agreed keeps a promise",
    ),
}


def names(replay: Replay, seats: Iterable[int], most: int = MOST_NAMES) -> str:
    """Name the delegations in some seats, in the order given; count those beyond the first few."""
    codes = [replay.table.codes[seat] for seat in seats]
    more = len(codes) - most
    return listed([called(code) for code in codes[:most]] + ([spelt_out(more, "other")] if more > 0 else []))


def number(many: int) -> str:
    """Return a number as it begins a sentence."""
    return capital(spelt(many, most=20))


def text_of(issue: Issue, rung: int) -> str:
    """Return the wording of a paragraph at a rung that its ladder has."""
    formulation = issue.formulation(Rung(int(rung)))
    assert formulation is not None
    return formulation.text


def drafted(replay: Replay, draft: Rungs) -> Draft:
    """Return a draft with its wordings."""
    rungs = zip(replay.scenario.issues, map(Rung, draft.tolist()), strict=True)
    return Draft(tuple(Wording(i.code, i.title, rung, text_of(i, rung)) for i, rung in rungs))


def complaint_of(replay: Replay, number: int) -> tuple[Issue | None, Kind]:
    """Return what a complaint's number stands for: the issue, and whether text on it harms or is missed."""
    issue, kind = Complaint.of(int(number))
    return None if kind is Kind.NONE else replay.scenario.issues[issue], kind


def over(replay: Replay, seat: int) -> str:
    """Say what a delegation minds most in the end."""
    issue, kind = complaint_of(replay, replay.end.complaints[seat])
    return complaint(kind, issue.title) if issue else "a report as such"


def stood_apart(replay: Replay, stances: Rungs) -> str:
    """Say who objects and who dissociates (N,); that all join, if nobody does."""
    parts = [
        f"{names(replay, who)} {verb(replay, stance, len(who))}"
        for stance in (OBJECTS, DISSOCIATES)
        if len(who := np.flatnonzero(stances == stance))
    ]
    return "; ".join(parts) or f"all {verb(replay, JOINS)}"


def grouped(replay: Replay, sounding: Sounding, seats: Bools) -> str:
    """Name some delegations, those with the same complaint together, and say what it is."""
    alike: dict[str, list[int]] = {}
    order = np.argsort(sounding.worth + sounding.price, kind="stable")
    for seat in order[seats[order]].tolist():
        issue, kind = complaint_of(replay, sounding.complaints[seat])
        why = f"for whom it says {kind.amount} on {issue.title}" if issue else _WORTHLESS
        alike.setdefault(why, []).append(seat)
    return "; ".join(f"{names(replay, who)}, {why}" for why, who in alike.items())


def if_put(replay: Replay, sounding: Sounding) -> str:
    """Say how many would join, dissociate and object if a draft were put to the room, and who over what."""
    many = [int(sounding.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
    if many[JOINS] == len(sounding.stances):
        return f"If it were {put(replay)} now, all {many[JOINS]} would {verb(replay, JOINS)}."
    counts = listed([f"{spelt(n)} would {verb(replay, stance)}" for stance, n in enumerate(many)])
    who = f": {grouped(replay, sounding, sounding.taking(OBJECTS))}" if many[OBJECTS] else ""
    return f"If it were {put(replay)} now, {counts}{who}."


def position(replay: Replay, seat: int) -> str:
    """Explain, in our own words, why a delegation stands apart in the end."""
    objects = replay.end.stances[seat] == OBJECTS
    way = "cannot agree to" if objects else "will not stand in the way of"
    issue, kind = complaint_of(replay, replay.end.complaints[seat])
    if issue is None:
        return f"{way} this report, but can name no paragraph; a report as such is worth too little."
    rung = int(replay.end.draft[replay.table.issues.index(issue.code)])
    if kind is Kind.HARM:
        but = "" if objects else " a report, but cannot be bound by"
        return f"{way}{but} what it says on {issue.title}: “{text_of(issue, rung)}”"
    what, wanted = "is silent on" if rung == Rung.SILENT else "only hints at", text_of(issue, Rung.EXPLICIT)
    return f"{way} a report that {what} {issue.title}, having come for: “{wanted}”"


def unusual(found: Unusual) -> str:
    """Say what an unusual parameter means for its play."""
    if found.parameter.name in _UNUSUAL:
        return _UNUSUAL[found.parameter.name][found.high]
    return f"{found.parameter.meaning}: {'high' if found.high else 'low'} ({found.value:g})"
