"""Changes of the draft in one play, told: the wording now, whom each serves and costs, who turns by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Floats
from sim.negotiation.chairs.chair import hearing
from sim.report.telling import MOST_NAMES, does, names, text_of
from sim.report.wording import called, capital, counted, percent, spelt
from sim.scenario.ladder import Rung
from sim.study.replay import Change, Replay, Sounding

#: Smaller gains and losses than this are none.
ROUNDING = 1e-9
#: Numbers beyond nine at the beginning of a sentence.
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip


def changed(replay: Replay, change: Change, opening: Sounding) -> Iterator[str]:
    """Tell one change of the chair: the wording now, for whom, whom it serves and costs, who turns by it.

    Parameters
    ----------
    opening : what the room made of the draft before the first of the changes that are told together
    """
    touched, reason = change.paragraphs.tolist(), _reason(replay, change, opening)
    lost = _lost(replay, change)
    if trade := len(touched) > 1:
        yield f"No single change finds the chair's favour, so the chair trades. {reason} {lost}".strip()
    for k in touched:
        issue, before, after = replay.scenario.issues[k], change.before.draft[k], change.after.draft[k]
        way = f"{issue.title} goes from {Rung(int(before)).word} to {Rung(int(after)).word}"
        gain = change.after.by_paragraph[k] - change.before.by_paragraph[k]
        told = [f"{way}: “{text_of(issue, after)}”", reason, _served(replay, gain), lost]
        yield " ".join(filter(None, told if not trade else told[::2]))


def _served(replay: Replay, gain: Floats) -> str:
    parts = []
    for sign, verb in ((1, "gives something to"), (-1, "costs")):
        order = np.argsort(-sign * gain, kind="stable")
        seats = order[sign * gain[order] > ROUNDING]
        if len(seats) > MOST_NAMES:
            parts.append(f"{verb} {counted(len(seats), 'delegation')}, {names(replay, seats[:3])} most")
        elif len(seats):
            parts.append(f"{verb} {names(replay, seats)}")
    return f"It {'; it '.join(parts)}." if parts else "It makes no difference to anybody."


def _reason(replay: Replay, change: Change, opening: Sounding) -> str:
    """Say who gains of those against the draft; where nobody does, how much of the room it serves."""
    table, turned = replay.table, opening.worth >= 0
    told = [_eased(replay, change, change.relieved & ~turned)]
    told.append(_won_back(replay, change, change.relieved & turned))
    if any(told):
        return " ".join(filter(None, told))
    share = percent(float(table.weights[change.gain > ROUNDING].sum() / max(table.weights.sum(), ROUNDING)))
    unhappy = (change.before.worth < 0).any()
    nobody = "This answers nobody's complaint, but" if unhappy else "With nobody to win over, this"
    return f"{nobody} makes the text worth more to those with {share} of the room's weight."


def _eased(replay: Replay, change: Change, who: Bools) -> str:
    """Say who, of those who preferred no report, gains; and how many of them now prefer the report."""
    if not who.any():
        return ""
    seats = _first(change.gain, who)
    camp = _camp(replay, who)
    content, number = int((change.after.worth[seats] >= 0).sum()), len(seats)
    if number == 1:
        then = "and now prefers the report" if content else "but still prefers none"
        return f"{capital(names(replay, seats))}{camp}, who preferred no report, gains, {then}."
    some = f"{spelt(content)} of them now prefer{'s' * (content == 1)} the report"
    every = "both" if number == 2 else "all of them"
    nobody = "neither" if number == 2 else "none of them"
    then = (
        f"{every} now prefer the report"
        if content == number
        else some
        if content
        else f"{nobody} is won over"
    )
    if number > MOST_NAMES:
        first = called(replay.table.codes[seats[0]])
        return f"{capital(_number(number))}{camp} who preferred no report, {first} first, gain; {then}."
    return f"{capital(names(replay, seats))}{camp}, who preferred no report, gain; {then}."


def _camp(replay: Replay, who: Bools) -> str:
    """Say whether some delegations are all of the chair's own camp, or all outside it."""
    inside = replay.table.in_camp[who]
    if not replay.table.in_camp.any() or inside.all() != inside.any():
        return ""
    number = len(inside)
    every = "" if number > MOST_NAMES else {1: ",", 2: ", both"}.get(number, ", all")
    return f"{every} {'of' if inside.all() else 'outside'} the chair's own camp"


def _won_back(replay: Replay, change: Change, who: Bools) -> str:
    """Say who gains of those whom an earlier change of the same reading had turned against the draft."""
    told, turned = [], "whom an earlier change had turned against the report"
    won = change.after.worth >= 0
    if (who & won).any():
        told.append(f"This wins back {names(replay, _first(change.gain, who & won))}, {turned}.")
    if (who & ~won).any():
        seats = _first(change.gain, who & ~won)
        gains = "gains" if len(seats) == 1 else "gain"
        told.append(f"{capital(names(replay, seats))}, {turned}, {gains}, but not enough.")
    return " ".join(told)


def _lost(replay: Replay, change: Change) -> str:
    """Say who preferred the report until this change, and now does not; nothing if nobody."""
    lost = (change.before.worth >= 0) & (change.after.worth < 0)
    if not lost.any():
        return ""
    seats = _first(-change.gain, lost)
    if len(seats) > MOST_NAMES:
        first = called(replay.table.codes[seats[0]])
        return f"{capital(_number(len(seats)))} who preferred the report, {first} first, no longer do."
    return f"{capital(names(replay, seats))} no longer prefer{'s' * (len(seats) == 1)} the report."


def _first(gain: Floats, who: Bools) -> list[int]:
    """Return some seats, those that gain most first."""
    return [int(seat) for seat in np.argsort(-gain, kind="stable") if who[seat]]


def _number(number: int) -> str:
    """Return a number as it stands at the beginning of a sentence."""
    return _TEENS[number - 10] if 10 <= number < 10 + len(_TEENS) else spelt(number)


def fallout(replay: Replay, opening: Sounding, closing: Sounding) -> list[str]:
    """Say who newly objects by the changes of a reading, and over what; nothing if nobody does.

    Where objections grow in number, also whether they weigh less all the same.
    """
    newly = closing.taking(OBJECTS) & ~opening.taking(OBJECTS)
    ended = int((opening.taking(OBJECTS) & ~closing.taking(OBJECTS)).sum())
    if not newly.any():
        return []
    number = int(newly.sum())
    told = f"{capital(_number(number))} newly {does(replay, OBJECTS, number)}"
    (complaint, most), *_ = Counter(closing.complaints[newly].tolist()).most_common(1)
    if complaint >= 0 and 2 * most > number:
        title = replay.scenario.issues[complaint // 2].title
        amount = f"too {'little' if complaint % 2 else 'much'} on {title}"
        told += f", {f'{spelt(most)} of them ' * (most < number)}because the text says {amount}"
    told += f"; {spelt(ended)} no longer {does(replay, OBJECTS, ended)}." if ended else "."
    if number <= ended:
        return [told]
    before, after = (_against(replay, sounding) for sounding in (opening, closing))
    if after < before:
        less = percent(1 - after / before)
        told += (
            f" Yet what the text costs those who would rather have no report is {less} less in all, as the "
            "chair hears them."
        )
    return [told]


def _against(replay: Replay, sounding: Sounding) -> float:
    """Return what a draft costs those who would rather have no report, as well as the chair hears each."""
    return float((hearing(replay.last)[0] * np.maximum(-sounding.worth, 0)).sum())
