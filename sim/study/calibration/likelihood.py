"""Likelihood: how well each parameter set explains the record, and what weight that gives it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.negotiation.arrays import Floats
from sim.study.calibration.simulation import Simulated
from sim.study.history import Process

#: Weight of a language cell against an outcome. The cells of one report depend on each other, and reports
#: repeat each other, so that 135 cells are worth far less than 135 outcomes. Chosen among 0.05 to 0.4 by
#: nested leave-one-out on 2026-11-21, and no higher than leaves twenty effective sets
#: (docs/explanation/research-log.md).
TEMPER = 0.2


def support(process: Process, simulated: Simulated) -> Floats:
    """Return the log-likelihood of what happened in a process under each parameter set (S,)."""
    outcome = np.log(simulated.probability if process.record.adopted else 1 - simulated.probability)
    language = sum(
        (np.log(simulated.language[:, k, rung]) for k, rung in process.language.items()),
        np.zeros(len(simulated.adopted)),
    )
    return np.asarray(outcome + TEMPER * language)


def weights(supports: Sequence[Floats], sets: int) -> Floats:
    """Return the weight of each parameter set given some processes (S,), summing to 1.

    Parameters
    ----------
    supports : log-likelihoods of the processes whose outcomes are known; without any, all sets weigh the same
    """
    total = np.sum(supports, axis=0) if len(supports) else np.zeros(sets)
    likelihood = np.exp(total - total.max())
    return np.asarray(likelihood / likelihood.sum())


def effective_sets(weight: Floats) -> float:
    """Return the effective number of parameter sets: of equal weight, with the same spread (Kish 1965)."""
    return float(1 / (weight**2).sum())
