"""The readings of a replay: every change of the draft, whom it serves and costs, who turns by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Floats
from sim.negotiation.chairs.chair import hearing
from sim.report.document import Step
from sim.report.replay_words import MOST_NAMES, complaint_of, if_put, names, number, text_of
from sim.report.words.names import called, capital
from sim.report.words.numbers import percent, spelt, spelt_out
from sim.report.words.stances import acting, verb
from sim.scenario.ladder import Rung
from sim.study.replay import Change, HeldReading, Replay, Sounding

#: Smaller gains and losses than this count as none.
ROUNDING = 1e-9
#: This many delegations whose stance changes are named.
MOST_TURNS = 8
_TURNED = "whom an earlier change had turned against the report"


def steps(replay: Replay) -> Iterator[Step]:
    """Tell the readings, those in a row in which nothing moves as one, and the last-minute repairs."""
    before = replay.zero_draft
    for moved, group in groupby(replay.readings, key=lambda reading: bool(reading.changes)):
        readings = list(group)
        for some in [[reading] for reading in readings] if moved else [readings]:
            lines = turns(replay, before, some)
            before, first, last = some[-1].closing, some[0], some[-1]
            if moved:
                lines += [line for change in first.changes for line in changed(replay, change, first.opening)]
                lines += [if_put(replay, before), *fallout(replay, first.opening, before)]
                moves = _titles(replay, first.opening, before)
                yield Step(f"Reading {first.number}: {moves}", tuple(lines))
            else:
                until = f"s {first.number} to {last.number}" if first is not last else f" {first.number}"
                yield Step(f"Reading{until}: nothing moves", tuple(lines or ["Nobody changes stance."]), True)
    for n, change in enumerate(replay.repairs, 1):
        title = f"Last-minute repair {n}" if change.kept else "A repair that fails"
        lines = [*changed(replay, change, replay.readings[-1].closing), if_put(replay, change.after)]
        lines += ["It would not leave fewer objections, and the chair takes it back."] * (not change.kept)
        yield Step(f"{title}: {_titles(replay, change.before, change.after)}", tuple(lines))


def _titles(replay: Replay, before: Sounding, after: Sounding) -> str:
    return "; ".join(replay.scenario.issues[k].title for k in np.flatnonzero(before.draft != after.draft))


def changed(replay: Replay, change: Change, opening: Sounding) -> Iterator[str]:
    """Tell one change of the chair: the wording now, for whom, whom it serves and costs, who turns by it."""
    touched, lost = change.paragraphs.tolist(), _lost(replay, change)
    reason, trade = _reason(replay, change, opening), len(touched) > 1
    if trade:
        yield f"The chair finds no single change worth making, and trades. {reason} {lost}".strip()
    for k in touched:
        issue, before, after = replay.scenario.issues[k], change.before.draft[k], change.after.draft[k]
        way = f"{issue.title} goes from {Rung(before).word} to {Rung(after).word}"
        served = _served(replay, change.after.by_paragraph[k] - change.before.by_paragraph[k])
        parts = [f"{way}: “{text_of(issue, after)}”", *([served] if trade else [reason, served, lost])]
        yield " ".join(filter(None, parts))


def _served(replay: Replay, gain: Floats) -> str:
    parts = []
    for sign, served in ((1, "gives something to"), (-1, "costs")):
        seats = _foremost(sign * gain, sign * gain > ROUNDING)
        if len(seats) > MOST_NAMES:
            parts.append(f"{served} {spelt_out(len(seats), 'delegation')}, {names(replay, seats[:3])} most")
        elif seats:
            parts.append(f"{served} {names(replay, seats)}")
    return f"It {'; it '.join(parts)}." if parts else "It makes no difference to anybody."


def _reason(replay: Replay, change: Change, opening: Sounding) -> str:
    """Say who gains of those against the draft; where nobody does, how much of the room it serves."""
    weights, turned, won = replay.table.weights, opening.worth >= 0, change.after.worth >= 0
    back, not_yet = (_foremost(change.gain, change.relieved & turned & who) for who in (won, ~won))
    parts = [_eased(replay, change, change.relieved & ~turned)]
    if back:
        parts.append(f"This wins back {names(replay, back)}, {_TURNED}.")
    if not_yet:
        gain = f"gain{'s' * (len(not_yet) == 1)}, but not enough"
        parts.append(f"{capital(names(replay, not_yet))}, {_TURNED}, {gain}.")
    if any(parts):
        return " ".join(filter(None, parts))
    share = percent(float(weights[change.gain > ROUNDING].sum() / max(weights.sum(), ROUNDING)))
    unhappy = (change.before.worth < 0).any()
    nobody = "This answers nobody's complaint, but" if unhappy else "With nobody to win over, this"
    return f"{nobody} improves the text for those with {share} of the room's weight."


def _eased(replay: Replay, change: Change, who: Bools) -> str:
    """Say who, of those who preferred no report, gains; and how many of them now prefer the report."""
    seats = _foremost(change.gain, who)
    if not seats:
        return ""
    many, content = len(seats), int((change.after.worth[seats] >= 0).sum())
    if many == 1:
        then = f"gains, {'and now prefers the report' if content else 'but still prefers none'}"
    elif content == many:
        then = f"gain; {'both' if many == 2 else 'all'} now prefer the report"
    elif content:
        then = f"gain; {spelt(content)} of them now prefer{'s' * (content == 1)} the report"
    else:
        then = f"gain; {'neither' if many == 2 else 'none'} of them is won over"
    inside, camp = replay.table.in_camp[who], ""
    if replay.table.in_camp.any() and inside.all() == inside.any():
        camp = f"{'of' if inside.all() else 'outside'} the chair's own camp"
    return f"{_those(replay, seats, 'preferred no report', camp)} {then}."


def _those(replay: Replay, seats: Sequence[int], what: str, camp: str = "") -> str:
    """Begin a sentence with some delegations and what they did so far; many are counted, the first named."""
    if len(seats) > MOST_NAMES:
        first = called(replay.table.codes[seats[0]])
        return f"{number(len(seats))}{camp and f' {camp}'} who {what}, {first} first,"
    return f"{capital(names(replay, seats))}{camp and f' ({camp})'}, who {what},"


def _lost(replay: Replay, change: Change) -> str:
    """Say who preferred the report until this change, and now does not; nothing if nobody."""
    seats = _foremost(-change.gain, (change.before.worth >= 0) & (change.after.worth < 0))
    if len(seats) > MOST_NAMES:
        return f"{_those(replay, seats, 'preferred the report')} no longer do."
    prefer = f"prefer{'s' * (len(seats) == 1)} the report."
    return f"{capital(names(replay, seats))} no longer {prefer}" if seats else ""


def _foremost(gain: Floats, who: Bools) -> list[int]:
    """Return some seats, those that gain most first."""
    return [int(seat) for seat in np.argsort(-gain, kind="stable") if who[seat]]


def fallout(replay: Replay, opening: Sounding, closing: Sounding) -> list[str]:
    """Say who newly objects because of the changes of a reading, and over what; nothing if nobody does.

    Where more objections arise than end, also whether the text costs those against it less all the same.
    """
    before, after = opening.taking(OBJECTS), closing.taking(OBJECTS)
    newly, ended = int((after & ~before).sum()), int((before & ~after).sum())
    if not newly:
        return []
    line = f"{number(newly)} newly {verb(replay, OBJECTS, newly)}"
    complaint, most = Counter(closing.complaints[after & ~before].tolist()).most_common(1)[0]
    issue, kind = complaint_of(replay, complaint)
    if issue and 2 * most > newly:
        some = f"{spelt(most)} of them " * (most < newly)
        line += f", {some}because the text says {kind.amount} on {issue.title}"
    line += f"; {spelt(ended)} no longer {verb(replay, OBJECTS, ended)}." if ended else "."
    # What each draft costs those who would rather have no report, weighted by how well the chair hears each.
    heard = hearing(replay.last)[0]
    then, now = (float((heard * np.maximum(-s.worth, 0)).sum()) for s in (opening, closing))
    if newly > ended and now < then:
        against = "what the text costs those who would rather have no report"
        line += f" Yet {against} is {percent(1 - now / then)} less in all, as the chair hears them."
    return [line]


def turns(replay: Replay, before: Sounding, readings: Sequence[HeldReading]) -> list[str]:
    """Say who changes stance while the draft is left as it is, because of what capitals give up."""
    turned: dict[int, tuple[int, int, int]] = {}
    for reading in readings:
        now = reading.opening.stances
        for seat in np.flatnonzero(now != before.stances).tolist():
            first = turned[seat][0] if seat in turned else before.stances[seat]
            turned[seat] = first, now[seat], reading.number
        before = reading.closing
    lines = [
        f"{called(replay.table.codes[seat])}, from {acting(replay, first)} to {acting(replay, last)}"
        + f" by reading {number}" * (len(readings) > 1)
        for seat, (first, last, number) in turned.items()
        if first != last
    ]
    more = [f"and {spelt_out(len(lines) - MOST_TURNS, 'other')}"] if len(lines) > MOST_TURNS else []
    changes = "; ".join(lines[:MOST_TURNS] + more)
    return [f"As capitals give ground, stances change: {changes}."] if lines else []
