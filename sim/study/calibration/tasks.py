"""The tasks of a calibration: parameter sets from the priors, played on every decided process.

The protocol (docs/model.md, fitting): priors from theory, no search for a best point, every set on every
decided process with the same luck, weights from the outcome and, tempered, the language. Forecasts then use
the whole weighted ensemble. It is deterministic, and can be resumed: a finished task is a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.convene import convene
from sim.negotiation.parameters import PARAMETERS
from sim.scenario.schema import Scenario
from sim.study.calibration.simulation import Simulated, simulate
from sim.study.history import Process
from sim.study.tasks import Arrays, carry_out, spans, task_key

#: Parameter sets in one task.
BLOCK = 100


@dataclass(frozen=True)
class Effort:
    """How much is played.

    Parameters
    ----------
    sets : parameter sets drawn from the priors
    small, large : plays of each set on a process of up to 60 seats, and on a larger one
    seed : seed of sets and luck
    """

    sets: int = 6000
    small: int = 60
    large: int = 24
    seed: int = 1

    def plays(self, scenario: Scenario) -> int:
        """Return the plays of each set on a process."""
        return self.small if len(scenario.members) <= 60 else self.large


@dataclass(frozen=True)
class Task:
    """A block of parameter sets on one process."""

    scenario: Scenario
    digest: str
    first: int
    last: int
    plays: int
    seed: int

    @property
    def key(self) -> str:
        """Name of its result: a digest of the table, the chair, the priors, the luck and the code."""
        return task_key(
            "simulation",
            table=self.digest,
            chair=self.scenario.chair.strategy,
            priors=[[p.name, p.prior.describe()] for p in PARAMETERS],
            first=self.first,
            last=self.last,
            plays=self.plays,
            seed=self.seed,
        )

    def carry_out(self) -> Arrays:
        """Play the parameter sets on the process."""
        sets = draw_behaviour({}, self.seed, np.arange(self.first, self.last))
        chair = self.scenario.chair.strategy
        simulated = simulate(convene(self.scenario), chair, sets, self.plays, self.seed)
        return {f.name: np.asarray(getattr(simulated, f.name)).astype(np.int32) for f in fields(simulated)}


def tasks(processes: Sequence[Process], effort: Effort) -> list[Task]:
    """Return all tasks of a calibration, the largest processes first, each process's in order."""
    blocks = [
        Task(p.scenario, digest, first, last, effort.plays(p.scenario), effort.seed)
        for p, digest in ((p, p.table.digest) for p in processes)
        for first, last in spans(effort.sets, BLOCK)
    ]
    return sorted(blocks, key=lambda task: -len(task.scenario.members))


def simulate_record(
    processes: Sequence[Process],
    effort: Effort,
    folder: Path,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Simulated]:
    """Return the counts of every process; what the folder does not hold yet is computed."""
    todo = tasks(processes, effort)
    simulated: dict[str, list[Simulated]] = {p.id: [] for p in processes}
    for task, kept in zip(todo, carry_out(todo, folder, executor, progress), strict=True):
        counts = {name: array.astype(float) for name, array in kept.items() if name != "plays"}
        simulated[task.scenario.id].append(Simulated(int(kept["plays"]), **counts))
    return [Simulated.join(simulated[process.id]) for process in processes]
