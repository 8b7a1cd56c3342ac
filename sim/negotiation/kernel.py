"""Whether the mediator's readings are searched by NumPy or by compiled code (the extra `fast`).

The outcomes are the same bytes. Compiled code costs a second to load, so a process begins with NumPy and changes
over when it has played enough to show that more is likely to come.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from sim.negotiation.arrays import Bools, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.chairs.mediator import Mediator, concerns
from sim.negotiation.concession import conceded
from sim.negotiation.draw import Draws
from sim.negotiation.reading import Reading, margin

#: Numbers in the formulations' worth that a process weighs in NumPy before it loads compiled code: about two
#: seconds of plays.
ENOUGH = 2**25


class _Weighed:
    """How much a process has weighed so far."""

    numbers = 0


def search_readings(
    chair: ChairStrategy, last: Reading, draws: Draws, draft: Rungs
) -> tuple[Rungs, Bools] | None:
    """Return the drafts by readings (R, T + 1, K), and which plays they are sure in (R,); None to use NumPy.

    Parameters
    ----------
    last : the last reading
    draft : (R, K) the draft that the first reading opens with
    """
    _Weighed.numbers += last.interests.gain.size
    if type(chair) is not Mediator or _Weighed.numbers < ENOUGH or (hold := _loaded()) is None:
        return None
    table, behaviour, interests, known = last.table, last.behaviour, last.interests, concerns(last)
    rows = np.arange(len(draft))
    shares = [conceded(table, draws, number, table.readings) for number in range(1, table.readings + 1)]
    path = np.empty((len(draft), table.readings + 1, draft.shape[1]), dtype=np.int8)
    path[:, 0] = draft
    sure = np.empty(len(draft), dtype=bool)
    hold(
        interests.gain,
        interests.complaint,
        interests.base,
        np.stack(shares),
        known.heard,
        behaviour.chair_ambition[:, None] * known.voice,
        known.patience,
        known.inertia,
        known.scope,
        margin(last, rows),
        behaviour.moves,
        behaviour.log_rolling,
        np.stack([table.weaker, table.stronger]),
        path,
        sure,
    )
    return path, sure


@cache
def _loaded() -> Callable[..., Any] | None:
    """Return the compiled code, or None where Numba is not installed or does not work here."""
    if find_spec("numba") is None:
        return None
    try:
        from sim.negotiation.search import hold_readings
    except Exception as wrong:  # of any kind: whatever it is, NumPy plays the same
        print(f"gge-sim: Numba is not used: {wrong}", file=sys.stderr)
        return None
    return hold_readings
