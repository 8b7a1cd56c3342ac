"""The silence procedure: the text is adopted unless somebody objects, after last-minute repairs."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.reading import Reading
from sim.negotiation.stance import OBJECTS, on_package


def objections(reading: Reading, draft: Rungs, rows: Ints) -> Ints:
    """Count the delegations that would break the silence over the drafts of some plays (A,)."""
    return np.asarray((on_package(reading, draft, rows) == OBJECTS).sum(axis=1))


def put_under_silence(chair: ChairStrategy, reading: Reading, draft: Rungs) -> Rungs:
    """Return the text after last-minute repairs (R, K).

    While somebody objects the chair makes one more change of a paragraph, his
    own way, and keeps it if it leaves fewer objections, as often as
    `repairs` allows.
    """
    draft = draft.copy()
    rows = np.arange(len(draft))
    broken = objections(reading, draft, rows)
    done = 0
    while True:
        going = (broken > 0) & (reading.behaviour.repairs[rows] > done)
        rows, broken = rows[going], broken[going]
        if not len(rows):
            return draft
        repaired = chair.change(reading, draft[rows], rows, trade=False)
        left = objections(reading, repaired, rows)
        better = left < broken
        rows, broken = rows[better], left[better]
        draft[rows] = repaired[better]
        done += 1
