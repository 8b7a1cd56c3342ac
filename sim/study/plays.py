"""Plays of a setting as tasks: the building block of forecasts, sweeps, screenings and comparisons."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

import numpy as np

from sim.negotiation.outcome import Outcomes
from sim.study.play_counts import PlayCounts, count_plays
from sim.study.setting import BATCH, Setting
from sim.study.tasks import Arrays, as_completed, carry_out, spans, task_key

#: Default number of plays and seed of a forecast.
RUNS, SEED = 2000, 1
#: A task of a forecast asks for about this many stances on paragraphs, some seconds of work, so that a small
#: forecast is a single task; it has no more batches than this, so that its result stays small.
ASKED, MOST_BATCHES = BATCH * 16 * 193, 16


@dataclass(frozen=True, eq=False)
class Replicates(ABC):
    """A task that plays replicates `first` to `last` - 1 of one setting, and keeps something of them."""

    setting: Setting
    seed: int
    first: int
    last: int

    #: What is kept; it distinguishes the keys of different kinds of tasks.
    keeps: ClassVar[str]

    @property
    def key(self) -> str:
        """Digest of the setting, of everything else that the task is given, and of the code that plays."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "setting"}
        return task_key(self.keeps, setting=self.setting.digest, **given)

    @abstractmethod
    def carry_out(self) -> Arrays:
        """Play."""

    def outcomes(self) -> Iterator[Outcomes]:
        """Play the replicates, a batch at a time."""
        return self.setting.play(self.seed, np.arange(self.first, self.last))


@dataclass(frozen=True, eq=False)
class Plays(Replicates):
    """The task of playing some replicates and counting how they end."""

    keeps = "counts"

    def carry_out(self) -> Arrays:
        """Play and count."""
        found = count_plays(self.outcomes())
        return {f.name: getattr(found, f.name) for f in fields(found)}


def counted_plays(
    plays: Sequence[Plays],
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[PlayCounts]:
    """Return the counts of every task, in order: see `carry_out`."""
    return [PlayCounts(**found) for found in carry_out(plays, folder, executor, progress)]


@dataclass(frozen=True, eq=False)
class Negotiations(Replicates):
    """The task of playing some replicates, keeping all outcomes."""

    keeps = "outcomes"

    def carry_out(self) -> Arrays:
        """Play."""
        return vars(Outcomes.gather(self.outcomes(), self.last - self.first, self.first))


def task_spans(paragraphs: int, members: int, runs: int) -> list[tuple[int, int]]:
    """Divide replicates 0 to runs - 1 into tasks: the first of each, and the one after its last."""
    batches = min(max(1, ASKED // (BATCH * paragraphs * members)), MOST_BATCHES)
    return spans(runs, batches * BATCH)


def negotiations(played: Setting, runs: int, seed: int) -> list[Negotiations]:
    """Return the tasks of playing replicates 0 to runs - 1, in order."""
    return [Negotiations(played, seed, *span) for span in task_spans(*played.table.shape, runs)]


def play_many(
    played: Setting,
    runs: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
    folder: Path | None = None,
    executor: Executor | None = None,
) -> Outcomes:
    """Play replicates 0 to runs - 1 of a setting: see `sim.study.forecast.forecast`.

    No play is held twice in memory, and draws one batch at a time.
    """
    todo = negotiations(played, runs, seed)
    if executor is None and (folder is None or len(todo) == 1):
        return Outcomes.gather(played.play(seed, np.arange(runs), progress), runs)
    done = as_completed(todo, folder if len(todo) > 1 else None, executor)
    return Outcomes.gather(_counted(done, progress), runs)


def _counted(
    done: Iterable[tuple[int, Arrays]], progress: Callable[[int], None] | None
) -> Iterator[Outcomes]:
    """Yield the outcomes of each task, and say how many plays these are."""
    for _, found in done:
        outcomes = Outcomes(**found)
        yield outcomes
        if progress:
            progress(len(outcomes))
