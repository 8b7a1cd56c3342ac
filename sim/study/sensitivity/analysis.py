"""Sensitivity: which factors move an outcome most, over ranges of many factors at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Floats
from sim.scenario.schema import Scenario
from sim.study.sensitivity.convergence import Agreement, Convergence, agreement, convergence
from sim.study.sensitivity.evaluations import Plan, evaluated
from sim.study.sensitivity.indices import STEP, Indices
from sim.study.sensitivity.method import Method, Target
from sim.study.setting import Setting


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The effects of factors on an outcome.

    Parameters
    ----------
    scenario, setting : what was played, before any lever is set
    plan : what was evaluated
    target : the outcome
    outputs : (E, T) mean of every target over all replicates, at every point
    base : (T,) the same with no lever set
    indices : effects of the factors on the target, in the order of the plan
    convergence : whether there were enough samples
    agreement : whether there were enough replicates
    """

    scenario: Scenario
    setting: Setting
    plan: Plan
    target: Target
    outputs: Floats
    base: Floats
    indices: Indices
    convergence: Convergence
    agreement: Agreement

    @property
    def order(self) -> list[int]:
        """Numbers of the factors, the strongest first."""
        return [int(n) for n in np.argsort(-self.indices.strength, kind="stable")]

    @property
    def output(self) -> Floats:
        """The target at every point (E,)."""
        return np.asarray(self.outputs[:, list(Target).index(self.target)])


def sensitivity(
    scenario: Scenario,
    played: Setting,
    plan: Plan,
    target: Target = Target.ADOPTED,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Sensitivity:
    """Evaluate a plan and rank the factors by their effect on the target."""
    halves = evaluated(played, plan, folder, executor, progress)
    outputs = plan.whole(halves)
    found = judged(plan, halves[:, :-1, list(Target).index(target)])
    return Sensitivity(scenario, played, plan, target, outputs[:-1], outputs[-1], *found)


def judged(plan: Plan, halves: Floats) -> tuple[Indices, Convergence, Agreement]:
    """Return the effects of the factors on an output, and how sure they are.

    Parameters
    ----------
    halves : (2, E) the output at every point, over even and over odd replicates
    """
    design, method = plan.design, plan.method
    points, output = design.points(), plan.whole(halves)
    fewer = design.half()
    stretch = _stretch(plan)
    found = _stretched(design.indices(points, output), stretch)
    of_half = fewer.indices(points[: fewer.evaluations], output[: fewer.evaluations])
    even, odd = (_stretched(design.indices(points, half), stretch) for half in halves)
    return (
        found,
        convergence(method, plan.samples, found, _stretched(of_half, stretch)),
        agreement(method, plan.runs, found, even, odd),
    )


def _stretch(plan: Plan) -> tuple[Floats, Floats]:
    """Return the factors (D,) that turn strengths and directions into changes over the full range.

    Where the design moves by a step, a factor of n values moves by whole
    values, which are another part of its range. In steps of equal width, the
    slope over n values that rise evenly is (n + 1) / n of their range.
    """
    lasts: Sequence[int] = [len(factor.steps) - 1 for factor in plan.factors]
    if plan.method is Method.SOBOL:
        return np.ones(len(lasts)), np.array([(n + 1) / (n + 2) if n > 0 else 1.0 for n in lasts])
    by = np.array([STEP / (round(STEP * n) / n) if n > 0 else 1.0 for n in lasts])
    return by, by


def _stretched(found: Indices, stretch: tuple[Floats, Floats]) -> Indices:
    strength, direction = stretch
    return replace(
        found,
        strength=found.strength * strength,
        strength_error=found.strength_error * strength,
        direction=found.direction * direction,
        direction_error=found.direction_error * direction,
        sigma=found.sigma * direction,
    )
