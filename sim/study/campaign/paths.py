"""Paths: the tree of histories, how often the real one occurs, and how many differ."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import entropy

from sim.negotiation.arrays import Bools
from sim.study.campaign.histories import Histories
from sim.study.claims import Counted
from sim.study.interval import Z95
from sim.study.paired import Difference

#: A branch of fewer plays than this share is not followed further.
RARE = 0.02
#: Number of shuffles that show what independence would give.
SHUFFLES = 20


@dataclass(frozen=True)
class Branch:
    """Histories that begin alike.

    Parameters
    ----------
    outcomes : adopted or not, of the first processes
    plays : number of histories that begin like this
    share : the same as a share of all
    real : whether the real history begins like this; after the first undecided process, no branch is real
    merged : whether it is too rare to be followed further, though processes are left
    branches : the branches that follow, the one with a report first
    """

    outcomes: tuple[bool, ...]
    plays: int
    share: float
    real: bool
    merged: bool
    branches: tuple[Branch, ...]


def tree(histories: Histories, rare: float = RARE) -> Branch:
    """Return the tree of histories, from its empty root."""

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
    """How many histories are like the real one up to a decided process.

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
        as_real = histories.adopted[:, numbers] == ended
        alike, independent = Counted.among(as_real.all(axis=1)), float(as_real.mean(axis=0).prod())
        name = histories.campaign.ids[numbers[-1]]
        steps.append(Step(name, bool(ended[-1]), alike, independent, _excess(as_real)))
    return tuple(steps)


def _excess(as_real: Bools) -> Difference:
    """Return how much more often all processes end as in reality than if independent, by the delta method.

    Parameters
    ----------
    as_real : (R, D) whether each decided process ends as it really did
    """
    each, alike = as_real.mean(axis=0), as_real.all(axis=1)
    value = float(alike.mean() - each.prod())
    # What each play adds to the product of the shares: the product of all others, times how far it is off.
    others = np.array([np.delete(each, column).prod() for column in range(as_real.shape[1])])
    contributions = alike - (as_real - each) @ others
    spread = Z95 * float(contributions.std()) / sqrt(len(as_real))
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

    Of equally frequent ones it comes last; if it never occurs, its rank is None.
    """
    ends = histories.adopted[:, histories.decided]
    counts = np.unique(ends, axis=0, return_counts=True)[1]
    here = int(histories.on_real_path.sum())
    return int((counts >= here).sum()) if here else None, len(counts)


@dataclass(frozen=True)
class Variety:
    """How many different histories there are.

    Parameters
    ----------
    distinct : number of different sequences of adopted and failed
    effective : number of equally frequent histories that would be as hard to guess: exp of the entropy
        (Hill 1973)
    independent : the same if the outcomes of each process are shuffled among the plays: the mean over
        several shuffles, of the same number of plays, so that both are biased alike
    """

    distinct: int
    effective: float
    independent: float


def variety(histories: Histories) -> Variety:
    """Count the histories, and what independent processes would give."""
    rng = np.random.default_rng([histories.seed, histories.runs])
    adopted = histories.adopted
    shuffled = [_effective(rng.permuted(adopted, axis=0)) for _ in range(SHUFFLES)]  # each process by itself
    return Variety(len(np.unique(adopted, axis=0)), _effective(adopted), float(np.mean(shuffled)))


def _effective(adopted: Bools) -> float:
    return float(np.exp(entropy(np.unique(adopted, axis=0, return_counts=True)[1])))
