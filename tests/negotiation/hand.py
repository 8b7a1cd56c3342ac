"""Readings told by hand: what everybody makes of every formulation, without positions or luck behind it."""

from dataclasses import replace
from typing import Any

import numpy as np

from sim.negotiation.arrays import RUNGS
from sim.negotiation.draw import draw
from sim.negotiation.payoff import Interests
from sim.negotiation.reading import Reading
from sim.negotiation.table import Table
from tests.negotiation.tables import fixed

Nested = list[Any]


def reading_of(table: Table, base: list[list[float]], **told: Any) -> Reading:
    """A reading of R plays, plain unless told.

    Parameters
    ----------
    base : (R, N) worth of any report
    told : position (R, K, N), worth and complaint (R, K, M, N), or a behavioural parameter, one number
        for all plays or (R,)
    """
    plays, (paragraphs, members) = len(base), table.shape
    shapes = {
        "position": (plays, paragraphs, members),
        "worth": (plays, paragraphs, RUNGS, members),
        "complaint": (plays, paragraphs, RUNGS, members),
    }
    grids = {name: np.zeros(shape) + np.array(told.pop(name, 0.0)) for name, shape in shapes.items()}
    draws = draw(table, 1, plays, fixed())
    sets = {name: np.zeros(plays) + np.array(value, dtype=float) for name, value in told.items()}
    interests = Interests(
        grids["position"], np.array(base, dtype=float), np.zeros(shapes["worth"]), grids["complaint"]
    )
    return Reading(
        table,
        replace(draws.behaviour, **sets),
        draws.past,
        interests,
        1,
        np.zeros((plays, members)),
        grids["worth"],
    )
