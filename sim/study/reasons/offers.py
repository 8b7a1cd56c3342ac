"""Offers: how often one paragraph worded otherwise ends the objection of each delegation."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import OBJECTS, RUNGS, Ints, Rungs
from sim.study.rewording import Rewordings
from sim.study.tasks import Arrays


def offers(found: Rewordings, seats: Ints) -> Arrays:
    """Count what rewording does to the objections of some delegations, over R failures.

    Parameters
    ----------
    seats : (I,) places of the delegations

    Returns
    -------
    by rewording that occurs (U,):

    kind : (U,) its number, of `kind_of`
    plays : (U,) failures in which the paragraph can be so reworded
    ends, cures, costs : (U, I) objections that it ends; of those, in which the text is then adopted; in which
        somebody objects who did not before
    estranged : (U, I, N) who does
    """
    kinds, of = np.unique(kind_of(found.paragraphs, found.starts, found.ends), return_inverse=True)
    against, before = found.stances == OBJECTS, (found.before == OBJECTS)[found.rows]
    ends = before[:, seats] & ~against[:, seats]
    newly = against & ~before
    shape = (len(kinds), len(seats))
    counts = {name: np.zeros(shape, np.int64) for name in ("ends", "cures", "costs")}
    estranged = np.zeros((*shape, found.before.shape[1]), np.int32)
    for number in range(len(kinds)):
        here = of == number
        ended, lost = ends[here], newly[here]
        counts["ends"][number] = ended.sum(axis=0)
        counts["cures"][number] = (ended & found.adopted[here, None]).sum(axis=0)
        counts["costs"][number] = (ended & lost.any(axis=1)[:, None]).sum(axis=0)
    row, seat = np.nonzero(ends & newly.any(axis=1)[:, None])
    pair, other = np.nonzero(newly[row])
    np.add.at(estranged, (of[row[pair]], seat[pair], other), 1)
    return {"kind": kinds, "plays": np.bincount(of), **counts, "estranged": estranged}


def added(parts: Arrays | None, part: Arrays, kinds: int) -> Arrays:
    """Add counts to those of earlier failures, over all W rewordings (W, ...)."""
    names = [name for name in part if name != "kind"]
    whole = parts or {name: np.zeros((kinds, *part[name].shape[1:]), part[name].dtype) for name in names}
    for name in names:
        whole[name][part["kind"]] += part[name]
    return whole


def kind_of(paragraphs: Ints, starts: Rungs, ends: Ints) -> Ints:
    """Return the number of each rewording: by paragraph, rung in the last text, rung instead."""
    return np.asarray((paragraphs * RUNGS + starts) * RUNGS + ends)
