"""Red lines: which complaint over a single paragraph is left as the largest when a draft changes."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints

#: The largest complaints that are looked at: of three, one is left when a trade changes two paragraphs.
LARGEST = 3


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
