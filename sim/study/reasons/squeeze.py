"""Squeeze: a contested paragraph whose every wording is refused by somebody."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, RUNGS, Bools, Ints
from sim.negotiation.vocabulary import Complaints
from sim.study.rewording import Rewordings
from sim.study.tasks import Arrays


def squeezes(found: Rewordings, complaints: Ints, uncured: Bools, available: Bools) -> Arrays:
    """Find the paragraphs that are squeezed in R failures.

    A paragraph of a grievance is refused as it stands by those who object over it; reworded, by those of them
    who still object, and by all who did not object before. It is squeezed if every wording of
    it is refused by somebody, and nobody refuses them all: everybody could live with some wording, and no
    wording suits everybody.

    Parameters
    ----------
    complaints : (R, N) the largest complaint of each delegation, numbered as in `Complaints`
    uncured : (R,) failures that no single rewording cures; only these are looked at
    available : (K, M) which formulations there are

    Returns
    -------
    by squeeze: ``play`` (row of the failure), ``paragraph``, and ``refused`` (S, M, N), who refuses which
    wording
    """
    objects = found.before == OBJECTS
    over = np.where(objects, Complaints(complaints).issue, -1)
    held = (over[:, None, :] == np.arange(len(available))[:, None]).any(axis=2)
    play, paragraph = np.nonzero(held & uncured[:, None])

    # One row for each failure and paragraph of a grievance in it; the rewordings find theirs.
    refused = np.zeros((len(play), RUNGS, objects.shape[1]), dtype=bool)
    holders = over[play] == paragraph[:, None]
    number = np.full(held.shape, -1)
    number[play, paragraph] = np.arange(len(play))
    at = number[found.rows, found.paragraphs]
    some = np.flatnonzero(at >= 0)
    at, rows = at[some], found.rows[some]
    against = found.stances[some] == OBJECTS
    refused[at, found.ends[some]] = against & (holders[at] | ~objects[rows])
    refused[at, found.starts[some]] = holders[at]

    missing = ~available[paragraph][:, :, None]
    everywhere = (refused.any(axis=2) | missing[:, :, 0]).all(axis=1)
    nobody = ~np.asarray((refused | missing).all(axis=1)).any(axis=1)
    squeezed = everywhere & nobody
    return {"play": play[squeezed], "paragraph": paragraph[squeezed], "refused": refused[squeezed]}
