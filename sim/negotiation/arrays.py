"""How the arrays of a negotiation are laid out, and the names of their types.

Axes always come in this order, and the first is always the replicate:

====  ====================================================================
axis  runs over
====  ====================================================================
R     replicates: independent plays of the same scenario
K     paragraphs of the draft, one for each issue
M     formulations of a paragraph: 0 silent, 1 indirect, 2 explicit
N     delegations, sorted by their code; last, because sums run over it
====  ====================================================================
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.negotiation.vocabulary import Stance
from sim.scenario.ladder import Rung

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rungs = NDArray[np.int8]
Bools = NDArray[np.bool_]

#: Rungs, and stances on the package, as plain numbers: arrays compare with those fastest.
SILENT, INDIRECT, EXPLICIT = (int(rung) for rung in Rung)
JOINS, DISSOCIATES, OBJECTS = (int(stance) for stance in Stance)
RUNGS = len(Rung)

#: Strength e of each formulation: silent, indirect, explicit.
STRENGTH: Floats = np.array([0.0, 0.5, 1.0])
STRENGTH.setflags(write=False)

#: A paragraph that is worth less than this either way is simply accepted; the same
#: distance from neutral at which a position counts as resistance (equation 9).
INDIFFERENCE = 0.05


def strength(texts: Rungs) -> Floats:
    """Return how strongly texts speak, over all their paragraphs (...,), 0 silent to 1 explicit."""
    return np.asarray(texts.mean(axis=-1, dtype=np.float64) / EXPLICIT)


def wording(table: Floats, draft: Rungs, rows: Ints) -> Floats:
    """Pick the drafted formulation of every paragraph in some of the plays.

    Returns (A, K, N) the same about the drafted formulations.

    Parameters
    ----------
    table : (R, K, M, N) something about every formulation in all plays
    draft : (A, K) the drafts of some plays
    rows : (A,) which plays those are
    """
    return np.asarray(table[rows[:, None], np.arange(draft.shape[1]), draft])
