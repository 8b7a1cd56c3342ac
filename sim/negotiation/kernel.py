"""Whether NumPy or compiled code searches for the mediator's changes (the extra `fast`).

The outcomes are the same bytes. Compiled code takes half a second to load, and five the first time, so a
process begins with NumPy and changes over when it has played enough for that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.chairs.mediator import ROUNDING, Mediator, concerns
from sim.negotiation.concession import conceded
from sim.negotiation.draw import Draws
from sim.negotiation.payoff import Weighed
from sim.negotiation.reading import Reading, margin
from sim.negotiation.search_space import SearchedPlays, space_for

#: Paragraphs, counted for each delegation and play, that a process weighs in NumPy before it loads compiled
#: code: about two seconds.
ENOUGH: float = 2**21
_weighed = 0
_working = True


def search_readings(
    chair: ChairStrategy, last: Reading, draws: Draws, draft: Rungs
) -> tuple[list[Rungs], Bools] | None:
    """Return the drafts by readings, (R, K) each, the given one first, and in which plays they are sure (R,).

    None if NumPy is to play; it is to play those again that are not sure.

    Parameters
    ----------
    last : the last reading
    draft : (R, K) the draft that the first reading opens with
    """
    global _weighed
    _weighed += last.interests.position.size
    table, behaviour = last.table, last.behaviour
    if not _applies(chair, last):
        return None
    shares = np.stack([conceded(table, draws, n, table.readings) for n in range(1, table.readings + 1)])
    return _searched(last, draft, np.arange(len(draft)), shares, behaviour.moves, behaviour.log_rolling)


def search_repairs(chair: ChairStrategy, last: Reading, draft: Rungs, rows: Ints) -> Rungs:
    """Return the drafts of some plays after the one change that the chair would make (A, K)."""
    plays = len(last.flexibility)
    if not _applies(chair, last) or not (
        done := _searched(last, draft, rows, last.flexibility[None], np.ones(plays), np.zeros(plays))
    ):
        return chair.change(last, draft, rows, trade=False)
    (_, found), sure = done
    if not sure.all():
        found[~sure] = chair.change(last, draft[~sure], rows[~sure], trade=False)
    return found


def _applies(chair: ChairStrategy, reading: Reading) -> bool:
    fits = type(chair) is Mediator and reading.said is None and isinstance(reading.interests, Weighed)
    return fits and _weighed >= ENOUGH and _compiled() is not None


def _searched(
    reading: Reading, draft: Rungs, rows: Ints, shares: Floats, moves: Floats, trades: Floats
) -> tuple[list[Rungs], Bools] | None:
    known, of, table = concerns(reading), reading.interests, reading.table
    assert isinstance(of, Weighed)
    path = np.empty((len(shares) + 1, *draft.shape), dtype=np.int8)
    path[0] = draft
    sure = np.empty(len(rows), dtype=bool)
    voice = reading.behaviour.chair_ambition[:, None] * known.voice
    line = margin(reading, np.arange(len(moves)))
    plays = SearchedPlays(
        of.base, of.wants, of.resists, of.promised, of.value, of.harm, of.standing, of.sting, known.patience,
        line, known.heard, voice, known.scope, known.inertia, np.array(moves), np.array(trades),
    )  # fmt: skip
    steps, space = np.stack([table.weaker, table.stronger]), space_for(*table.shape)
    hold = _compiled()
    assert hold is not None
    try:
        hold(plays, steps, ROUNDING, space, shares, rows, path, sure)
    except Exception as wrong:  # it is compiled here, when it is first called
        _do_without(wrong)
        return None
    return list(path), sure


@cache
def _compiled() -> Callable[..., None] | None:
    """Return the compiled code, or None where Numba is not installed or does not work here."""
    if not _working or find_spec("numba") is None:
        return None
    try:
        from sim.negotiation.compiling import compiled
        from sim.negotiation.search import hold_readings

        return compiled(hold_readings)
    except Exception as wrong:  # whatever it is, NumPy plays the same
        _do_without(wrong)
        return None


def _do_without(wrong: Exception) -> None:
    global _working
    _working = False
    _compiled.cache_clear()
    reason = str(wrong).partition("\n")[0]
    print(f"gge-sim: plays without Numba: {reason}", file=sys.stderr)
