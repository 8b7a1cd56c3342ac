"""The median-seeker: every paragraph goes where the middle of the room wants it."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.reading import Reading

#: Digits to which weights are compared.
DIGITS = 9


class MedianSeeker(ChairStrategy):
    """A chair who counts heads instead of listening for objections."""

    name = "median-seeker"
    story = (
        "Takes each paragraph by itself to the wording that the middle of the room, by weight, likes "
        "best, the one with the largest majority for moving first. Never trades and never spares a "
        "lone objector: a text that most like and somebody blocks."
    )
    source = "median voter: Black 1948; the compromise model it stands for: Thomson et al. 2006"

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Move one paragraph one step towards the room's median wording."""
        support = backing(reading, rows)
        total = support.sum(axis=-1, keepdims=True)
        below = np.cumsum(support, axis=-1) / np.where(total > 0, total, 1.0)
        # A room without any weight has no middle, and is left where it is.
        median = np.where(total[..., 0] > 0, (np.round(below, DIGITS) < 0.5).sum(axis=-1), draft)

        rungs = np.arange(RUNGS)
        lower = np.where(rungs < draft[..., None], support, 0.0).sum(axis=-1)
        higher = np.where(rungs > draft[..., None], support, 0.0).sum(axis=-1)
        wish = np.where(median < draft, lower, np.where(median > draft, higher, -1.0))
        paragraph = wish.argmax(axis=1)
        plays = np.arange(len(rows))
        moving = plays[wish[plays, paragraph] >= 0]
        at = paragraph[moving]

        out = draft.copy()
        rung = draft[moving, at]
        table = reading.table
        up = median[moving, at] > rung
        out[moving, at] = np.where(up, table.stronger[at, rung], table.weaker[at, rung])
        return out


def backing(reading: Reading, rows: Ints) -> Floats:
    """Return the weight of the delegations that like each wording best (A, K, M)."""
    table = reading.table
    worth = np.where(table.available[:, :, None], reading.worth[rows], -np.inf)
    favourite = worth.argmax(axis=2)
    likes = favourite[:, :, None, :] == np.arange(RUNGS)[:, None]
    # Rounded, so that two equal halves of the room are equal in whatever order they are added up.
    return np.asarray(np.round((likes * table.weights).sum(axis=-1), DIGITS))
