"""What the compiled search is given, and where it writes (`sim.negotiation.search`).

Axes are those of `sim.negotiation.arrays`; change 2k weakens paragraph k, 2k + 1 strengthens it. W is
N and some empty seats, which count for nothing, up to whole vectors of the processor.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import RUNGS, Floats, Ints, Rungs


class SearchedPlays(NamedTuple):
    """What stays the same throughout some plays: see `Weighed` and `Concerns`."""

    base: Floats
    """(R, N) worth of having a report at all."""
    wants: Floats
    """(R, K, N) how much each cares who wants a paragraph."""
    resists: Floats
    """(R, K, N) how much each cares who resists it."""
    promised: Floats
    """(R, K, N) how strong a text each was promised, or claims."""
    value: Floats
    """(R, K, M) what each formulation gives."""
    harm: Floats
    """(R, K, M) how much each harms."""
    standing: Floats
    """(R, K, M) strength of each, with what is already agreed."""
    sting: Floats
    """(R,) how much falling short of a promise or claim hurts."""
    patience: Floats
    """(R, N) how far below nothing the text may be worth to each before it complains to the chair."""
    line: Floats
    """(R,) how large a single complaint may be; infinite where there is no red line."""
    heard: Floats
    """(R, N) how well the chair hears each."""
    voice: Floats
    """(R, N) what the worth of the text to each counts for the chair."""
    scope: Floats
    """(R, K, M) what it costs to write what the mandate does not ask for."""
    inertia: Floats
    """(R, K) what it costs to touch each paragraph."""
    moves: Floats
    """(R,) changes that a reading allows."""
    rolling: Floats
    """(R,) above 0 where the chair trades."""


#: Numbers that fit into the longest vector of a processor.
VECTOR = 8
#: In place of a number where there is none.
NOTHING = -1e300
#: Rows about each delegation in the play at hand. What it has without any text, with its patience.
FLOOR = 0
#: How large a single complaint may be before it reaches the chair.
LIMIT = 1
#: How well the chair hears it, and what the worth of the text to it counts.
HEARD, VOICE = 2, 3
#: What the draft gives to it, with its patience, and what it complains of in it, in all.
GOT, BORNE = 4, 5
#: Its three largest complaints.
FIRST, SECOND, THIRD = 6, 7, 8
#: Share of its complaints that it still has, and what such a complaint counts for the chair.
FELT, SPOKEN = 9, 10
#: How far it is from having to complain, by the sum over the paragraphs.
EASE = 11
#: The same after the change that gives most to it.
HOPE = 12
ROWS = 13


class Space(NamedTuple):
    """Where the search writes; of no use afterwards."""

    gain: Floats
    """(K, M, W) what each formulation gives to each delegation."""
    complaint: Floats
    """(K, M, W) what each complains of in it."""
    seats: Floats
    """(ROWS, W) about each delegation."""
    draft: Rungs
    """(K,) the draft at hand."""
    served: Floats
    """(K, M) what the gains of each formulation add to the chair's aim, less its scope."""
    merit: Floats
    """(K, M) what each adds, less the complaints that are still felt."""
    change: Floats
    """(2K,) what each change adds apart from complaints, less inertia; `NOTHING` where there is none."""
    bound: Floats
    """(2K,) the most that each change may add to a trade."""
    order: Ints
    """(2K,) changes, the most promising first."""


def space_for(paragraphs: int, members: int) -> Space:
    """Return room for the search in a draft of K paragraphs among N delegations."""
    seats = -(-members // VECTOR) * VECTOR
    return Space(
        gain=np.zeros((paragraphs, RUNGS, seats)),
        complaint=np.zeros((paragraphs, RUNGS, seats)),
        seats=np.zeros((ROWS, seats)),
        draft=np.empty(paragraphs, dtype=np.int8),
        served=np.empty((paragraphs, RUNGS)),
        merit=np.empty((paragraphs, RUNGS)),
        change=np.empty(2 * paragraphs),
        bound=np.empty(2 * paragraphs),
        order=np.empty(2 * paragraphs, dtype=np.int64),
    )
