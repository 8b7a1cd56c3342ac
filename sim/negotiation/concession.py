"""Concession: how much of its complaints a delegation gives up as the deadline comes near."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.conduct.conduct import MOST
from sim.negotiation.draw import Draws
from sim.negotiation.table import Table

#: Spread of readiness to concede between delegations, as a share of the mean. Convention of the model.
SPREAD = 0.5


def flexibility(draws: Draws, reading: int, readings: int) -> Floats:
    """Return the share of its complaints each delegation gives up at a reading (R, N), 0 to 0.9.

    Little until late, then fast (equation 7): the form is Faratin, Sierra &
    Jennings 1998, the deadline effect Roth, Murnighan & Schoumaker 1988.

    Parameters
    ----------
    reading : number of the reading, from 1
    readings : number of readings in all
    """
    behaviour = draws.behaviour
    gone = min(1.0, reading / readings)
    lateness = gone ** (1 / behaviour.deadline_shape)
    readiness = behaviour.deadline_concession[:, None] * (1 + SPREAD * draws.flexibility)
    return np.clip(readiness * lateness[:, None], 0.0, MOST)


def conceded(table: Table, draws: Draws, reading: int, readings: int) -> Floats:
    """Return the share of its complaints that each delegation gives up, by its conduct (R, N), 0 to 0.9."""
    share = flexibility(draws, reading, readings)
    for conduct, seats in table.conducted:
        share[:, seats] = conduct.concede(share[:, seats])
    return share
