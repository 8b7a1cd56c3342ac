"""What would make one likely objector join, over all plays in which it objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from sim.negotiation.arrays import JOINS, OBJECTS, Bools, Floats, Ints
from sim.negotiation.table import Table
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.rewording import rungs_between
from sim.study.tasks import Arrays

#: A rewording counts as one that makes a delegation join if it does in this share of its objections.
ENOUGH = 0.1
#: Counts of a rewording: see `sim.study.rewording.counts`.
COUNTED = ("plays", "joins", "passes", "costs", "carries")


@dataclass(frozen=True)
class Rewording:
    """One paragraph worded weaker or stronger, over the plays in which it can be.

    Parameters
    ----------
    issue : code of the paragraph's issue
    rungs : how far, negative towards silence
    wordings : rung in the last text and rung instead, with the number of plays in which the delegation
        joins, the most frequent first
    plays : objections in which the paragraph can be so reworded
    joins, passes : in which the delegation then joins; in which it no longer objects
    costs : in which it joins and somebody objects who did not before
    carries : in which it joins and the text is adopted
    estranged : who objects that did not before where it joins, with the number of plays, most often first
    """

    issue: str
    rungs: int
    wordings: tuple[tuple[Rung, Rung, int], ...]
    plays: int
    joins: int
    passes: int
    costs: int
    carries: int
    estranged: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Need:
    """How much more of something a delegation needs to join.

    Parameters
    ----------
    now : what it has, in the median objection
    more : how much more it needs, at the lower quartile, the median and the upper quartile of its
        objections; infinite where more than there can be is not enough
    never : objections in which more than there can be is not enough
    """

    now: float
    more: tuple[float, float, float]
    never: int


@dataclass(frozen=True)
class Objector:
    """One delegation that is likely to object, and what would change its mind.

    Parameters
    ----------
    code, name : of the member state
    objections : number of plays in which it objects
    complaints : what it then complains of most (see `Complaints`), with the number of objections, the most
        frequent first
    rewordings : of every paragraph by every number of rungs, those that make it join most often first
    by_rungs : objections that a rewording by one rung ends, its best by two, and none, in that order
    flexibility, flexibility_to_pass : the share of its complaints that it gives up, to join and merely not to
        object
    stake : the worth of a report as such to it, on the file's scale
    outlet : with one more outlet, of its objections: how many become a yes, how many end, and in how many of
        these plays a report is adopted
    uncovered : objections that would be a dissociation if nobody shared its complaint
    cover : who, by joining, would make it dissociate instead, with the number of objections, most often first
    """

    code: str
    name: str
    objections: int
    complaints: tuple[tuple[int, int], ...]
    rewordings: tuple[Rewording, ...]
    by_rungs: tuple[int, int, int]
    flexibility: Need
    flexibility_to_pass: Need
    stake: Need
    outlet: tuple[int, int, int]
    uncovered: int
    cover: tuple[tuple[str, int], ...]

    @cached_property
    def smallest(self) -> Rewording | None:
        """The smallest rewording that makes it join in a tenth of its objections, if one does.

        Of these the one with the fewest rungs, and among those the one that makes it join most often.
        """
        enough = [r for r in self.rewordings if r.joins >= ENOUGH * self.objections]
        return min(enough, key=lambda r: (abs(r.rungs), -r.joins), default=None)

    @cached_property
    def surest(self) -> Rewording | None:
        """The rewording that makes it join most often, by the fewest rungs; None if none ever does."""
        return self.rewordings[0] if self.rewordings and self.rewordings[0].joins else None


def objector(table: Table, seats: Sequence[int], number: int, found: Arrays) -> Objector:
    """Return one likely objector.

    Parameters
    ----------
    found : the result of `sim.study.what_if.joining.Joining` for them
    """
    mine = found["objector"] == number
    seat, code = seats[number], table.codes[seats[number]]
    kinds, often = np.unique(found["complaint"][mine], return_counts=True)
    rungs = found["rungs_to_join"][mine]
    stance = found["outlet_stance"][mine]
    given = found["flexibility"][mine]
    stake = found["stake_to_join"][mine]
    possible = np.where(table.stakes[seat] + stake <= 1, stake, inf)
    return Objector(
        code=code,
        name=name_of(code),
        objections=int(mine.sum()),
        complaints=tuple((int(kinds[n]), int(often[n])) for n in np.argsort(-often, kind="stable")),
        rewordings=_rewordings(table, {name: found[name][number] for name in (*COUNTED, "estranged")}),
        by_rungs=(int((rungs == 1).sum()), int((rungs == 2).sum()), int((rungs == 0).sum())),
        flexibility=_need(given, found["flexibility_to_join"][mine] - given),
        flexibility_to_pass=_need(given, found["flexibility_to_pass"][mine] - given),
        stake=_need(np.full(len(stake), table.stakes[seat]), possible),
        outlet=(
            int((stance == JOINS).sum()),
            int((stance != OBJECTS).sum()),
            int(found["outlet_adopted"][mine].sum()),
        ),
        uncovered=int(found["uncovered"][mine].sum()),
        cover=_ranked(table, found["cover"][number]),
    )


def _need(now: Floats, more: Floats) -> Need:
    low, middle, high = np.quantile(more, [0.25, 0.5, 0.75], method="inverted_cdf")
    return Need(float(np.median(now)), (float(low), float(middle), float(high)), int(np.isinf(more).sum()))


def _ranked(table: Table, often: Ints) -> tuple[tuple[str, int], ...]:
    order = [int(seat) for seat in np.argsort(-often, kind="stable") if often[seat]]
    return tuple((table.codes[seat], int(often[seat])) for seat in order)


def _rewordings(table: Table, found: Arrays) -> tuple[Rewording, ...]:
    """Gather the counts of one delegation (K, M, M) by paragraph and number of rungs."""
    between = rungs_between(table)
    rewordings = []
    for k, issue in enumerate(table.issues):
        possible = found["plays"][k] > 0
        for rungs in np.unique(between[k][possible]):
            here: Bools = possible & (between[k] == rungs)
            sums = {name: int(found[name][k][here].sum()) for name in COUNTED}
            pairs = [(Rung(int(s)), Rung(int(e)), int(found["joins"][k, s, e])) for s, e in np.argwhere(here)]
            rewordings.append(
                Rewording(
                    issue,
                    int(rungs),
                    tuple(sorted(pairs, key=lambda pair: -pair[2])),
                    estranged=_ranked(table, found["estranged"][k][here].sum(axis=0)),
                    **sums,
                )
            )
    return tuple(sorted(rewordings, key=lambda r: (-r.joins, abs(r.rungs), -r.passes)))
