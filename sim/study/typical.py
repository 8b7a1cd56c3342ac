"""The typical play: the one most like all that end as it does."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats, Ints, Rungs
from sim.negotiation.outcome import Outcomes
from sim.study.setting import BATCH


def typical_play(plays: Outcomes, adopted: bool) -> int | None:
    """Return the row of a typical success or failure among some plays; None if there is none.

    Of the plays of that outcome with the usual number of changed paragraphs,
    the one whose draft, text and stances are nearest to the mean of all of them.
    """
    alike = np.flatnonzero(plays.adopted == adopted)
    if not len(alike):
        return None
    changed = (plays.text != plays.path[:, 0]).sum(axis=1)[alike]
    unusual = np.abs(changed - np.median(changed))
    usual = alike[unusual == unusual.min()]
    distance = sum(
        _from_mean(values, alike, usual) / share
        for values, share in ((plays.text, 1), (plays.stances, 1), (plays.path, plays.path.shape[1]))
    )
    return int(usual[np.argmin(distance)])


def _from_mean(values: Rungs, alike: Ints, some: Ints) -> Floats:
    """Return how far some plays are from the mean of all that are alike, summed over all values (S,).

    Batch by batch: a million drafts as floating-point numbers would not fit in memory.
    """
    parts = [alike[start : start + BATCH] for start in range(0, len(alike), BATCH)]
    mean = sum(values[part].sum(axis=0, dtype=np.int64) for part in parts) / len(alike)
    axes = tuple(range(1, values.ndim))
    batches = (some[start : start + BATCH] for start in range(0, len(some), BATCH))
    return np.concatenate([np.abs(values[batch] - mean).sum(axis=axes) / 2 for batch in batches])
