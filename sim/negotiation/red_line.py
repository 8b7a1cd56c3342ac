"""Red lines: no gain elsewhere makes up for too large a complaint over a single paragraph (equation 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs, wording
from sim.negotiation.parameters import NAMES

if TYPE_CHECKING:
    from sim.negotiation.reading import Reading

#: The largest red line that a file may give stands for none.
NONE = NAMES["red_line"].allowed[1]
#: So many of the largest complaints tell the largest that is left when a trade changes two paragraphs.
LARGEST = 3


def drawn(reading: Reading) -> bool:
    """Return whether there are red lines in any of the plays."""
    return bool(reading.behaviour.red_line.min(initial=NONE) < NONE)


def margin(reading: Reading, rows: Ints) -> Floats:
    """Return how large a single complaint may be in some plays (A,), infinite where there is no red line."""
    line = reading.behaviour.red_line[rows]
    return np.where(line < NONE, line, np.inf)


def burdens(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return what is left by now of each complaint over a draft's paragraphs (A, K, N), >= 0."""
    felt = 1 - reading.flexibility[rows, None, :]
    return np.asarray(felt * wording(reading.interests.complaint, draft, rows))


def ceiling(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return the most that a draft may be worth to each delegation, whatever it gains elsewhere (A, N)."""
    largest = burdens(reading, draft, rows).max(axis=1, initial=0.0)
    return np.asarray(margin(reading, rows)[:, None] - largest)


def most_left(
    burden: Floats, play: Ints, paragraphs: tuple[Ints, ...], changed: tuple[Floats, ...]
) -> Floats:
    """Return each delegation's largest complaint after some paragraphs have changed (C, N).

    Parameters
    ----------
    burden : (A, K, N) complaints over the drafts as they stand
    play : (C,) which of the drafts changes
    paragraphs : one or two (C,) paragraphs that change
    changed : the complaint (C, N) over each as it then reads
    """
    rest = burden.copy()
    out = np.max(changed, axis=0)
    still = np.ones(out.shape, dtype=bool)
    for _ in range(min(LARGEST, burden.shape[1])):
        where = rest.argmax(axis=1)[:, None]
        here = where[play, 0]
        free: Bools = still & np.all([here != at[:, None] for at in paragraphs], axis=0)
        out = np.where(free, np.maximum(out, np.take_along_axis(rest, where, axis=1)[play, 0]), out)
        still &= ~free
        np.put_along_axis(rest, where, -1.0, axis=1)
    return np.asarray(out)
