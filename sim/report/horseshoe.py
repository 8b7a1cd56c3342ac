"""The horseshoe: delegations in order, those who want most text first, and where they sit."""

from __future__ import annotations

from itertools import count
from math import pi
from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.table import Table

#: The horseshoe goes from this angle on the left to its mirror image on the right, beyond a half circle.
OPENING = 197.0
#: Seats of a single row stand at least this far apart, in radii of the horseshoe; more seats take more rows.
LOOSE = 0.125
#: Rows stand further apart than seats by this factor; the innermost has at least this radius.
_BETWEEN, _INNERMOST = 1.06, 0.3
#: No seat is wider than this.
_WIDEST = 0.16
#: An issue separates the ends of the room if it makes up at least this part of the division.
_SEPARATES = 0.15


def seating(table: Table) -> Ints:
    """Return the seats in order along the room's main line of division (N,).

    The first principal component of the positions, weighted by salience, with
    the sign that puts those who want more text first; ties by code.
    """
    return np.lexsort((np.arange(len(table.codes)), -np.round(leanings(table), 9)))


def leanings(table: Table) -> Floats:
    """Return where each seat stands on the room's main line of division (N,): above 0, it wants more text."""
    axis, centred = _division(table)
    return axis @ centred


def poles(table: Table) -> tuple[int | None, int | None]:
    """Return the issue on which the first seats most want more than the last, and the other way round.

    As numbers of issues; None where there is no such issue.
    """
    axis, centred = _division(table)
    if not np.abs(axis @ centred).max(initial=0) > 1e-9:
        return None, None
    most, least = int(axis.argmax()), int(axis.argmin())
    return most if axis[most] > _SEPARATES else None, least if axis[least] < -_SEPARATES else None


def _division(table: Table) -> tuple[Floats, Floats]:
    """Return the main line of division: loadings of the issues (K,), and the positions it divides (K, N)."""
    minded = table.positions * np.sqrt(table.salience)[:, None]
    centred = minded - minded.mean(axis=1, keepdims=True)
    left, _, _ = np.linalg.svd(centred, full_matrices=False)
    return left[:, 0] * (1 if left[:, 0].sum() >= 0 else -1), centred


class Places(NamedTuple):
    """Where the seats of a horseshoe stand, in radii of its outermost row.

    Parameters
    ----------
    x, y : (N,) from the left end to the right one; the room opens downwards
    size : diameter of a seat
    rows : number of rows
    """

    x: Floats
    y: Floats
    size: float
    rows: int


def horseshoe_places(seats: int) -> Places:
    """Place at least one seat: in one row if they fit, else in as many as leave each the most room."""
    if seats < 1:
        raise ValueError("a room has at least one seat")
    found: list[tuple[float, Floats]] = []
    for rows in count(1):
        apart = _apart(seats, rows)
        radii: Floats = 1 - apart * _BETWEEN * np.arange(rows, dtype=np.float64)
        if found and (apart <= found[-1][0] or radii[-1] < _INNERMOST):
            break
        found.append((apart, radii))
        if apart >= LOOSE:
            break
    apart, radii = found[-1]
    # Rows get seats by their length; the largest remainders get those left over.
    wanted = seats * radii / radii.sum()
    in_row = np.floor(wanted).astype(np.int64)
    in_row[np.argsort(-(wanted - in_row), kind="stable")[: seats - int(in_row.sum())]] += 1
    ends = OPENING, 180 - OPENING
    angle = np.concatenate([np.linspace(*ends, n) if n > 1 else np.full(n, 90.0) for n in in_row])
    radius = np.repeat(radii, in_row)
    order = np.lexsort((-radius, -np.round(angle, 6)))
    turned = np.deg2rad(angle[order])
    x, y = radius[order] * np.cos(turned), radius[order] * np.sin(turned)
    return Places(x, y, min(_WIDEST, 0.9 * apart), len(radii))


def _apart(seats: int, rows: int) -> float:
    """Return how far seats of so many rows stand apart: arc length by seats, with rows a seat apart."""
    arc = (2 * OPENING - 180) / 180 * pi
    # Arc lengths add up to arc * (rows - apart * between * rows (rows - 1) / 2), for `seats - rows` gaps.
    gaps = max(seats - rows, 1)
    return arc * rows / (gaps + arc * _BETWEEN * rows * (rows - 1) / 2)
