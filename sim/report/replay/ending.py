"""The end of one play, told: who stands apart and how far, and what would have carried instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Floats, Ints
from sim.report import telling
from sim.report.document import Block, Bullets, Grid, Picture, Words
from sim.report.figures.horseshoe import describe_horseshoe_of_play
from sim.report.wording import called, capital, complaint, listed, spelt
from sim.report.words.complaints import reworded
from sim.report.words.shares import how_far
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast
from sim.study.reasons.failures import far
from sim.study.reasons.findings import Amendment, Cure
from sim.study.replay import Replay, sound

#: So many delegations that stand apart are told, so many rewordings, so many who had least to gain.
APART, REWORDINGS, LEAST = 10, 4, 3


def decided(replay: Replay) -> Iterator[Block]:
    """Tell what the room does with the last text, who stands apart, over what, and how far."""
    end = replay.end
    way = f"to the vote ({replay.table.decision.name})" if telling.by_vote(replay) else "under silence"
    counts = [int(end.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
    told = [f"{spelt(n)} {telling.doing(replay, stance)}" for stance, n in enumerate(counts)]
    idle = len(replay.made) == len(replay.repairs) < replay.last.behaviour.repairs[0]
    fate = "adopted" if replay.adopted else "not adopted" + ": the chair sees no change to make" * bool(idle)
    yield Words(f"The text is put {way}: {listed(told)}. It is {fate}.")
    yield Picture("horseshoe", describe_horseshoe_of_play(replay.table, end.stances))
    share = shares(replay)
    apart = _apart(replay, share)
    if len(apart):
        columns = ("delegation", "stance", "over", "how far")
        rows = tuple(_row(replay, seat, share[seat]) for seat in apart)
        yield Grid("Who stands apart, over what, and how far", columns, rows, left=len(columns))
        if len(company := np.flatnonzero(end.taking(OBJECTS) & (end.worth >= -end.price_alone))):
            alone = "would not have objected alone: blocking is cheaper beside others of the same complaint."
            yield Words(f"{capital(telling.names(replay, company))} {alone}")
        yield Words("In explanation of position, in our words:")
        yield Bullets(tuple(telling.statements(replay, apart)))
    if counts[JOINS]:
        least = [seat for seat in np.argsort(end.worth, kind="stable") if end.stances[seat] == JOINS][:LEAST]
        who = telling.names(replay, least)
        yield Words(f"Of those who {telling.does(replay, JOINS)}, {who} had least to gain.")


def shares(replay: Replay) -> Floats:
    """Return the share of its main complaint that each would have to give up to let the text pass (N,).

    The same as in the reasons of a forecast; not a number where it does not
    object, or over nothing in the text.
    """
    return np.asarray(far(replay.last, replay.outcome, replay.outcome.complaints.astype(np.int64))[0])


def _apart(replay: Replay, share: Floats) -> Ints:
    """Return the seats that stand apart and are told: objecting first, those that are farthest first."""
    end = replay.end
    distance = np.where(end.taking(OBJECTS), np.nan_to_num(share, nan=np.inf), -1.0)
    order = np.lexsort((end.worth + end.price, -distance))
    return np.asarray(order[end.stances[order] != JOINS][:APART])


def _row(replay: Replay, seat: int, share: float) -> tuple[str, str, str, str]:
    stance = int(replay.end.stances[seat])
    name = capital(called(replay.table.codes[seat]))
    return name, telling.doing(replay, stance), _over(replay, seat), _distance(stance, share)


def _over(replay: Replay, seat: int) -> str:
    number = int(replay.end.complaints[seat])
    if number < 0:
        return "a report as such"
    return complaint(("harm", "disappointment")[number % 2], replay.scenario.issues[number // 2].title)


def _distance(stance: int, share: float) -> str:
    """Say how far a delegation that stands apart is from letting the text pass."""
    if stance != OBJECTS:
        return "It lets the text pass."
    if np.isnan(share):
        return "It has no complaint to give up."
    return how_far(share, "that complaint").strip()


def report(replay: Replay) -> Iterator[Block]:
    """Tell who came closest to objecting to the report, over what."""
    end = replay.end
    closest = int(np.argmin(np.where(end.taking(OBJECTS), np.inf, end.worth + end.price)))
    if end.worth[closest] >= 0:
        yield Words("The report is worth more than none to everybody who does not object.")
    else:
        who, over = called(replay.table.codes[closest]), _over(replay, closest)
        over = over if end.complaints[closest] >= 0 else f"gains too little from {over}"
        yield Words(f"Closest to {telling.doing(replay, OBJECTS)} was {who}, which {over}.")


@lru_cache(maxsize=1)
def alone(replay: Replay) -> Forecast:
    """Return the play as a forecast of this play alone, so that its reasons are found and told alike."""
    return Forecast(replay.scenario, replay.setting, replay.seed, replay.behaviour, replay.outcome)


def instead(replay: Replay) -> Iterator[Block]:
    """Tell which smallest rewordings would have had the text adopted, and which come nearest."""
    (reason,) = alone(replay).reasons.reasons
    many = max((len(cure.amendments) for cure in reason.cures), default=0)
    if many == 1:
        yield Words("With one paragraph worded otherwise, the same text would have been adopted:")
        yield from _cured(replay, reason.cures)
        return
    stopped = _nearest(replay)
    told = "No change to a single paragraph would have saved the report" + ", or won anybody over" * (
        not stopped
    )
    yield Words(f"{told}.{' What comes nearest:' * bool(stopped)}")
    if stopped:
        yield Bullets(tuple(_reworded(replay, (amendment,)) for amendment in stopped))
    if many:
        yield Words("Two at once would have been enough:")
        yield from _cured(replay, reason.cures)
    else:
        yield Words("No rewording of one or two paragraphs would have been enough.")


def _cured(replay: Replay, cures: Sequence[Cure]) -> Iterator[Block]:
    yield Bullets(tuple(_reworded(replay, cure.amendments) for cure in cures[:REWORDINGS]))
    if len(cures) > REWORDINGS:
        others = len(cures) - REWORDINGS
        yield Words(f"{capital(spelt(others))} other{'s' * (others > 1)} would have been enough, too.")


def _nearest(replay: Replay) -> list[Amendment]:
    """Return the rewordings that end some objection, those that leave fewest first."""
    found, objected = replay.rewordings, replay.end.taking(OBJECTS)
    objecting = found.stances == OBJECTS
    stops, lost = objected & ~objecting, objecting & ~objected
    order = np.lexsort((np.abs(found.rungs), lost.sum(axis=1), (objected & objecting).sum(axis=1)))
    return [
        Amendment(
            replay.table.issues[found.paragraphs[e]], Rung(int(found.starts[e])), Rung(int(found.ends[e]))
        )
        for e in order
        if stops[e].any()
    ][:REWORDINGS]


def _reworded(replay: Replay, amendments: Sequence[Amendment]) -> str:
    """Say what some paragraphs would say instead, who then no longer objects, and who stands apart."""
    draft = replay.end.draft.copy()
    for amendment in amendments:
        draft[replay.table.issues.index(amendment.issue)] = amendment.end
    then = sound(replay.last, draft)
    won = np.flatnonzero(replay.end.taking(OBJECTS) & ~then.taking(OBJECTS))
    words = capital(listed([reworded(alone(replay), amendment) for amendment in amendments]))
    no_longer = telling.does(replay, OBJECTS, len(won))
    how = f"{telling.names(replay, won)} no longer {no_longer}, " if len(won) else ""
    but = "and" if then.carried else "but"
    return f"{words}: {how}{but} {telling.stood_apart(replay, then.stances)}."
