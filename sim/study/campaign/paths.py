"""Paths: the tree of histories, how often the real one occurs, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sim.negotiation.arrays import Bools
from sim.study.campaign.differences import Counted, Difference, counted
from sim.study.campaign.histories import Histories
from sim.study.interval import Z95

#: A branch of fewer plays than this share is not followed further.
RARE = 0.02
#: How often outcomes are dealt anew among the plays, to see what independence would give.
SHUFFLES = 20


@dataclass(frozen=True)
class Branch:
    """Histories that are alike so far.

    Parameters
    ----------
    outcomes : adopted or not, of the first processes
    plays : how many histories begin so
    share : the same as a share of all
    real : whether the real history begins so; past the first process not decided, no branch is
    merged : whether it is too rare to be followed further, though processes are left
    branches : how it goes on: adopted first
    """

    outcomes: tuple[bool, ...]
    plays: int
    share: float
    real: bool
    merged: bool
    branches: tuple[Branch, ...]


def tree(histories: Histories, rare: float = RARE) -> Branch:
    """Return the tree of histories, from what they all share: nothing.

    Parameters
    ----------
    rare : branches below this share are shown, and not followed further
    """

    def grow(outcomes: tuple[bool, ...], rows: Bools, real: bool) -> Branch:
        depth, plays = len(outcomes), int(rows.sum())
        left = depth < len(histories.real)
        merged = left and plays < rare * histories.runs
        branches = []
        for outcome in (True, False) if left and not merged else ():
            going = rows & (histories.adopted[:, depth] == outcome)
            if going.any():
                branches.append(grow((*outcomes, outcome), going, real and histories.real[depth] is outcome))
        return Branch(outcomes, plays, plays / histories.runs, real, merged, tuple(branches))

    return grow((), np.ones(histories.runs, dtype=bool), True)


@dataclass(frozen=True)
class Step:
    """How many histories have gone as the real one up to a decided process.

    Parameters
    ----------
    alike : how many
    independent : share that independent processes with the same shares of adoption would give
    excess : the share of those minus that one. Above 0, the processes hold together in a way that favours
        the real path, be it by what they hand on or by what they have in common
    """

    process: str
    real: bool
    alike: Counted
    independent: float
    excess: Difference


def real_path(histories: Histories) -> tuple[Step, ...]:
    """Return how many histories go the way of the real one, up to each decided process."""
    steps = []
    for last in range(1, len(histories.decided) + 1):
        numbers = histories.decided[:last]
        ended = np.array([histories.real[number] for number in numbers], dtype=bool)
        so = histories.adopted[:, numbers] == ended
        alike, each = so.all(axis=1), so.mean(axis=0)
        steps.append(
            Step(
                histories.campaign.ids[numbers[-1]],
                bool(ended[-1]),
                counted(alike),
                float(each.prod()),
                _excess(so),
            )
        )
    return tuple(steps)


def _excess(so: Bools) -> Difference:
    """Return how much oftener all is so at once than independence has it, by the delta method.

    Parameters
    ----------
    so : (R, D) what is so in each play
    """
    each = so.mean(axis=0)
    value = float(so.all(axis=1).mean() - each.prod())
    # What each play adds to the product of the shares: the product of all others, times how far it is off.
    others = np.array([np.delete(each, column).prod() for column in range(so.shape[1])])
    told = so.all(axis=1) - (so - each) @ others
    spread = Z95 * float(told.std()) / sqrt(len(so))
    return Difference(value, value - spread, value + spread)


@dataclass(frozen=True)
class Path:
    """One history of all processes, and how many plays take it.

    Parameters
    ----------
    independent : share that independent processes with the same shares of adoption would give
    real : whether the decided processes end as they really did
    """

    outcomes: tuple[bool, ...]
    taken: Counted
    independent: float
    real: bool


def paths(histories: Histories) -> tuple[Path, ...]:
    """Return every history that occurs, the commonest first."""
    distinct, where, counts = np.unique(histories.adopted, axis=0, return_index=True, return_counts=True)
    shares = histories.adopted.mean(axis=0)
    found = [
        Path(
            tuple(bool(outcome) for outcome in row),
            Counted(int(count), histories.runs),
            float(np.where(row, shares, 1 - shares).prod()),
            bool(histories.on_real_path[first]),
        )
        for row, first, count in zip(distinct, where, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda path: (-path.taken.successes, path.outcomes)))


def rank_of_the_real(histories: Histories) -> tuple[int | None, int]:
    """Return the rank of the real history by frequency, and the number of histories, of decided processes.

    Of those as frequent it comes last; one that never occurs has none.
    """
    ends = histories.adopted[:, histories.decided]
    counts = np.unique(ends, axis=0, return_counts=True)[1]
    here = int(histories.on_real_path.sum())
    return int((counts >= here).sum()) if here else None, len(counts)


@dataclass(frozen=True)
class Variety:
    """How many histories there are.

    Parameters
    ----------
    distinct : number of different sequences of adopted and failed
    effective : as many equally frequent ones would be as hard to guess: exp of the entropy (Hill 1973)
    independent : the same, were the outcomes of each process dealt anew among the plays: the mean over
        several deals, of as many plays, so that both are biased alike
    """

    distinct: int
    effective: float
    independent: float


def variety(histories: Histories) -> Variety:
    """Count the histories, and what independent processes would give."""
    deal = np.random.default_rng([histories.seed, histories.runs])
    dealt = [
        _effective(deal.permuted(histories.adopted, axis=0)) for _ in range(SHUFFLES)
    ]  # each process by itself
    return Variety(
        len(np.unique(histories.adopted, axis=0)),
        _effective(histories.adopted),
        float(np.mean(dealt)),
    )


def _effective(adopted: Bools) -> float:
    _, counts = np.unique(adopted, axis=0, return_counts=True)
    shares = counts / counts.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))
