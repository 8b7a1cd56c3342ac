"""The sums over delegations that the compiled search decides by (`sim.negotiation.search`)."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import Floats, Rungs
from sim.negotiation.compiling import within
from sim.negotiation.search_space import (
    BORNE,
    EASE,
    FELT,
    FIRST,
    FLOOR,
    GOT,
    HEARD,
    LIMIT,
    NOTHING,
    SECOND,
    THIRD,
    VOICE,
)  # fmt: skip

#: Two sums of the same terms, in two orders, differ by less than this times the number of terms times their
#: size.
DIFFERENCE = 4 * float(np.finfo(np.float64).eps)


@within
def spoken_for(amount: Floats, k: int, m: int, seats: Floats, voice: int) -> float:
    """Sum up a formulation's gains or complaints by what they count for the chair."""
    total = 0.0
    for n in range(seats.shape[1]):
        total += seats[voice, n] * amount[k, m, n]
    return total


@within
def measure(
    gain: Floats, complaint: Floats, scope: Floats, inertia: Floats, r: int, seats: Floats, line: float
) -> float:
    """Return how far two sums of numbers of a play may differ that ought to be the same."""
    size, texts, voices = 1.0, 0.0, 1.0
    for n in range(seats.shape[1]):
        size += abs(seats[FLOOR, n]) + (seats[LIMIT, n] if line < np.inf else 0.0)
        voices += seats[VOICE, n]
    for k in range(len(gain)):
        size += inertia[r, k]
        for m in range(gain.shape[1]):
            size += scope[r, k, m]
            for n in range(seats.shape[1]):
                texts += abs(gain[k, m, n]) + abs(complaint[k, m, n])
    terms = 8 + len(gain) + gain.shape[2]
    return float(DIFFERENCE * terms * (size + 4 * texts) * voices)


@within
def add_up(gain: Floats, complaint: Floats, seats: Floats, draft: Rungs) -> None:
    """Add up a draft, and find the three largest complaints of each, equal ones counted apart."""
    for n in range(seats.shape[1]):
        seats[GOT, n] = seats[FLOOR, n]
        seats[BORNE, n] = 0.0
        seats[FIRST, n] = NOTHING
        seats[SECOND, n] = NOTHING
        seats[THIRD, n] = NOTHING
    for k in range(len(draft)):
        m = draft[k]
        for n in range(seats.shape[1]):
            here = complaint[k, m, n]
            seats[GOT, n] += gain[k, m, n]
            seats[BORNE, n] += here
            seats[THIRD, n] = max(seats[THIRD, n], min(seats[SECOND, n], here))
            seats[SECOND, n] = max(seats[SECOND, n], min(seats[FIRST, n], here))
            seats[FIRST, n] = max(seats[FIRST, n], here)


@within
def after_one(gain: Floats, complaint: Floats, seats: Floats, k: int, m: int, to: int) -> float:
    """Sum the complaints that would reach the chair after a change."""
    left = 0.0
    for n in range(seats.shape[1]):
        gone, new = complaint[k, m, n], complaint[k, to, n]
        e = seats[EASE, n] + gain[k, to, n] - gain[k, m, n] - seats[FELT, n] * (new - gone)
        heaviest = seats[SECOND, n] if gone == seats[FIRST, n] else seats[FIRST, n]
        e = min(e, seats[LIMIT, n] - seats[FELT, n] * max(heaviest, new))
        left -= seats[HEARD, n] * min(e, 0.0)
    return left


@within
def after_two(
    gain: Floats, complaint: Floats, seats: Floats, k: int, m: int, to: int, p: int, now: int, too: int
) -> float:
    """Sum the complaints that would reach the chair after a trade."""
    left = 0.0
    for n in range(seats.shape[1]):
        gone, new = complaint[k, m, n], complaint[k, to, n]
        also, newer = complaint[p, now, n], complaint[p, too, n]
        e = seats[EASE, n] + gain[k, to, n] - gain[k, m, n] - seats[FELT, n] * (new - gone)
        e += gain[p, too, n] - gain[p, now, n] - seats[FELT, n] * (newer - also)
        # The second largest goes too if the lesser of those that go is as large.
        next_ = seats[THIRD, n] if min(gone, also) == seats[SECOND, n] else seats[SECOND, n]
        heaviest = next_ if max(gone, also) == seats[FIRST, n] else seats[FIRST, n]
        e = min(e, seats[LIMIT, n] - seats[FELT, n] * max(heaviest, new, newer))
        left -= seats[HEARD, n] * min(e, 0.0)
    return left
