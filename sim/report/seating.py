"""Seating: delegations in order, from those who want most text to those who want least."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Ints
from sim.negotiation.table import Table


def seating(table: Table) -> Ints:
    """Return the seats in order along the room's main line of division (N,).

    The first principal component of the positions, weighted by salience, with
    the sign that puts those who want more text first; ties by code.
    """
    minded = table.positions * np.sqrt(table.salience)[:, None]
    centred = minded - minded.mean(axis=1, keepdims=True)
    left, _, _ = np.linalg.svd(centred, full_matrices=False)
    axis = left[:, 0] * (1 if left[:, 0].sum() >= 0 else -1)
    return np.lexsort((np.arange(len(table.codes)), -np.round(axis @ centred, 9)))
