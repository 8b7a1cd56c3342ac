"""Changes of the draft: every way to move one paragraph by one rung."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Ints, Rungs
from sim.negotiation.table import Table


def one_step_changes(table: Table, draft: Rungs) -> Rungs:
    """Return the new rung of every one-step change of the draft (R, 2K); -1 where there is none.

    Change j < K weakens paragraph j, change K + k strengthens paragraph k.
    """
    paragraphs = np.arange(draft.shape[1])
    return np.concatenate([table.weaker[paragraphs, draft], table.stronger[paragraphs, draft]], axis=1)


def apply_change(draft: Rungs, rows: Ints, change: Ints, targets: Rungs) -> None:
    """Write one chosen change into the draft of some plays, in place.

    Parameters
    ----------
    draft : (R, K) drafts
    rows : (A,) plays to change
    change : (A,) number of the change in each of them, 0..2K-1
    targets : (R, 2K) new rungs, from `one_step_changes`
    """
    draft[rows, change % draft.shape[1]] = targets[rows, change]
