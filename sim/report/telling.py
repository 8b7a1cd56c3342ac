"""Telling: one play as a story, reading by reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Bools, Rungs
from sim.report.wording import called, capital, counted, listed, spelt
from sim.scenario.ladder import Issue, Rung
from sim.study.replay import HeldReading, Replay, Sounding, Unusual

#: What a delegation that joins, dissociates or objects does: where there is no vote, and in one.
_DOES = (("join", "dissociate", "object"), ("vote yes", "abstain", "vote no"))
_DOING = (("joining", "dissociating", "objecting"), ("voting yes", "abstaining", "voting no"))
#: Of more names than this only the first are told, and the others counted; likewise of changed stances.
MOST_NAMES, MOST_TURNS = 5, 8


def names(replay: Replay, seats: Iterable[int], most: int = MOST_NAMES) -> str:
    """Name the delegations in some seats, in the order given; count those beyond the first few."""
    codes = [replay.table.codes[seat] for seat in seats]
    more = len(codes) - most
    return listed([called(code) for code in codes[:most]] + ([counted(more, "other")] if more > 0 else []))


def by_vote(replay: Replay) -> bool:
    """Return whether the text is put to the vote, and not under silence."""
    return replay.table.decision.by_vote


def does(replay: Replay, stance: int, number: int = 2) -> str:
    """Return what so many delegations of a stance do: several object, one objects."""
    verb, *rest = _DOES[by_vote(replay)][stance].split()
    return " ".join([verb + "s" * (number == 1), *rest])


def doing(replay: Replay, stance: int) -> str:
    """Return a stance as something done: objecting."""
    return _DOING[by_vote(replay)][stance]


def text_of(issue: Issue, rung: int) -> str:
    """Return the wording of a paragraph at a rung that its ladder has."""
    formulation = issue.formulation(Rung(int(rung)))
    assert formulation is not None
    return formulation.text


def stood_apart(replay: Replay, stances: Rungs) -> str:
    """Say who objects and who dissociates (N,); that all join, if nobody does."""
    told = [
        f"{names(replay, who)} {does(replay, stance, len(who))}"
        for stance in (OBJECTS, DISSOCIATES)
        if len(who := np.flatnonzero(stances == stance))
    ]
    return "; ".join(told) or f"all {does(replay, JOINS)}"


def grouped(replay: Replay, sounding: Sounding, seats: Bools) -> str:
    """Name some delegations, those of the same complaint together, and say what it is."""
    order = [int(s) for s in np.argsort(sounding.worth + sounding.price, kind="stable") if seats[s]]
    told = []
    for number in dict.fromkeys(int(sounding.complaints[seat]) for seat in order):
        alike = names(replay, [seat for seat in order if sounding.complaints[seat] == number])
        amount = f"too {'little' if number % 2 else 'much'} on {replay.scenario.issues[number // 2].title}"
        about = (
            f"for whom it says {amount}" if number >= 0 else "to whom a report as such is worth too little"
        )
        told.append(f"{alike}, {about}")
    return "; ".join(told)


def sounded(replay: Replay, sounding: Sounding) -> str:
    """Say how many would join, dissociate and object, and who objects over what."""
    number = [int(sounding.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
    if number[JOINS] == len(sounding.stances):
        return f"all {number[JOINS]} would {does(replay, JOINS)}"
    told = listed([f"{spelt(n)} would {does(replay, stance)}" for stance, n in enumerate(number)])
    return f"{told}: {grouped(replay, sounding, sounding.taking(OBJECTS))}" if number[OBJECTS] else told


def turns(replay: Replay, before: Sounding, readings: Sequence[HeldReading]) -> list[str]:
    """Say who changed stance since the draft was left as it is, by what capitals give up from then on."""
    turned: dict[int, tuple[int, int, int]] = {}
    for reading in readings:
        now = reading.opening.stances
        for seat in np.flatnonzero(now != before.stances).tolist():
            first = turned[seat][0] if seat in turned else before.stances[seat]
            turned[seat] = first, now[seat], reading.number
        before = reading.closing
    told = [
        f"{called(replay.table.codes[seat])}, from {doing(replay, first)} to {doing(replay, last)}"
        + f" by reading {number}" * (len(readings) > 1)
        for seat, (first, last, number) in turned.items()
        if first != last
    ]
    more = [f"and {counted(len(told) - MOST_TURNS, 'other')}"] if len(told) > MOST_TURNS else []
    return (
        [f"As capitals give ground, stances change: {'; '.join(told[:MOST_TURNS] + more)}."] if told else []
    )


def statements(replay: Replay, seats: Iterable[int]) -> Iterator[str]:
    """Explain the positions of delegations that stand apart in the end, in our own words."""
    end, seats = replay.end, list(seats)
    kinds = dict.fromkeys((int(end.stances[seat]), int(end.complaints[seat])) for seat in seats)
    for stance, number in kinds:
        alike = [s for s in seats if (end.stances[s], end.complaints[s]) == (stance, number)]
        yield f"{capital(names(replay, alike, len(alike)))} {_position(replay, number, stance == OBJECTS)}"


def _position(replay: Replay, number: int, objects: bool) -> str:
    way = "cannot agree to" if objects else "will not stand in the way of"
    if number < 0:
        return f"{way} this report, but can name no paragraph; a report as such is worth too little."
    issue, rung = replay.scenario.issues[number // 2], int(replay.end.draft[number // 2])
    if number % 2 == 0:
        but = "" if objects else " a report, but cannot be bound by"
        return f"{way}{but} what it says on {issue.title}: “{text_of(issue, rung)}”"
    what, wanted = "is silent on" if rung == Rung.SILENT else "only hints at", text_of(issue, Rung.EXPLICIT)
    return f"{way} a report that {what} {issue.title}, having come for: “{wanted}”"


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
    "blocking_cost": ("blocking is cheap", "blocking is dear"),
    "deadline_concession": ("capitals give little ground", "capitals give much ground towards the end"),
    "chair_ambition": ("the chair is content with a modest text", "the chair wants a strong text"),
    "decision_noise": ("mood hardly counts", "mood counts for much"),
    "acquis_discount": ("agreed language is fought over again", "agreed language passes without a fight"),
    "foreign_acquis": ("what other bodies agreed counts little", "what other bodies agreed counts in full"),
}
#: The names that a sentence gives to caucuses that are regional groups.
GROUPS = {
    "AFR": "the African group",
    "APG": "the Asia-Pacific group",
    "EEG": "the Eastern European group",
    "GRULAC": "the Latin American and Caribbean group",
    "WEOG": "the Western European and other group",
}


def unusual(found: Unusual) -> str:
    """Say what an unusual parameter means for its play."""
    if found.parameter.name in _UNUSUAL:
        return _UNUSUAL[found.parameter.name][found.high]
    return f"{found.parameter.meaning}: {'high' if found.high else 'low'} ({found.value:g})"
