"""The silence procedure: the text is put to the room for decision, after last-minute repairs."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, Bools, Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.kernel import search_repairs
from sim.negotiation.observer import NOBODY, Observer
from sim.negotiation.reading import Reading
from sim.negotiation.stance import Judged, judge


def sounded(reading: Reading, draft: Rungs, rows: Ints) -> tuple[Bools, Ints]:
    """Return whether the drafts of some plays would be adopted (A,), and how many would object (A,)."""
    return counted(reading, judge(reading, draft, rows))


def put_under_silence(
    chair: ChairStrategy, reading: Reading, draft: Rungs, observer: Observer = NOBODY
) -> Rungs:
    """Return the text after last-minute repairs (R, K): see `repair`."""
    return repair(chair, reading, draft, observer)[0]


def repair(
    chair: ChairStrategy, reading: Reading, draft: Rungs, observer: Observer = NOBODY
) -> tuple[Rungs, Judged]:
    """Return the text after last-minute repairs (R, K), and what everybody makes of it.

    While the text would not be adopted the chair makes one more change of a paragraph, his own way, and keeps
    it if it leaves fewer objections or carries the room, as often as `repairs` allows.
    """
    rows = np.arange(len(draft))
    judged = judge(reading, draft, rows)
    adopted, objections = counted(reading, judged)
    done = 0
    while True:
        going = ~adopted & (reading.behaviour.repairs[rows] > done)
        rows, objections = rows[going], objections[going]
        if not len(rows):
            return draft, judged
        tried, kept = draft.copy(), np.zeros(len(draft), dtype=bool)
        tried[rows] = search_repairs(chair, reading, draft[rows], rows)
        again = judge(reading, tried[rows], rows)
        adopted, left = counted(reading, again)
        better = adopted | (left < objections)
        kept[rows] = better
        observer.repaired(reading, draft, tried, kept)
        draft = np.where(kept[:, None], tried, draft)
        judged.worth[kept] = again.worth[better]
        judged.complaints[kept] = again.complaints[better]
        judged.stances[kept] = again.stances[better]
        rows, adopted, objections = rows[better], adopted[better], left[better]
        done += 1


def counted(reading: Reading, judged: Judged) -> tuple[Bools, Ints]:
    """Return whether some texts would be adopted (A,), and how many would object (A,)."""
    objections = (judged.stances == OBJECTS).sum(axis=1)
    return reading.table.carries(judged.stances), np.asarray(objections)
