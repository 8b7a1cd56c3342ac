"""Calibration: parameter sets drawn from the priors, put to trial on the record, and weighed.

The protocol (docs/model.md, fitting): priors from theory, no search for a best
point, every set on every decided process with the same luck, weights from the
outcome and, tempered, the language; forecasts then use the whole weighted
ensemble. Deterministic, and resumable: a finished task is a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import Floats
from sim.negotiation.behaviour import draw_behaviour
from sim.negotiation.convene import convene
from sim.negotiation.parameters import PARAMETERS
from sim.negotiation.table import Table
from sim.scenario.schema import Scenario
from sim.study.history import Process
from sim.study.store import content_key, keep, recall
from sim.study.trial import Trial, put_to_trial
from sim.study.weighing import support

#: Parameter sets in one task.
BLOCK = 100
#: Change this when a rule of the negotiation changes, so that no old trial is taken for a new one.
RULES = 1


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
        """Name of its result: a digest of the table, the chair, the priors, the rules and the luck."""
        return content_key(
            table=self.digest,
            chair=self.scenario.chair.strategy,
            priors=[[p.name, p.prior.describe()] for p in PARAMETERS],
            first=self.first,
            last=self.last,
            plays=self.plays,
            seed=self.seed,
            rules=RULES,
        )


def digest(table: Table) -> str:
    """Return a digest of everything that a table says."""
    told = hashlib.sha256()
    for field in fields(table):
        value = getattr(table, field.name)
        told.update(field.name.encode())
        told.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return told.hexdigest()


def tasks(processes: Sequence[Process], effort: Effort) -> list[Task]:
    """Return all tasks of a calibration, the largest processes first."""
    digests = {p.id: digest(p.table) for p in processes}
    found = [
        Task(
            p.scenario,
            digests[p.id],
            first,
            min(first + BLOCK, effort.sets),
            effort.plays(p.scenario),
            effort.seed,
        )
        for p in processes
        for first in range(0, effort.sets, BLOCK)
    ]
    return sorted(found, key=lambda task: -len(task.scenario.members))


def carry_out(task: Task, folder: Path) -> None:
    """Put a block of parameter sets to trial and keep the result, unless it is kept already."""
    if recall(folder, task.key) is not None:
        return
    sets = draw_behaviour({}, task.seed, np.arange(task.first, task.last))
    trial = put_to_trial(convene(task.scenario), task.scenario.chair.strategy, sets, task.plays, task.seed)
    arrays = {f.name: np.asarray(getattr(trial, f.name)).astype(np.int32) for f in fields(trial)}
    keep(folder, task.key, arrays)


def trials(
    processes: Sequence[Process],
    effort: Effort,
    folder: Path,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Trial]:
    """Return the trial of every process, computing what the folder does not hold yet.

    Parameters
    ----------
    folder : where finished tasks are kept
    executor : where tasks run; here and now if not given
    progress : called with the number of tasks done since the last call
    """
    todo = tasks(processes, effort)
    if executor is None:
        for task in todo:
            carry_out(task, folder)
            if progress:
                progress(1)
    else:
        futures: list[Future[None]] = [executor.submit(carry_out, task, folder) for task in todo]
        try:
            for future in as_completed(futures):
                future.result()
                if progress:
                    progress(1)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise
    return [_gather(process, effort, folder) for process in processes]


def _gather(process: Process, effort: Effort, folder: Path) -> Trial:
    parts = []
    for task in tasks([process], effort):
        kept = recall(folder, task.key)
        assert kept is not None
        counts = {name: array.astype(float) for name, array in kept.items() if name != "plays"}
        parts.append(Trial(int(kept["plays"]), **counts))
    return Trial.join(parts)


def supports(processes: Sequence[Process], found: Sequence[Trial]) -> Mapping[str, Floats]:
    """Return the log-likelihood of each process under every parameter set, by name of the process."""
    return {process.id: support(process, trial) for process, trial in zip(processes, found, strict=True)}
