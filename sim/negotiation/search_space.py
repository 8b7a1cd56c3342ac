"""What the compiled search knows of a play and of the draft at hand (`sim.negotiation.search`).

K counts paragraphs, M formulations, N delegations; change j < K weakens paragraph j, K + k strengthens k.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import Floats, Ints, Rungs


class SearchedPlay(NamedTuple):
    """What stays the same in a play: see `Interests` and `Concerns`."""

    gain: Floats
    """(K, M, N) what each formulation gives to each delegation."""
    complaint: Floats
    """(K, M, N) what each complains of in it."""
    heard: Floats
    """(N,) how well the chair hears each."""
    voice: Floats
    """(N,) what the worth of the text to each counts for the chair."""
    inertia: Floats
    """(K,) what it costs to touch each paragraph."""
    scope: Floats
    """(K, M) what it costs to write what the mandate does not ask for."""
    steps: Rungs
    """(2, K, M) the next weaker and the next stronger formulation; -1 where there is none."""
    enough: float
    """Smaller improvements are rounding."""


class SearchedDraft(NamedTuple):
    """What is known of a draft, and of the changes that may be made in it."""

    felt: Floats
    """(N,) share of its complaints that each still has."""
    ease: Floats
    """(N,) how far each is from having to complain, by the sum over the paragraphs."""
    limit: Floats
    """(N,) how large a single complaint may be before it reaches the chair."""
    target: Rungs
    """(2K,) new rung of each change, -1 where there is none."""
    worth: Floats
    """(2K, N) what each change is worth to each."""
    merit: Floats
    """(2K,) what each adds to the chair's aim apart from complaints, less inertia."""
    burden: Floats
    """(K, N) complaints over the paragraphs as they stand."""
    after: Floats
    """(2K, N) complaints over the paragraph of each change, as it then reads."""
    most: Floats
    """(3, N) the three largest complaints."""
    bound: Floats
    """(2K,) the most that each change may add to a trade."""
    order: Ints
    """(2K,) changes, the most promising first."""


def space_for(paragraphs: int, members: int) -> SearchedDraft:
    """Return room for what is known of a draft of K paragraphs among N delegations."""
    by_paragraph, by_change = (paragraphs, members), (2 * paragraphs, members)
    return SearchedDraft(
        felt=np.empty(members),
        ease=np.empty(members),
        limit=np.empty(members),
        target=np.empty(2 * paragraphs, dtype=np.int8),
        worth=np.empty(by_change),
        merit=np.empty(2 * paragraphs),
        burden=np.empty(by_paragraph),
        after=np.empty(by_change),
        most=np.empty((3, members)),
        bound=np.empty(2 * paragraphs),
        order=np.empty(2 * paragraphs, dtype=np.int64),
    )
