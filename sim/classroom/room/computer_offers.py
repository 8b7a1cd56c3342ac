"""Computer offers: packages that computer delegations offer, found by the search for trades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.classroom.room.case import as_array
from sim.classroom.room.chair_input import heard
from sim.classroom.room.lesson import Lesson
from sim.negotiation.arrays import INDIFFERENCE, Floats, Ints, Rungs
from sim.negotiation.chairs.mediator import trades
from sim.negotiation.changes import one_step_changes
from sim.negotiation.reading import Reading, net
from sim.scenario.ladder import Rung

#: Most packages that computers offer in a reading.
MOST_OFFERS = 3


class Offer(NamedTuple):
    """A trade of two paragraphs that one delegation offers to another.

    Attributes
    ----------
    sender, to : their seats
    takes, asks : issue and formulation of what the sender takes, and of what the other shall take
    """

    sender: str
    to: str
    takes: tuple[str, str]
    asks: tuple[str, str]


class _Found(NamedTuple):
    gain: float
    to_a_person: bool
    offer: Offer


def computer_offers(lesson: Lesson) -> tuple[Offer, ...]:
    """Return the packages that computers offer in the open reading, the best first.

    In each, one paragraph moves a step as the other side wants it, and one as the sender wants it. Both
    sides gain from the two together. Computers are judged by their instructions. Of people, the computers
    know only what they have said, as the chair does.
    """
    chosen: list[Offer] = []
    for _, _, offer in sorted(_found(lesson), key=lambda found: (not found.to_a_person, -found.gain)):
        busy = {seat for one in chosen for seat in (one.sender, one.to)}
        if len(chosen) < MOST_OFFERS and not busy & {offer.sender, offer.to} and not _offered(lesson, offer):
            chosen.append(offer)
    return tuple(chosen)


def _found(lesson: Lesson) -> Iterator[_Found]:
    """Yield the best trade of each two changes between computers, and with each person."""
    case, seated = lesson.case, lesson.seated
    reading = heard(lesson, lesson.play.number)
    drafted = as_array(lesson.play.draft)
    targets = one_step_changes(case.table, drafted)[0]
    given, asked = _pairs(targets)
    if not len(given):
        return
    alone = _gains(reading, drafted, targets, np.arange(len(targets))[:, None])
    both = _gains(reading, drafted, targets, np.stack([given, asked], axis=1))
    offers = (both > INDIFFERENCE) & (alone[asked] > INDIFFERENCE) & (alone[given] <= 0)
    accepts = (both > INDIFFERENCE) & (alone[given] > INDIFFERENCE) & (alone[asked] <= 0)
    people = np.array([seat in seated for seat in case.seats])
    sending = np.where(offers & ~people, both, -np.inf)
    sender = sending.argmax(axis=1)
    best = sending.max(axis=1, initial=-np.inf)
    taking = np.where(accepts & ~people, both, -np.inf)
    rows = np.arange(len(given))
    asks_of = [(taking.argmax(axis=1), taking.max(axis=1, initial=-np.inf), False)]
    for place in np.flatnonzero(people).tolist():
        reached = np.where(accepts[:, place], both[:, place], -np.inf)
        asks_of.append((np.full(len(rows), place), reached, True))
    for to, reached, person in asks_of:
        gain = np.minimum(best, reached)
        for row in np.flatnonzero(np.isfinite(gain)).tolist():
            sides = (_words(lesson, targets, int(change[row])) for change in (given, asked))
            names = (case.seats[int(sender[row])], case.seats[int(to[row])])
            yield _Found(float(gain[row]), person, Offer(*names, *sides))


def _pairs(targets: Rungs) -> tuple[Ints, Ints]:
    """Return what is given and what is asked in every trade of two possible changes, both ways round."""
    first, second = trades(len(targets) // 2)
    possible = (targets[first] >= 0) & (targets[second] >= 0)
    first, second = first[possible], second[possible]
    return np.concatenate([first, second]), np.concatenate([second, first])


def _gains(reading: Reading, drafted: Rungs, targets: Rungs, changes: Ints) -> Floats:
    """Return what some changes made together add to the worth of the draft for each delegation (P, N).

    Parameters
    ----------
    changes : (P, C) numbers of the changes
    """
    texts = np.repeat(drafted, len(changes), axis=0)
    for column in changes.T:
        texts[np.arange(len(texts)), column % drafted.shape[1]] = targets[column]
    rows = np.zeros(len(texts), dtype=np.int64)
    return np.asarray(net(reading, texts, rows) - net(reading, drafted, rows[:1]))


def _words(lesson: Lesson, targets: Rungs, change: int) -> tuple[str, str]:
    return lesson.case.issues[change % len(lesson.case.issues)].code, Rung(int(targets[change])).word


def _offered(lesson: Lesson, offer: Offer) -> bool:
    """Return whether these two have had the same trade on the table before."""
    words = dict((offer.takes, offer.asks))
    return any(
        p.sender == offer.sender and offer.to in p.to and p.words == words for p in lesson.play.packages
    )
