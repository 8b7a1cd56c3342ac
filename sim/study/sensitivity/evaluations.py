"""Evaluations: the mean outcomes of a process at every point of a sensitivity analysis.

Every evaluation sets the levers to one point and plays the same replicates
(common random numbers), so that two evaluations differ by their levers alone.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import EXPLICIT, Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.past import past_of
from sim.negotiation.play import play
from sim.scenario.fault import BadInput, Fault
from sim.study.lever import Value, lever
from sim.study.play_counts import count_plays
from sim.study.sensitivity.factors import Factor
from sim.study.sensitivity.indices import Design, check_samples
from sim.study.sensitivity.method import Method, Target
from sim.study.setting import BATCH, Setting
from sim.study.tasks import Arrays, carry_out, spans, task_key
from sim.study.turning import turned

#: Evaluations in one task.
BLOCK = 32
#: The largest number of plays that needs no ``--force``.
MANY = 2_000_000


@dataclass(frozen=True)
class Plan:
    """What is evaluated.

    Parameters
    ----------
    factors : what is varied
    method : how factors are ranked
    samples : trajectories (Morris) or base samples (Sobol)
    runs : plays of each evaluation, the same replicates in all
    seed : seed of design and luck
    """

    factors: tuple[Factor, ...]
    method: Method
    samples: int
    runs: int = 100
    seed: int = 1

    @property
    def design(self) -> Design:
        """The points of evaluation."""
        return Design(self.method, len(self.factors), self.samples, self.seed)

    @property
    def plays(self) -> int:
        """Number of plays in all."""
        return self.design.evaluations * self.runs

    @property
    def halves(self) -> Floats:
        """Number of even replicates, and of odd ones."""
        return np.array([(self.runs + 1) // 2, self.runs // 2], dtype=float)

    def whole(self, halves: Floats) -> Floats:
        """Return means over all replicates, given those over the even ones and over the odd ones (2, ...)."""
        even, odd = self.halves
        return np.asarray((even * halves[0] + odd * halves[1]) / self.runs)

    def values(self, points: Floats) -> list[tuple[Value, ...]]:
        """Return the values of the levers at each point."""
        grid = self.method is Method.MORRIS
        columns = [factor.values(points[:, n], grid) for n, factor in enumerate(self.factors)]
        return list(zip(*columns, strict=True))


def check(plan: Plan, force: bool = False) -> None:
    """Refuse a plan that cannot be carried out, or has more plays than may be meant.

    Raises BadInput if the plan is refused.
    """
    check_samples(plan.method, plan.samples)
    if plan.runs < 2:
        raise BadInput([Fault("--runs", "is too few", value=str(plan.runs), allowed="2 or more")])
    if plan.plays > MANY and not force:
        size = f"{plan.design.evaluations:,} evaluations of {plan.runs:,} plays are {plan.plays:,} plays"
        less = "--method morris, " if plan.method is Method.SOBOL else ""
        allowed = f"{MANY:,}; {less}fewer --samples or --runs; or --force"
        raise BadInput([Fault("--samples", f"{size}, probably more than intended", allowed=allowed)])


@dataclass(frozen=True, eq=False)
class Evaluations:
    """The task of evaluating some points: sums of every target over even and over odd replicates."""

    setting: Setting
    levers: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    seed: int
    runs: int

    @property
    def key(self) -> str:
        """Digest of setting, levers, luck and code."""
        return task_key(
            "evaluations",
            setting=self.setting.digest,
            levers=self.levers,
            values=self.values,
            targets=list(Target),
            seed=self.seed,
            runs=self.runs,
        )

    def carry_out(self) -> Arrays:
        """Play and sum up; all points get the same luck, drawn once."""
        found = [lever(name, self.setting, "factor") for name in self.levers]
        points = [turned(self.setting, dict(zip(found, row, strict=True))) for row in self.values]
        ensemble = self.setting.ensemble
        sums = np.zeros((2, len(points), len(Target)), dtype=np.int64)
        for start in range(0, self.runs, BATCH):
            numbers = np.arange(start, min(start + BATCH, self.runs))
            luck = self.setting.draws(self.seed, numbers)
            for row, point in enumerate(points):
                behaviour = draw_behaviour(point.given, self.seed, numbers, ensemble)
                draws = replace(luck, behaviour=behaviour, past=past_of(point.table, len(numbers)))
                counted = count_plays([play(point.table, draws, point.chair)])
                each = np.stack([getattr(counted, target).astype(np.int64) for target in Target], axis=1)
                for half in (0, 1):
                    sums[half, row] += each[numbers % 2 == half].sum(axis=0)
        return {"even": sums[0], "odd": sums[1]}


def evaluated(
    played: Setting,
    plan: Plan,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Floats:
    """Evaluate every point of a plan.

    Returns (2, E + 1, T) mean of every target over even and over odd replicates; last, the process as it
    stands.
    """
    kept = carry_out(tasks(played, plan), folder, executor, progress)
    sums = np.stack([np.concatenate([part[half] for part in kept]) for half in ("even", "odd")]).astype(float)
    sums[:, :, list(Target).index(Target.STRENGTH)] /= EXPLICIT * len(played.table.issues)
    return np.asarray(sums / plan.halves[:, None, None])


def tasks(played: Setting, plan: Plan) -> list[Evaluations]:
    """Return the tasks of a plan, in the order of its points, and last the process with no lever turned."""
    values = plan.values(plan.design.points())
    levers = tuple(factor.lever for factor in plan.factors)
    blocks = [
        Evaluations(played, levers, tuple(values[first:last]), plan.seed, plan.runs)
        for first, last in spans(len(values), BLOCK)
    ]
    return [*blocks, Evaluations(played, (), ((),), plan.seed, plan.runs)]
