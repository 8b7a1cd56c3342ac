"""The amendments that carry a text: one to four of its paragraphs worded otherwise."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.study.package.sample import Sample
from sim.study.package.search import neighbours

#: No amendment changes more paragraphs.
MOST = 4
#: Up to this many paragraphs every amendment is looked at; beyond, those that extend the best so far.
WHOLE, WIDTH = 2, 40
#: Amendments of each size that are kept.
KEPT = 8


def amendments(sample: Sample, text: Rungs, allowed: Bools, width: int = WIDTH) -> tuple[Rungs, Floats, Ints]:
    """Return the amendments of each size that pass most often, and all that were looked at are counted.

    Returns
    -------
    texts (A, K) as amended, the share of the sample in which each is adopted (A,), and how many amendments
    of one to four paragraphs were looked at (4,)

    Parameters
    ----------
    width : amendments of a size that are extended by another paragraph
    """
    texts, shares, looked = [], [], np.zeros(MOST, dtype=np.int64)
    last: Rungs = text[None]
    for size in range(1, MOST + 1):
        longer = {
            other.tobytes(): other
            for one in last
            for other in neighbours(one, allowed)
            if (other != text).sum() == size
        }
        if not longer:
            break
        found = np.array(list(longer.values()), dtype=np.int8)
        passing = sample.shares(found)
        looked[size - 1] = len(found)
        order = np.argsort(-passing, kind="stable")
        texts.append(found[order[:KEPT]])
        shares.append(passing[order[:KEPT]])
        last = found if size < WHOLE else found[order[:width]]
    if not texts:
        return text[None][:0], np.zeros(0), looked
    return np.concatenate(texts), np.concatenate(shares), looked
