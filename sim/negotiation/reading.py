"""A reading: the draft is on the table, and every delegation weighs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import Floats, Ints, Rungs, wording
from sim.negotiation.behaviour import Behaviour
from sim.negotiation.concession import conceded
from sim.negotiation.draw import Draws
from sim.negotiation.parameters import NAMES
from sim.negotiation.past import Past
from sim.negotiation.payoff import Interests, Weighed
from sim.negotiation.table import Table

#: The largest red line that a file may give stands for none.
NO_RED_LINE = NAMES["red_line"].allowed[1]


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything that the room knows at one reading of R plays.

    Parameters
    ----------
    table : the negotiation
    behaviour : behavioural parameters of each replicate
    past : what each replicate builds on
    interests : what is at stake, before concessions
    number : number of the reading, from 1
    flexibility : (R, N) share of its complaints each delegation gives up by now
    said : (R, K, M, N) what delegations say each formulation is worth to them; None where it follows from
        their interests
    """

    table: Table
    behaviour: Behaviour
    past: Past
    interests: Interests | Weighed
    number: int
    flexibility: Floats
    said: Floats | None = None

    @cached_property
    def worth(self) -> Floats:
        """What each formulation is worth to each delegation by now (R, K, M, N)."""
        if self.said is not None:
            return self.said
        worth = (self.flexibility - 1)[:, None, None, :] * self.interests.complaint
        worth += self.interests.gain
        return worth


def open_reading(table: Table, draws: Draws, interests: Interests | Weighed, number: int) -> Reading:
    """Open a reading: capitals have conceded a little more than at the one before."""
    share = conceded(table, draws, number, table.readings)
    return Reading(table, draws.behaviour, draws.past, interests, number, share)


def has_red_lines(reading: Reading) -> bool:
    """Return whether there are red lines in any of the plays."""
    return bool(reading.behaviour.red_line.min(initial=NO_RED_LINE) < NO_RED_LINE)


def margin(reading: Reading, rows: Ints) -> Floats:
    """Return how large a single complaint may be in some plays (A,), infinite where there is no red line."""
    line = reading.behaviour.red_line[rows]
    return np.where(line < NO_RED_LINE, line, np.inf)


@dataclass(frozen=True, eq=False)
class Drafted:
    """A draft in some of the plays, as everybody weighs it at a reading.

    Parameters
    ----------
    reading : the reading
    draft : (A, K) the drafts of some plays
    rows : (A,) which plays those are
    """

    reading: Reading
    draft: Rungs
    rows: Ints

    @cached_property
    def _over(self) -> tuple[Floats, Floats]:
        return self.reading.interests.over(self.draft, self.rows)

    @property
    def complaint(self) -> Floats:
        """What each complains of in each paragraph before it concedes (A, K, N), >= 0."""
        return self._over[1]

    @cached_property
    def largest(self) -> tuple[Ints, Floats]:
        """The paragraph of each delegation's largest complaint, the first of equals, and its size (A, N)."""
        size = self.complaint[:, 0].copy()
        paragraph = np.zeros(size.shape, dtype=np.int64)
        for k in range(1, self.complaint.shape[1]):
            here = self.complaint[:, k]
            np.copyto(paragraph, k, where=here > size)
            np.maximum(size, here, out=size)
        return paragraph, size

    @property
    def worth(self) -> Floats:
        """What the drafted formulations are worth to each delegation by now (A, K, N)."""
        if self.reading.said is not None or "worth" in vars(self.reading):
            return wording(self.reading.worth, self.draft, self.rows)
        # The same numbers, without those of all other formulations.
        gain, complaint = self._over
        worth = (self.reading.flexibility - 1)[self.rows, None, :] * complaint
        worth += gain
        return worth

    @property
    def total(self) -> Floats:
        """The stake, the mood, and the sum over the paragraphs: worth before red lines (A, N)."""
        return np.asarray(self.reading.interests.base[self.rows] + self.worth.sum(axis=1))

    @property
    def ceiling(self) -> Floats:
        """The most that it may be worth to each delegation, whatever it gains elsewhere (A, N)."""
        felt = 1 - self.reading.flexibility[self.rows]
        return np.asarray(margin(self.reading, self.rows)[:, None] - felt * self.largest[1])

    @property
    def net(self) -> Floats:
        """What adopting it is worth to each delegation against having no report (A, N): see `net`."""
        return np.minimum(self.total, self.ceiling) if has_red_lines(self.reading) else self.total


def burdens(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return what is left by now of each complaint over a draft's paragraphs (A, K, N), >= 0."""
    return np.asarray((1 - reading.flexibility[rows, None, :]) * Drafted(reading, draft, rows).complaint)


def ceiling(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return the most that a draft may be worth to each delegation, whatever it gains elsewhere (A, N)."""
    return Drafted(reading, draft, rows).ceiling


def net(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return what adopting a draft is worth to each delegation against having no report (equation 8).

    Returns (A, N) above 0 where the report is better than none. The sum over the paragraphs, or less where a
    single one crosses a red line.

    Parameters
    ----------
    draft : (A, K) the drafts of some plays
    rows : (A,) which plays those are
    """
    return Drafted(reading, draft, rows).net


def total(reading: Reading, draft: Rungs, rows: Ints) -> Floats:
    """Return the stake, the mood, and the sum over the paragraphs: worth before red lines (A, N)."""
    return Drafted(reading, draft, rows).total
