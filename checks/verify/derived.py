"""Cases with a derived outcome: how they are set up, and what came of comparing."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from checks.verify.finding import Part
from checks.verify.rooms import with_behaviour
from sim.negotiation.draw import Draws, draw
from sim.negotiation.table import Table
from tests.negotiation.tables import fixed

#: Cases nearer than this to a tie are left out: there rounding decides.
MARGIN = 0.01
#: So little ambition of the chair that it breaks ties and nothing else.
HARDLY = 1e-4


def plain(table: Table, plays: int, seed: int = 1, **values: Any) -> Draws:
    """Return draws with the plain parameters of the analytic cases, some of them put elsewhere."""
    return with_behaviour(draw(table, seed, plays, fixed()), **values)


def counted(name: str, wrong: Sequence[str], cases: int, seen: str) -> Part:
    """Return what came of comparing so many cases with what they should come to."""
    return Part(name, cases, f"{seen}; {len(wrong):,} otherwise than derived", tuple(wrong))


def told(where: np.ndarray, **values: np.ndarray) -> list[str]:
    """Return the values of the cases that came out wrong."""
    places = np.flatnonzero(where)
    return [", ".join(f"{n}={v[i]:.6g}" for n, v in values.items()) + f" (case {i})" for i in places]
