"""Play many replicates of a negotiation at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.negotiation.arrays import RUNGS, Rungs
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.degree import steps_added
from sim.negotiation.draw import Draws
from sim.negotiation.kernel import search_readings
from sim.negotiation.observer import NOBODY, Observer
from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import Reading, open_reading
from sim.negotiation.silence import repair
from sim.negotiation.stance import Judged, judge
from sim.negotiation.table import Table

#: A batch is cut so that its largest array holds about this many numbers and stays in cache.
CHUNK = 2**18
#: Size of an array larger than a batch ever needs. Linux's C library returns freed memory to the system and
#: fetches it again page by page, unless it has freed a larger block before (mallopt(3), M_MMAP_THRESHOLD);
#: that can take half of the time. Elsewhere this has no effect.
KEPT = 2**21


@dataclass(frozen=True, eq=False)
class Tabled:
    """A text that somebody puts on the table, in place of the chair's own.

    It is only a draft: it changes nothing about what has been agreed before.

    Parameters
    ----------
    text : (K,) its formulations
    held : readings held before, 0 to T; after the last, only repairs are left
    """

    text: Rungs
    held: int = 0


def play(
    table: Table,
    draws: Draws,
    chair: ChairStrategy | None = None,
    progress: Callable[[int], None] | None = None,
) -> Outcomes:
    """Play a negotiation from the zero draft to the silence procedure, once for each replicate.

    A pure function: the same table, draws and chair give the same outcomes,
    to the last bit, however the replicates are batched.

    Parameters
    ----------
    table : the negotiation
    draws : all its chance, for R replicates
    chair : the chair's strategy; the mediator if not given
    progress : called with the number of plays done since the last call
    """
    chair = chair or Mediator()
    paragraphs, members = table.shape
    np.empty(KEPT)  # freed at once, and remembered
    size = max(1, CHUNK // (RUNGS * paragraphs * members))
    parts = []
    for start in range(0, max(len(draws), 1), size):
        parts.append(play_together(table, draws[start : start + size], chair))
        if progress:
            progress(len(parts[-1]))
    return Outcomes.join(parts)


def play_together(
    table: Table,
    draws: Draws,
    chair: ChairStrategy,
    observer: Observer = NOBODY,
    tabled: Tabled | None = None,
) -> Outcomes:
    """Play one batch, reading by reading: from the zero draft, or from a text tabled later on."""
    interests = weigh(table, draws)
    draft = np.tile(tabled.text, (len(draws), 1)) if tabled else chair.zero_draft(table, draws.past)
    last = open_reading(table, draws, interests, table.readings)
    if observer is NOBODY and not tabled and (found := search_readings(chair, last, draws, draft)):
        path, sure = found
        if len(rest := np.flatnonzero(~sure)):
            some = draws[rest]
            again = open_reading(table, some, weigh(table, some), table.readings)
            for drafts, told in zip(path, hold_readings(chair, again, some, draft[rest]), strict=True):
                drafts[rest] = told
    else:
        path = hold_readings(chair, last, draws, draft, tabled.held if tabled else 0, observer)
    return conclude(draws, last, path, *repair(chair, last, path[-1], observer))


def hold_readings(
    chair: ChairStrategy,
    last: Reading,
    draws: Draws,
    draft: Rungs,
    held: int = 0,
    observer: Observer = NOBODY,
) -> list[Rungs]:
    """Return the given draft and the one after each reading to come, (R, K) each.

    Parameters
    ----------
    last : the last reading
    held : readings held before
    """
    path = [draft]
    for number in range(held + 1, last.number + 1):
        later = number < last.number
        reading = open_reading(last.table, draws, last.interests, number) if later else last
        path.append(hold_reading(chair, reading, path[-1], observer))
    return path


def hold_reading(chair: ChairStrategy, reading: Reading, draft: Rungs, observer: Observer = NOBODY) -> Rungs:
    """Return the draft that the chair leaves at the end of a reading (R, K)."""
    observer.opened(reading, draft)
    steps = chair.revise(reading, draft)
    for revised in [steps] if isinstance(steps, np.ndarray) else steps:
        if (revised != draft).any():
            observer.changed(reading, draft, revised)
        draft = revised
    return draft


def conclude(
    draws: Draws, reading: Reading, path: list[Rungs], text: Rungs, judged: Judged | None = None
) -> Outcomes:
    """Return the outcomes of plays that are over.

    Parameters
    ----------
    path : (R, K) each, the drafts by readings
    text : (R, K) the final texts
    judged : what everybody makes of them; everybody is asked if not given
    """
    judged, table = judged or judge(reading, text, np.arange(len(draws))), reading.table
    return Outcomes(
        replicates=draws.replicates,
        path=np.stack(path, axis=1),
        text=text,
        worth=judged.worth.astype(np.float32),
        complaints=judged.complaints.astype(np.int16),
        stances=judged.stances,
        adopted=table.carries(judged.stances),
        added=steps_added(text, draws.past.acquis, table.contested),
    )
