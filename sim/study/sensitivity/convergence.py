"""Convergence: whether a sensitivity analysis has enough samples, and enough replicates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from sim.negotiation.arrays import Floats
from sim.study.sensitivity.indices import Indices
from sim.study.sensitivity.method import Method

#: Widest 95 % interval of an index that counts as converged. Sobol: Sarrazin, Pianosi & Wagener 2016.
#: Morris, as a share of the largest mu*: a convention of ours, ten per cent of it to either side.
WIDEST = {Method.SOBOL: 0.05, Method.MORRIS: 0.2}
#: Ranks have converged if factors that matter move by less than this many places (Sarrazin et al. 2016).
PLACES = 1.0


@dataclass(frozen=True)
class Comparison:
    """How far two estimates of the same indices agree.

    Parameters
    ----------
    correlation : Spearman's rank correlation of the factors' strengths
    places : mean number of places by which factors change rank, weighed by the square of their strength
    difference : largest difference between two strengths, in units of `WIDEST`
    """

    correlation: float
    places: float
    difference: float


@dataclass(frozen=True)
class Convergence:
    """Whether there were enough samples.

    Parameters
    ----------
    method, samples : of the analysis
    width : widest 95 % interval of a strength; for Morris as a share of the largest mu*
    half : the indices of the first half of the samples against those of all
    """

    method: Method
    samples: int
    width: float
    half: Comparison

    @property
    def ranks(self) -> bool:
        """Whether the order of the factors that matter has settled."""
        return self.half.places < PLACES

    @property
    def values(self) -> bool:
        """Whether the indices themselves are known well enough."""
        return self.width < WIDEST[self.method]

    @property
    def converged(self) -> bool:
        """Whether ranks and values have settled."""
        return self.ranks and self.values

    @property
    def advice(self) -> int:
        """Number of samples to take next, at least twice as many: intervals shrink with their square root."""
        wanted = max(2.0, (self.width / WIDEST[self.method]) ** 2) * self.samples
        if self.method is Method.SOBOL:
            return int(2 ** np.ceil(np.log2(wanted)))
        return int(10 * np.ceil(wanted / 10))


@dataclass(frozen=True)
class Agreement:
    """Whether there were enough replicates: the indices of the even ones against those of the odd ones.

    Parameters
    ----------
    method, runs : of the analysis
    halves : even against odd replicates
    growth : share by which the sum of the strengths is larger if only half of the replicates are played. A
        mean over few plays jumps where one over many bends, which inflates the strengths; what remains of
        this inflation is about as large as this growth
    """

    method: Method
    runs: int
    halves: Comparison
    growth: float

    @property
    def agree(self) -> bool:
        """Whether both halves give the same ranking and strengths."""
        return self.halves.places < PLACES and self.halves.difference < WIDEST[self.method]

    @property
    def advice(self) -> int:
        """Replicates to play next, at least twice as many: differences shrink with their square root."""
        wanted = max(2.0, (self.halves.difference / WIDEST[self.method]) ** 2) * self.runs
        return int(10 * np.ceil(wanted / 10))


def convergence(method: Method, samples: int, found: Indices, half: Indices) -> Convergence:
    """Judge whether there were enough samples."""
    width = float(2 * found.strength_error.max()) / _unit(method, found.strength)
    return Convergence(method, samples, width, compared(method, half, found))


def agreement(method: Method, runs: int, found: Indices, even: Indices, odd: Indices) -> Agreement:
    """Judge whether there were enough replicates."""
    total = float(found.strength.sum())
    growth = float((even.strength + odd.strength).sum()) / 2 / total - 1 if total > 0 else 0.0
    return Agreement(method, runs, compared(method, even, odd), growth)


def compared(method: Method, one: Indices, other: Indices) -> Comparison:
    """Compare two estimates of the same indices."""
    first, second = one.strength, other.strength
    ranks = np.stack([rankdata(first), rankdata(second)])
    weight = np.maximum(first, second) ** 2
    moved = float((weight * np.abs(ranks[0] - ranks[1])).sum())
    # Where one of them has no order, they agree only if neither has.
    spread = ranks.std(axis=1)
    correlation = float(np.corrcoef(ranks)[0, 1]) if spread.all() else float(not spread.any())
    return Comparison(
        correlation,
        places=moved / float(weight.sum()) if weight.any() else 0.0,
        difference=float(np.abs(first - second).max()) / _unit(method, np.maximum(first, second)),
    )


def _unit(method: Method, strengths: Floats) -> float:
    """Return what widths and differences are measured in: 1 for Sobol, the largest mu* for Morris."""
    return float(strengths.max()) or 1.0 if method is Method.MORRIS else 1.0
