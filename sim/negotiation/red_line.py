"""Red lines: which complaint over a single paragraph is left as the largest when a draft changes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.negotiation.arrays import Floats, Ints


class Largest(NamedTuple):
    """Each delegation's three largest complaints over some drafts, equal ones counted apart.

    Of three, one is left when a trade changes two paragraphs.
    """

    first: Floats
    """(A, N) the largest."""
    second: Floats
    """(A, N) the next, -inf where there is none."""
    third: Floats
    """(A, N) the one after, -inf where there is none."""


def largest(burden: Floats) -> Largest:
    """Return the three largest of the complaints over the paragraphs (A, K, N)."""
    first, second, third = np.full((3, len(burden), burden.shape[2]), -np.inf)
    for one in range(burden.shape[1]):
        here = burden[:, one]
        np.maximum(third, np.minimum(second, here), out=third)
        np.maximum(second, np.minimum(first, here), out=second)
        np.maximum(first, here, out=first)
    return Largest(first, second, third)


def most_left(
    most: Largest, burden: Floats, play: Ints, paragraphs: tuple[Ints, ...], changed: tuple[Floats, ...]
) -> Floats:
    """Return each delegation's largest complaint after some paragraphs have changed (C, N).

    Parameters
    ----------
    most : the largest complaints over the drafts as they stand
    burden : (A, K, N) all of them
    play : (C,) which of the drafts changes
    paragraphs : one or two (C,) paragraphs that change
    changed : the complaint (C, N) over each as it then reads
    """
    first, second = most.first[play], most.second[play]
    gone = [burden[play, at] for at in paragraphs]
    if len(gone) == 1:
        left = np.where(gone[0] == first, second, first)
    else:
        # The second largest goes too if the lesser of those that go is as large.
        next_left = np.where(np.minimum(*gone) == second, most.third[play], second)
        left = np.where(np.maximum(*gone) == first, next_left, first)
    return np.asarray(np.maximum(left, np.max(changed, axis=0)))
