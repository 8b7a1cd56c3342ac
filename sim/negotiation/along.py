"""Along the way: what each delegation would lose by the drafts on the table, and what it complains of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import Floats, Rungs
from sim.negotiation.draw import Draws
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import burdens, net, open_reading
from sim.negotiation.table import Table


@dataclass(frozen=True, eq=False)
class Along:
    """R plays along the way, in units of worth; each reading with the draft that it opens with.

    Parameters
    ----------
    losses : (R, T, N) what adopting the draft would cost each delegation against having no report, >= 0
    complaints : (R, 2K, N) what it complains of, >= 0, numbered as in `Complaints`; mean over readings
    """

    losses: Floats
    complaints: Floats

    @property
    def resistance(self) -> Floats:
        """Mean loss over the readings (R, N)."""
        return np.asarray(self.losses.mean(axis=1))


def along_the_way(table: Table, draws: Draws, path: Rungs) -> Along:
    """Return what every delegation would lose along the way, and over what.

    Worked out from the drafts of plays that are over, so that no other study pays for it.

    Parameters
    ----------
    draws : the chance of R plays
    path : (R, T + 1, K) their drafts, as in `Outcomes`
    """
    interests, rows = weigh(table, draws), np.arange(len(draws))
    losses, burden = [], np.zeros(interests.position.shape)
    for number in range(1, table.readings + 1):
        reading, draft = open_reading(table, draws, interests, number), path[:, number - 1]
        losses.append(np.maximum(-net(reading, draft, rows), 0.0))
        burden += burdens(reading, draft, rows)
    wants = interests.position > 0
    kinds = np.stack([np.where(wants, 0.0, burden), np.where(wants, burden, 0.0)], axis=2)
    complaints = kinds.reshape(len(rows), -1, kinds.shape[-1])
    return Along(np.stack(losses, axis=1), complaints / table.readings)
