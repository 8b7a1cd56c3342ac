"""Designs and indices of a sensitivity analysis, as SALib (Herman & Usher 2017) draws and computes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.fault import BadInput, Fault
from sim.study.interval import Z95
from sim.study.sensitivity.method import Method

#: Levels of a factor in a Morris design: 0, 1/3, 2/3, 1; a step is two of them (Campolongo et al. 2007).
LEVELS = 4
#: Part of its range by which a factor moves in one step of a Morris design.
STEP = LEVELS / (2 * (LEVELS - 1))
#: Bootstrap resamples behind an interval.
RESAMPLES = 500
#: Fewest trajectories or base samples: half of them must still have a spread.
FEWEST = 4


@dataclass(frozen=True, eq=False)
class Indices:
    """The effects of D factors on an output, arrays (D,); errors are half the width of a 95 % interval.

    Parameters
    ----------
    strength, strength_error : what factors are ranked by. Morris: mu*, the mean size of the change of the
        output over the factor's full range, in units of the output (Campolongo et al. 2007). Sobol: the
        total effect ST, the share of the output's variance that involves the factor, alone or with others
    direction, direction_error : mean change of the output from the lower end of the range to the upper, in
        units of the output. Morris: mu. Sobol: the slope of a straight line through the output
    sigma : Morris: standard deviation of the changes; large against mu* where the factor's effect depends on
        the others or bends. NaN for Sobol
    first, first_error : Sobol: the first-order effect S1, the share of the variance that the factor explains
        alone. NaN for Morris
    """

    strength: Floats
    strength_error: Floats
    direction: Floats
    direction_error: Floats
    sigma: Floats
    first: Floats
    first_error: Floats


@dataclass(frozen=True)
class Design:
    """The points at which an output is evaluated.

    A design of more samples begins with the same points. Trajectories are not
    optimised, since optimised ones change with the number of samples.

    Parameters
    ----------
    method : Morris trajectories, or Saltelli's scheme on a scrambled Sobol sequence
    factors : number of factors
    samples : trajectories, or base samples
    seed : seed of the design and of the bootstrap
    """

    method: Method
    factors: int
    samples: int
    seed: int

    @property
    def round(self) -> int:
        """Evaluations that one trajectory or base sample takes."""
        return self.factors + (1 if self.method is Method.MORRIS else 2)

    @property
    def evaluations(self) -> int:
        """Number of points."""
        return self.samples * self.round

    def half(self) -> Design:
        """Return the design of the first half of the samples; its points come first in this one."""
        return replace(self, samples=self.samples // 2)

    def points(self) -> Floats:
        """Draw the points (E, D), as shares of each factor's range.

        Raises BadInput if SALib is not installed.
        """
        chance = self._chance(0)
        if self.method is Method.MORRIS:
            drawn = salib("sample.morris").sample(self._problem, self.samples, LEVELS, seed=chance)
        else:
            sample = salib("sample.sobol").sample
            drawn = sample(self._problem, self.samples, calc_second_order=False, seed=chance)
        return np.asarray(np.clip(drawn, 0.0, 1.0))

    def indices(self, points: Floats, outputs: Floats) -> Indices:
        """Compute the effect of each factor.

        Parameters
        ----------
        points : (E, D) of this design
        outputs : (E,) output at each point
        """
        return self._morris(points, outputs) if self.method is Method.MORRIS else self._sobol(points, outputs)

    def _morris(self, points: Floats, outputs: Floats) -> Indices:
        found = salib("analyze.morris").analyze(
            self._problem, points, outputs, RESAMPLES, num_levels=LEVELS, seed=self._chance(1)
        )
        mu, mu_star, error, sigma = (
            np.ma.getdata(found[name]).astype(float) for name in ("mu", "mu_star", "mu_star_conf", "sigma")
        )
        nothing = np.full(self.factors, np.nan)
        return Indices(mu_star, error, mu, Z95 * sigma / np.sqrt(self.samples), sigma, nothing, nothing)

    def _sobol(self, points: Floats, outputs: Floats) -> Indices:
        nothing = np.full(self.factors, np.nan)
        if np.ptp(outputs) == 0:  # no variance, by which SALib would divide
            zero = np.zeros(self.factors)
            return Indices(zero, zero, zero, zero, nothing, zero, zero)
        # SALib ignores a seed of 0 and then draws from global chance; a generator is never 0.
        found = salib("analyze.sobol").analyze(
            self._problem, outputs, calc_second_order=False, num_resamples=RESAMPLES, seed=self._chance(1)
        )
        slope, error = self._slopes(points, outputs)
        return Indices(found["ST"], found["ST_conf"], slope, error, nothing, found["S1"], found["S1_conf"])

    def _slopes(self, points: Floats, outputs: Floats) -> tuple[Floats, Floats]:
        """Return the slope of the output on each factor, and 1.96 standard errors (D,).

        Least squares over the pairs of points that differ in this factor
        alone: its expectation is that of a straight line through all.
        """
        grid, found = points.reshape(-1, self.round, self.factors), outputs.reshape(-1, self.round)
        by = grid[:, -1] - grid[:, 0]
        change = found[:, 1:-1] - found[:, :1]
        spread = (by**2).sum(axis=0)
        slope = (by * change).sum(axis=0) / spread
        rest = (by * (change - slope * by)) ** 2
        return slope, Z95 * np.sqrt(rest.sum(axis=0)) / spread

    @property
    def _problem(self) -> dict[str, Any]:
        names = [f"x{number}" for number in range(self.factors)]
        return {"num_vars": self.factors, "names": names, "bounds": [[0.0, 1.0]] * self.factors}

    def _chance(self, purpose: int) -> np.random.Generator:
        """Return a separate stream for each use of chance: 0 the points, 1 the bootstrap."""
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(purpose,)))


def check_samples(method: Method, samples: int) -> None:
    """Refuse a number of samples that the method cannot use.

    Raises BadInput if there are too few, or Sobol's are not a power of two.
    """
    if samples < FEWEST:
        raise BadInput([Fault("--samples", "is too few", value=str(samples), allowed=f"{FEWEST} or more")])
    below = 2 ** (samples.bit_length() - 1)
    if method is Method.SOBOL and samples != below:
        problem = "is not a power of two, which Sobol needs"
        raise BadInput([Fault("--samples", problem, value=str(samples), allowed=f"{below} or {2 * below}")])


def salib(part: str) -> Any:
    """Import a part of SALib; raise BadInput if it is not installed."""
    try:
        return import_module(f"SALib.{part}")
    except ImportError:
        problem = 'needs SALib, which is not installed: pip install "gge-sim[sensitivity]"'
        raise BadInput([Fault("sensitivity", problem)]) from None
