"""Caucuses: who consults whom, and the mood that a caucus shares."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.draw import Draws
from sim.negotiation.table import Table


def mood(table: Table, draws: Draws) -> Floats:
    """Return what moves each delegation and is not in the file (R, N) (equation 8, second term).

    Part of it is common to a caucus: noise that is independent for every delegation would by itself kill
    consensus in a large room, since the chance that nobody objects is then (1 - p) to the power N (Hampson &
    Hart 1995 on coalitions as the way out).
    """
    behaviour = draws.behaviour
    common = behaviour.caucus_share[:, None]
    shared = draws.caucus_mood[:, table.caucuses]
    return np.asarray(
        behaviour.decision_noise[:, None] * (np.sqrt(common) * shared + np.sqrt(1 - common) * draws.mood)
    )
